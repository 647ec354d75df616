// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/htmldocument.h"

#include "formats/feedencoding.h"
#include "formats/feedtext.h"
#include "formats/htmlentities.h"
#include "formats/htmltreebuilder.h"
#include "formats/iconvdecoder.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The charset that a <meta> at the beginning of a page names, in either of its two forms.
QByteArray saidCharset(const QByteArray &bytes)
{
    constexpr qsizetype farthest = 8192;
    const QByteArray head = bytes.left(farthest).toLower();
    for (qsizetype meta = head.indexOf("<meta"); meta >= 0;
         meta = head.indexOf("<meta", meta + 5)) {
        const qsizetype end = head.indexOf('>', meta);
        const QByteArray tag = head.mid(meta, (end < 0 ? head.size() : end) - meta);
        const qsizetype charset = tag.indexOf("charset");
        if (charset < 0)
            continue;
        qsizetype start = tag.indexOf('=', charset);
        if (start < 0)
            continue;
        ++start;
        while (start < tag.size() && (tag[start] == '"' || tag[start] == '\'' || tag[start] == ' '))
            ++start;
        qsizetype stop = start;
        while (stop < tag.size()
               && (isNameCharacter(tag[stop]) || tag[stop] == '-' || tag[stop] == '_'))
            ++stop;
        if (stop > start)
            return tag.mid(start, stop - start);
    }
    return {};
}

/// What HTML 5 added to the names of HTML 4 that libxml2 knows, as far as tools write them.
QByteArray newerEntity(const QByteArray &name)
{
    static const QHash<QByteArray, QByteArray> entities = {
        {"apos", "'"},   {"Tab", "\t"},   {"NewLine", "\n"}, {"excl", "!"},   {"num", "#"},
        {"dollar", "$"}, {"percnt", "%"}, {"lpar", "("},     {"rpar", ")"},   {"ast", "*"},
        {"plus", "+"},   {"comma", ","},  {"period", "."},   {"sol", "/"},    {"colon", ":"},
        {"semi", ";"},   {"equals", "="}, {"quest", "?"},    {"commat", "@"}, {"lsqb", "["},
        {"lbrack", "["}, {"bsol", "\\"},  {"rsqb", "]"},     {"rbrack", "]"}, {"lowbar", "_"},
        {"grave", "`"},  {"lcub", "{"},   {"lbrace", "{"},   {"vert", "|"},   {"verbar", "|"},
        {"rcub", "}"},   {"rbrace", "}"}, {"hyphen", "‐"},   {"dash", "‐"},   {"check", "✓"},
        {"star", "☆"},   {"starf", "★"}};
    return entities.value(name);
}

/// What stands for a code point, as HTML takes references to what is none.
QByteArray utf8Of(uint code)
{
    if (code >= 0x80 && code < 0xA0)
        return windows1252(static_cast<char>(code)).toUtf8();
    const bool isCharacter =
        code > 0 && code <= QChar::LastValidCodePoint && !QChar::isSurrogate(code);
    const char32_t character = isCharacter ? char32_t(code) : U'\uFFFD';
    return QString::fromUcs4(&character, 1).toUtf8();
}

/// The reference at the "&" at `start`: what it stands for, and its length; a length of 0 when it
/// is none.
std::pair<QByteArray, qsizetype> readReference(QByteArrayView text, qsizetype start)
{
    constexpr qsizetype longest = 32;
    const qsizetype end = std::min(text.size(), start + longest);
    qsizetype i = start + 1;
    if (i < end && text[i] == '#') {
        const bool isHex = i + 1 < end && (text[i + 1] | 0x20) == 'x';
        const qsizetype digits = i + (isHex ? 2 : 1);
        i = digits;
        while (i < end && isNameCharacter(text[i]))
            ++i;
        bool isNumber = false;
        const uint code =
            text.sliced(digits, i - digits).toByteArray().toUInt(&isNumber, isHex ? 16 : 10);
        if (!isNumber)
            return {};
        const bool isEnded = i < text.size() && text[i] == ';';
        return {utf8Of(code), i - start + (isEnded ? 1 : 0)};
    }
    while (i < end && isNameCharacter(text[i]))
        ++i;
    const QByteArray name = text.sliced(start + 1, i - start - 1).toByteArray();
    const bool isEnded = i < text.size() && text[i] == ';';
    if (name.isEmpty())
        return {};
    if (name == "amp")
        return {"&", i - start + (isEnded ? 1 : 0)};
    if (!isEnded) {
        // In addresses "&lt=3" is no reference.
        const bool isOld = i >= text.size() || text[i] != '=';
        if (isOld && (name == "nbsp" || name == "lt" || name == "gt" || name == "quot"))
            return {htmlEntity(name), i - start};
        return {};
    }
    QByteArray character = newerEntity(name);
    if (character.isEmpty())
        character = htmlEntity(name);
    if (character.isEmpty())
        return {};
    return {character, i - start + 1};
}

} // namespace

QByteArray withoutReferences(QByteArrayView utf8)
{
    qsizetype reference = utf8.indexOf('&');
    if (reference < 0)
        return utf8.toByteArray();
    QByteArray plain;
    plain.reserve(utf8.size());
    qsizetype from = 0;
    while (reference >= 0) {
        const auto [character, length] = readReference(utf8, reference);
        if (length > 0) {
            plain += utf8.sliced(from, reference - from);
            plain += character;
            from = reference + length;
        }
        reference = utf8.indexOf('&', reference + std::max<qsizetype>(1, length));
    }
    plain += utf8.sliced(from);
    return plain;
}

QByteArray decodedPage(const QByteArray &bytes, const QString &contentType)
{
    QString type = contentType;
    if (!type.contains("charset"_L1, Qt::CaseInsensitive)) {
        if (const QByteArray charset = saidCharset(bytes); !charset.isEmpty())
            type = u"text/html; charset="_s + QString::fromLatin1(charset);
    }
    return decodeFeed(bytes, type).utf8;
}

Result<HtmlDocument> HtmlDocument::read(const QByteArray &bytes, const PageHints &hints)
{
    if (bytes.size() > maximumPageBytes) {
        return failure(ErrorKind::Data, ErrorCode::TooLarge,
                       u"a page of %1 bytes"_s.arg(bytes.size()));
    }
    HtmlDocument document;
    // What a browser has written may still name the encoding that it had on its way.
    document.m_source =
        decodedPage(bytes, hints.isRendered ? u"text/html; charset=utf-8"_s : hints.contentType);
    document.m_address = hints.base;
    document.m_today = hints.today;
    document.m_base = hints.base;
    HtmlTreeBuilder(document, hints.isRendered).build();

    if (document.m_address.isEmpty())
        document.m_address = document.m_base = document.saidAddress();
    bool hasBase = false;
    bool hasTitle = false;
    for (Node node = 0; node < document.size(); ++node) {
        const HtmlTag tag = document.tag(node);
        if (tag == HtmlTag::Html) {
            document.m_language =
                QString::fromUtf8(document.attribute(node, "lang")).trimmed().replace(u'_', u'-');
        } else if (tag == HtmlTag::Base && !hasBase) {
            const QUrl own(QString::fromUtf8(document.attribute(node, "href")).trimmed());
            const QUrl resolved =
                document.m_address.isEmpty() ? own : document.m_address.resolved(own);
            hasBase = !own.isEmpty() && resolved.isValid() && !resolved.isRelative();
            if (hasBase)
                document.m_base = resolved;
        } else if (tag == HtmlTag::Title && !hasTitle) {
            const Node text = document.firstChild(node);
            if (text != none) {
                document.m_title = oneLine(document.ownText(text)).simplified();
                hasTitle = true;
            }
        } else if (tag == HtmlTag::Svg) {
            node = document.end(node) - 1; // has titles of its own
        }
    }
    return document;
}

/// Where the page says that it lives, or at least its site: where its feed is.
QUrl HtmlDocument::saidAddress() const
{
    QUrl site;
    for (Node node = 0; node < size(); ++node) {
        QByteArray said;
        if (tag(node) == HtmlTag::Link && rawAttribute(node, "rel") == "canonical")
            said = attribute(node, "href");
        else if (tag(node) == HtmlTag::Meta && rawAttribute(node, "property") == "og:url")
            said = attribute(node, "content");
        const QUrl url(QString::fromUtf8(said).trimmed());
        const bool isWeb = url.isValid() && !url.host().isEmpty()
            && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
        if (isWeb)
            return url;
        const bool isFeed = site.isEmpty() && tag(node) == HtmlTag::Link
            && rawAttribute(node, "rel") == "alternate"
            && (rawAttribute(node, "type").contains("rss+xml")
                || rawAttribute(node, "type").contains("atom+xml"));
        if (!isFeed)
            continue;
        const QUrl feed(QString::fromUtf8(attribute(node, "href")).trimmed());
        if (!feed.host().isEmpty() && (feed.scheme() == "http"_L1 || feed.scheme() == "https"_L1))
            site = feed.resolved(QUrl(u"/"_s));
    }
    return site;
}

const HtmlDocument::Attribute *HtmlDocument::find(Node node, QByteArrayView name) const
{
    const Entry &entry = at(node);
    for (int i = 0; i < entry.attributeCount; ++i) {
        const Attribute &attribute =
            m_attributes[static_cast<std::size_t>(entry.firstAttribute) + std::size_t(i)];
        if (attribute.nameLength == name.size()
            && qstrnicmp(m_source.constData() + attribute.name, name.size(), name.data(),
                         name.size())
                == 0)
            return &attribute;
    }
    return nullptr;
}

QByteArrayView HtmlDocument::rawAttribute(Node node, QByteArrayView name) const
{
    const Attribute *const attribute = find(node, name);
    return attribute == nullptr ? QByteArrayView()
                                : slice(attribute->value, attribute->valueLength);
}

QByteArray HtmlDocument::attribute(Node node, QByteArrayView name) const
{
    return withoutReferences(rawAttribute(node, name));
}

bool HtmlDocument::hasAttribute(Node node, QByteArrayView name) const
{
    return find(node, name) != nullptr;
}

QByteArrayView HtmlDocument::rawText(Node node) const
{
    const Entry &entry = at(node);
    return entry.tag == HtmlTag::Text ? slice(entry.start, entry.length) : QByteArrayView();
}

QString HtmlDocument::ownText(Node node) const
{
    return QString::fromUtf8(withoutReferences(rawText(node)));
}

} // namespace lectern
