// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedbuilder.h"

#include "formats/feeddate.h"
#include "formats/feedtext.h"
#include "formats/iconvdecoder.h"
#include "formats/jsonfeedreader.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Element = FeedElement;

// Which link counts, the best first.
namespace LinkRank {
constexpr int original = 0; ///< before a service for statistics put its own in place
constexpr int text = 1; ///< RSS
constexpr int alternate = 2; ///< Atom
constexpr int permalink = 4;
constexpr int otherAlternate = 5;
constexpr int contentSource = 6;
constexpr int related = 7;
constexpr int self = 8;
constexpr int id = 9;
} // namespace LinkRank

bool isSame(const char *text, const char *other)
{
    return text != nullptr && qstricmp(text, other) == 0;
}

/// The value of an attribute without a namespace, or with any; empty when it is not there.
QByteArrayView valueOf(const XmlAttributes &attributes, const char *name)
{
    for (int i = 0; i < attributes.size(); ++i) {
        const XmlAttribute attribute = attributes.at(i);
        if (isSame(attribute.name.local, name))
            return attribute.value.trimmed();
    }
    return {};
}

QByteArray lowerValueOf(const XmlAttributes &attributes, const char *name)
{
    return valueOf(attributes, name).toByteArray().toLower();
}

bool isFeedType(const QByteArray &type)
{
    return type.contains("rss") || type.contains("atom") || type.contains("rdf")
        || type.contains("json");
}

bool isPageType(const QByteArray &type)
{
    return type.isEmpty() || type.startsWith("text/html") || type.contains("xhtml")
        || type == "text/plain" || type == "html";
}

bool isXmlType(const QByteArray &type)
{
    return type == "xhtml" || type == "xml" || type.endsWith("+xml") || type.endsWith("/xml");
}

bool isVoidElement(const char *name)
{
    static constexpr std::array names = {"br",   "img",    "hr",   "input", "meta",
                                         "area", "base",   "link", "embed", "param",
                                         "wbr",  "source", "col",  "track"};
    return std::any_of(names.begin(), names.end(),
                       [name](const char *each) { return std::strcmp(name, each) == 0; });
}

void appendEscaped(QByteArrayView text, std::string &out, bool isAttribute)
{
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"' && isAttribute)
            out += "&quot;";
        else
            out += c;
    }
}

std::optional<qint64> amountOf(QByteArrayView text)
{
    bool isNumber = false;
    const qint64 amount = text.toByteArray().toLongLong(&isNumber);
    return isNumber && amount >= 0 ? std::optional(amount) : std::nullopt;
}

/// "3600", "60:00" and "1:00:00".
std::optional<qint64> secondsOf(QByteArrayView text)
{
    constexpr qint64 longest = 366LL * 24 * 3600;
    qint64 seconds = 0;
    for (const QByteArray &part : text.toByteArray().split(':')) {
        const auto amount = amountOf(QByteArrayView(part).trimmed());
        if (!amount || *amount > longest)
            return {};
        seconds = seconds * 60 + *amount;
    }
    return seconds <= longest ? std::optional(seconds) : std::nullopt;
}

} // namespace

FeedBuilder::FeedBuilder(const QUrl &base, FeedIssues &issues)
    : m_issues(issues), m_schedule(m_document.schedule)
{
    if (!base.isEmpty())
        m_bases.append(base);
}

// --- The frame of the document ------------------------------------------------------------------

const FeedBuilder::KnownName &FeedBuilder::known(const XmlName &name)
{
    const auto address = reinterpret_cast<std::uintptr_t>(name.local)
        ^ (reinterpret_cast<std::uintptr_t>(name.uri) >> 4);
    KnownName &entry = m_known.at((address ^ (address >> 8)) % m_known.size());
    const bool isKnown = entry.name.local == name.local && entry.name.prefix == name.prefix
        && entry.name.uri == name.uri;
    if (!isKnown) {
        const bool isAtom = QByteArrayView(name.uri).contains("2005/Atom");
        entry = {name, feedElementOf(name), isAtom};
    }
    return entry;
}

FeedBuilder::Place FeedBuilder::place() const
{
    return m_frames.isEmpty() ? Place::Document : m_frames.last().place;
}

const QUrl &FeedBuilder::base() const
{
    if (!m_bases.isEmpty())
        return m_bases.last();
    return m_document.feedLink.isEmpty() ? m_feed.link.value() : m_document.feedLink;
}

void FeedBuilder::readInherited(const XmlAttributes &attributes, Frame &frame)
{
    for (int i = 0; i < attributes.size(); ++i) {
        const XmlAttribute attribute = attributes.at(i);
        if (!isSame(attribute.name.prefix, "xml"))
            continue;
        if (isSame(attribute.name.local, "base")) {
            const QUrl own(QString::fromUtf8(attribute.value.trimmed()));
            const QUrl resolved =
                own.isRelative() && !m_bases.isEmpty() ? m_bases.last().resolved(own) : own;
            const bool isBase = resolved.isValid() && !resolved.isRelative();
            if (isBase) {
                m_bases.append(resolved);
                frame.hasBase = true;
            }
        } else if (isSame(attribute.name.local, "lang")) {
            m_languages.append(utf8Line(attribute.value).replace(u'_', u'-'));
            frame.hasLanguage = true;
        }
    }
}

void FeedBuilder::startElement(const XmlName &name, const XmlAttributes &attributes)
{
    Frame frame;
    frame.name = name.local;
    frame.prefix = name.prefix;
    frame.place = place();
    if (attributes.size() > 0)
        readInherited(attributes, frame);
    if (isInText(name))
        startMarkup(name, attributes, frame);
    else
        startField(attributes, frame, name);
    m_frames.append(frame);
    m_isTextWanted = frame.isCapture || frame.isMarkup;
}

/// Whether the element that begins is part of a text and none of the feed's own.
bool FeedBuilder::isInText(const XmlName &name)
{
    if (m_frames.isEmpty())
        return false;
    const Frame &outer = m_frames.last();
    if (outer.isMarkup || !outer.isCapture)
        return outer.isMarkup;
    if (outer.place == Place::Person)
        return known(name).element == Element::Unknown;
    return outer.place != Place::Image;
}

void FeedBuilder::startFeed(const XmlName &name, const XmlAttributes &attributes)
{
    if (m_isFeed && !isSame(name.local, "channel"))
        return;
    const QByteArray version = lowerValueOf(attributes, "version");
    QString &format = m_document.format;
    if (isSame(name.local, "rss") || isSame(name.local, "rss2")) {
        format = version.isEmpty() ? u"rss"_s : u"rss-"_s + QString::fromLatin1(version.left(8));
    } else if (isSame(name.local, "rdf")) {
        format = u"rss-1.0"_s;
        m_document.format = rdfFormat(name.uri).isEmpty() ? format : rdfFormat(name.uri);
    } else if (isSame(name.local, "feed")) {
        m_isAtom = true;
        const QByteArrayView uri(name.uri);
        const bool isOld = uri.contains("purl.org/atom") || version.startsWith("0.");
        format = isOld ? u"atom-0.3"_s : u"atom-1.0"_s;
    } else if ((format.isEmpty() || format.startsWith("rss-1"_L1))
               && !rdfFormat(name.uri).isEmpty()) {
        format = rdfFormat(name.uri);
    } else if (format.isEmpty()) {
        format = u"cdf"_s;
        offerAddress(m_feed.link, LinkRank::text, valueOf(attributes, "href"), "href");
        finishDate(Element::BuildDate, valueOf(attributes, "lastmod"));
    }
    m_isFeed = true;
    if (!m_languages.isEmpty())
        m_feed.language.offer(2, m_languages.last());
}

void FeedBuilder::startItem(const XmlAttributes &attributes, Frame &frame)
{
    m_isFeed = true;
    if (m_document.format.isEmpty())
        m_document.format = isSame(frame.name, "entry") ? u"atom-1.0"_s : u"rss"_s;
    m_isInItem = true;
    m_item = {};
    frame.place = Place::Item;
    frame.isItem = true;
    if (attributes.size() > 0) {
        if (const QByteArrayView about = valueOf(attributes, "about"); !about.isEmpty()) {
            m_item.id = QString::fromUtf8(about);
            if (about.startsWith("http"))
                offerAddress(m_item.link, LinkRank::id, about, "rdf:about");
        }
        // CDF
        if (const QByteArrayView href = valueOf(attributes, "href"); !href.isEmpty())
            offerAddress(m_item.link, LinkRank::text, href, "href");
        if (const QByteArrayView modified = valueOf(attributes, "lastmod"); !modified.isEmpty())
            finishDate(Element::Date, modified);
    }
    if (!m_languages.isEmpty())
        m_item.language.offer(2, m_languages.last());
}

void FeedBuilder::startField(const XmlAttributes &attributes, Frame &frame, const XmlName &name)
{
    const Element element = known(name).element;
    frame.element = element;
    const Place outer = frame.place;
    const bool isField = outer == Place::Feed || outer == Place::Item;
    switch (element) {
    case Element::Item:
        if (m_isInItem && outer != Place::Item) {
            frame.place = Place::Foreign;
            return;
        }
        if (m_isInItem)
            finishItem(); // which nobody ended
        startItem(attributes, frame);
        return;
    case Element::Feed:
    case Element::Rdf:
    case Element::Channel:
        frame.place = m_isInItem ? Place::Foreign : Place::Feed;
        if (!m_isInItem)
            startFeed(name, attributes);
        return;
    case Element::Name:
    case Element::Email:
        if (outer == Place::Person)
            startCapture(element, frame, name, attributes);
        return;
    case Element::Url:
        if (outer == Place::Image)
            startCapture(element, frame, name, attributes);
        else
            frame.place = Place::Foreign;
        return;
    case Element::Unknown:
    case Element::Foreign:
    case Element::Uri:
        frame.place = Place::Foreign;
        return;
    default:
        break;
    }
    if (!isField) {
        frame.place = Place::Foreign;
        return;
    }
    switch (element) {
    case Element::MediaGroup:
    case Element::SkipHours:
    case Element::SkipDays:
        return;
    case Element::Source:
        frame.place = Place::Foreign;
        return;
    case Element::Body:
        if (outer != Place::Item) {
            frame.place = Place::Foreign;
            return;
        }
        break;
    case Element::Link:
        if (!valueOf(attributes, "href").isEmpty()) {
            readLink(attributes, name);
            frame.place = Place::Foreign;
            return;
        }
        break;
    case Element::Enclosure:
        readEnclosure(attributes);
        frame.place = Place::Foreign;
        return;
    case Element::MediaContent:
        readMedia(attributes);
        return;
    case Element::MediaThumbnail:
        if (const QByteArrayView url = valueOf(attributes, "url"); !url.isEmpty())
            offerAddress(draft().image, 3, url, "thumbnail");
        frame.place = Place::Foreign;
        return;
    case Element::ITunesCategory:
        draft().addTag(utf8Line(valueOf(attributes, "text")));
        return;
    case Element::ITunesImage:
        if (const QByteArrayView url = valueOf(attributes, "href"); !url.isEmpty()) {
            offerAddress(draft().image, 2, url, "image");
            frame.place = Place::Foreign;
            return;
        }
        break;
    default:
        break;
    }
    startCapture(element, frame, name, attributes);
}

void FeedBuilder::endElement()
{
    if (m_frames.isEmpty())
        return;
    const Frame frame = m_frames.last();
    if (frame.isCapture) {
        finishCapture();
    } else if (frame.isMarkup) {
        if (!frame.isSwallowed && !isVoidElement(frame.name)) {
            m_text += "</";
            m_text += frame.name;
            m_text += '>';
        }
    } else if (frame.isItem && m_isInItem) {
        finishItem();
    }
    if (frame.hasBase)
        m_bases.removeLast();
    if (frame.hasLanguage)
        m_languages.removeLast();
    m_frames.removeLast();
    m_isTextWanted = !m_frames.isEmpty() && (m_frames.last().isCapture || m_frames.last().isMarkup);
}

void FeedBuilder::text(QByteArrayView piece)
{
    if (!m_isTextWanted)
        return;
    // A reference to a control character of Latin-1 was meant as one of windows-1252.
    const bool isControl =
        piece.size() == 2 && piece[0] == '\xC2' && static_cast<unsigned char>(piece[1]) < 0xA0;
    if (isControl) [[unlikely]]
        m_text += windows1252(piece[1]).toStdString();
    else if (m_captures.constLast().isXml)
        appendEscaped(piece, m_text, false);
    else
        m_text.append(piece.data(), static_cast<std::size_t>(piece.size()));
}

void FeedBuilder::startMarkup(const XmlName &name, const XmlAttributes &attributes, Frame &frame)
{
    Capture &capture = m_captures.last();
    frame.isMarkup = true;
    // Atom wraps XHTML into a <div> that is not part of it.
    const bool isWrapper = capture.isXml && !capture.hasMarkup
        && m_frames.size() == capture.depth + 1 && isSame(name.local, "div")
        && captured(capture).isEmpty();
    capture.hasMarkup = true;
    if (isWrapper) {
        frame.isSwallowed = true;
        return;
    }
    m_text += '<';
    m_text += name.local;
    for (int i = 0; i < attributes.size(); ++i) {
        const XmlAttribute attribute = attributes.at(i);
        m_text += ' ';
        if (attribute.name.prefix != nullptr) {
            m_text += attribute.name.prefix;
            m_text += ':';
        }
        m_text += attribute.name.local;
        m_text += "=\"";
        appendEscaped(attribute.value, m_text, true);
        m_text += '"';
    }
    m_text += '>';
}

// --- Fields in attributes -----------------------------------------------------------------------

void FeedBuilder::readLink(const XmlAttributes &attributes, const XmlName &name)
{
    const QByteArrayView href = valueOf(attributes, "href");
    const QByteArray type = lowerValueOf(attributes, "type");
    QByteArray rel = lowerValueOf(attributes, "rel");
    FeedDraft &target = draft();
    // RSS with its links written as in Atom.
    const bool isRssLink = rel.isEmpty() && type.isEmpty() && !m_isAtom && !known(name).isAtom;
    if (isRssLink) {
        if (const QUrl url = addressOf(href, "link"); !url.isEmpty())
            target.link.offerLast(LinkRank::text, url);
        return;
    }
    // Registered names may be written as addresses.
    rel = rel.sliced(rel.lastIndexOf('/') + 1);
    if (rel.isEmpty())
        rel = "alternate";
    const auto is = [&rel](const char *relation) {
        return rel == relation || rel.split(' ').contains(relation);
    };
    if (is("self") && !m_isInItem) {
        if (m_document.feedLink.isEmpty())
            m_document.feedLink = addressOf(href, "self");
    } else if (is("alternate")) {
        if (isPageType(type))
            offerAddress(target.link, LinkRank::alternate, href, "link");
        else if (m_isInItem || !isFeedType(type))
            offerAddress(target.link, LinkRank::otherAlternate, href, "link");
    } else if (is("enclosure")) {
        readEnclosure(attributes);
    } else if (is("hub") && !m_isInItem) {
        if (m_schedule.hub.isEmpty())
            m_schedule.hub = addressOf(href, "hub");
    } else if (is("icon")) {
        offerAddress(target.icon, 2, href, "icon");
    } else if (m_isInItem && is("replies") && isPageType(type)) {
        if (target.comments.isEmpty())
            target.comments = addressOf(href, "replies");
    } else if (m_isInItem && (is("related") || is("via"))) {
        const QUrl url = addressOf(href, "link");
        if (target.externalUrl.isEmpty())
            target.externalUrl = url;
        if (!url.isEmpty())
            target.link.offer(LinkRank::related, url);
    } else if (m_isInItem && is("self") && isPageType(type)) {
        offerAddress(target.link, LinkRank::self, href, "self");
    }
}

void FeedBuilder::readEnclosure(const XmlAttributes &attributes)
{
    QByteArrayView address = valueOf(attributes, "url");
    if (address.isEmpty())
        address = valueOf(attributes, "href");
    FeedAttachment attachment;
    attachment.url = addressOf(address, "enclosure");
    if (attachment.url.isEmpty())
        return;
    attachment.mimeType = utf8Line(valueOf(attributes, "type"));
    attachment.title = utf8Line(valueOf(attributes, "title"));
    attachment.bytes = amountOf(valueOf(attributes, "length"));
    if (attachment.mimeType.startsWith("image/"_L1))
        draft().image.offer(5, attachment.url);
    draft().attachments.append(attachment);
}

void FeedBuilder::readMedia(const XmlAttributes &attributes)
{
    const QByteArrayView address = valueOf(attributes, "url");
    if (address.isEmpty())
        return;
    const QUrl url = addressOf(address, "media");
    const QByteArray type = lowerValueOf(attributes, "type");
    const QByteArray medium = lowerValueOf(attributes, "medium");
    if (medium == "image" || type.startsWith("image/")) {
        if (!url.isEmpty())
            draft().image.offer(4, url);
        return;
    }
    const auto &known = draft().attachments;
    const bool isKnown = std::any_of(known.begin(), known.end(), [&url](const auto &attachment) {
        return attachment.url == url;
    });
    if (url.isEmpty() || isKnown)
        return;
    FeedAttachment attachment;
    attachment.url = url;
    attachment.mimeType = QString::fromLatin1(type);
    attachment.bytes = amountOf(valueOf(attributes, "fileSize"));
    attachment.seconds = secondsOf(valueOf(attributes, "duration"));
    draft().attachments.append(attachment);
}

// --- Fields with text ---------------------------------------------------------------------------

void FeedBuilder::startCapture(FeedElement element, Frame &frame, const XmlName &name,
                               const XmlAttributes &attributes)
{
    Capture capture;
    capture.element = element;
    capture.start = m_text.size();
    capture.depth = m_frames.size();
    capture.isAtom = m_isAtom || known(name).isAtom;
    frame.isCapture = true;
    switch (element) {
    case Element::Author:
    case Element::Creator:
    case Element::ITunesAuthor:
    case Element::ManagingEditor:
    case Element::WebMaster:
    case Element::Contributor:
        frame.place = Place::Person;
        m_person = {};
        break;
    case Element::Image:
        frame.place = Place::Image;
        break;
    case Element::Category: {
        const QByteArrayView label = valueOf(attributes, "label");
        capture.detail = (label.isEmpty() ? valueOf(attributes, "term") : label).toByteArray();
        break;
    }
    case Element::Id:
        capture.detail = lowerValueOf(attributes, "isPermaLink");
        break;
    case Element::Body:
        capture.isXml = feedNamespaceOf(name) == FeedNamespace::Xhtml;
        break;
    default:
        if (attributes.size() == 0)
            break;
        capture.type = lowerValueOf(attributes, "type");
        capture.type.truncate(capture.type.indexOf(';') < 0 ? capture.type.size()
                                                            : capture.type.indexOf(';'));
        capture.mode = lowerValueOf(attributes, "mode");
        capture.isXml =
            (isXmlType(capture.type) && capture.mode != "escaped" && capture.mode != "base64")
            || capture.mode == "xml";
        if (element == Element::Content)
            capture.detail = valueOf(attributes, "src").toByteArray();
        break;
    }
    m_captures.append(capture);
}

QByteArrayView FeedBuilder::captured(const Capture &capture) const
{
    return QByteArrayView(m_text.data() + capture.start,
                          static_cast<qsizetype>(m_text.size() - capture.start))
        .trimmed();
}

FeedText FeedBuilder::textOf(const Capture &capture, QByteArrayView text) const
{
    FeedText value;
    value.base = base();
    const QByteArray &type = capture.type;
    const bool isOfText = !type.contains('/') || type.startsWith("text/") || isXmlType(type);
    if (capture.mode == "base64" || !isOfText) {
        const auto decoded = QByteArray::fromBase64Encoding(
            text.toByteArray().simplified().replace(' ', QByteArray()),
            QByteArray::AbortOnBase64DecodingErrors);
        const bool isText = decoded && (*decoded).isValidUtf8() && !(*decoded).contains('\0');
        const bool isMedia =
            type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
        if (isText)
            value.text = *decoded;
        else if (!isMedia)
            value.text = text.toByteArray();
        value.isHtml = looksLikeHtml(value.text);
        return value;
    }
    value.text = text.toByteArray();
    const bool isSaid = capture.isXml || capture.hasMarkup || isXmlType(type) || type == "html"
        || type == "text/html" || capture.element == Element::Body
        || capture.element == Element::EncodedContent;
    // Atom 1.0 says what it means; the others leave it to be found out.
    const bool isGuessed = !capture.isAtom || m_document.format == "atom-0.3"_L1;
    value.isHtml = isSaid || (isGuessed && looksLikeHtml(text));
    return value;
}

QString FeedBuilder::lineOf(const Capture &capture, QByteArrayView text) const
{
    // Most titles and names are plain text whatever they might be.
    const bool isPlain = capture.type.isEmpty() && capture.mode.isEmpty() && !capture.hasMarkup
        && !text.contains('<') && !text.contains('&');
    return isPlain ? utf8Line(text) : textOf(capture, text).plain();
}

void FeedBuilder::finishCapture()
{
    const Capture capture = m_captures.takeLast();
    const QByteArrayView text = captured(capture);
    switch (m_frames.last().place) {
    case Place::Person:
        finishPerson(capture, text);
        break;
    case Place::Image:
        offerAddress(draft().image, 1, text, "image");
        break;
    default:
        finishText(capture, text);
        break;
    }
    m_text.resize(capture.start);
}

void FeedBuilder::finishPerson(const Capture &capture, QByteArrayView text)
{
    if (capture.element == Element::Name) {
        if (m_person.name.isEmpty())
            m_person.name = textOf(capture, text).plain();
        return;
    }
    if (capture.element == Element::Email) {
        if (m_person.email.isEmpty())
            m_person.email = textOf(capture, text).plain();
        return;
    }
    QString name = m_person.name.isEmpty() ? m_person.email : m_person.name;
    if (name.isEmpty()) {
        // "<me@example.org>" is no markup.
        const bool hasAddress = text.contains('@') && !capture.hasMarkup;
        name = personName(hasAddress ? utf8Line(text) : lineOf(capture, text));
    }
    int rank = 0;
    switch (capture.element) {
    case Element::Creator:
        rank = 1;
        break;
    case Element::ITunesAuthor:
        rank = 2;
        break;
    case Element::WebMaster:
        rank = 3;
        break;
    case Element::Contributor:
        return;
    default:
        break;
    }
    draft().addAuthor(rank, name);
}

void FeedBuilder::finishText(const Capture &capture, QByteArrayView text)
{
    FeedDraft &target = draft();
    const auto offerText = [&](Ranked<FeedText> &field, int rank) {
        if (!text.isEmpty() && field.wants(rank)) {
            if (FeedText value = textOf(capture, text); !value.isEmpty())
                field.offer(rank, std::move(value));
        }
    };
    const auto offerContent = [&](int rank) {
        if (text.isEmpty() || !target.content.wants(rank))
            return;
        // What is HTML for sure takes the short way.
        const bool isHtml = capture.element == Element::EncodedContent && capture.type.isEmpty();
        if (isHtml) {
            target.content.offer(rank, {htmlOf(text, base()), {}});
        } else if (const FeedText value = textOf(capture, text); !value.isEmpty()) {
            target.content.offer(rank,
                                 value.isHtml ? FeedContent{value.html(), {}}
                                              : FeedContent{{}, QString::fromUtf8(value.text)});
        }
    };
    const auto offerLine = [&](Ranked<QString> &field, int rank) {
        if (!text.isEmpty() && field.wants(rank)) {
            if (QString value = lineOf(capture, text); !value.isEmpty())
                field.offer(rank, std::move(value));
        }
    };
    switch (capture.element) {
    case Element::Title:
        offerLine(target.title, 1);
        break;
    case Element::ITunesTitle:
        offerLine(target.title, 2);
        break;
    case Element::MediaTitle:
        offerLine(target.title, 3);
        break;
    case Element::Description:
    case Element::Summary:
        // A second description is the longer one.
        if (!target.summary.wants(1) && !m_isAtom)
            offerContent(5);
        offerText(target.summary, 1);
        break;
    case Element::Subtitle:
    case Element::DublinCoreDescription:
        offerText(target.summary, 2);
        break;
    case Element::ITunesSummary:
        offerText(target.summary, 3);
        break;
    case Element::MediaDescription:
        offerText(target.summary, 4);
        break;
    case Element::ITunesSubtitle:
        offerText(target.summary, 5);
        break;
    case Element::EncodedContent:
        offerContent(1);
        break;
    case Element::Content:
        offerContent(2);
        if (!capture.detail.isEmpty())
            offerAddress(target.link, LinkRank::contentSource, capture.detail, "src");
        break;
    case Element::Body:
        offerContent(3);
        break;
    case Element::Rights:
        offerLine(target.rights, 1);
        break;
    default:
        finishValue(capture, text);
        break;
    }
}

void FeedBuilder::finishValue(const Capture &capture, QByteArrayView text)
{
    FeedDraft &target = draft();
    switch (capture.element) {
    case Element::Link:
        if (!text.isEmpty()) {
            // Escaped twice, as in CDATA by programs that escape everything.
            QByteArray address = text.toByteArray();
            if (address.contains("&amp;"))
                address.replace("&amp;", "&");
            if (const QUrl url = addressOf(address, "link"); !url.isEmpty())
                target.link.offerLast(LinkRank::text, url);
        }
        break;
    case Element::OriginalLink:
        if (const QUrl url = addressOf(text, "origLink"); !url.isEmpty())
            target.link.offer(LinkRank::original, url);
        break;
    case Element::Comments:
        if (target.comments.isEmpty())
            target.comments = addressOf(text, "comments");
        break;
    case Element::Id:
        finishId(capture, text);
        break;
    case Element::Published:
    case Element::Created:
    case Element::Updated:
    case Element::Date:
    case Element::BuildDate:
        finishDate(capture.element, text);
        break;
    case Element::Category:
        if (capture.detail.isEmpty())
            target.addTag(textOf(capture, text).plain());
        else
            target.addTag(utf8Line(capture.detail));
        break;
    case Element::Subject:
        target.addTag(textOf(capture, text).plain());
        break;
    case Element::Keywords:
        for (const QByteArray &word : text.toByteArray().split(','))
            target.addTag(utf8Line(QByteArrayView(word).trimmed()));
        break;
    case Element::Language:
        if (!text.isEmpty())
            target.language.offer(1, utf8Line(text).replace(u'_', u'-'));
        break;
    case Element::Publisher:
        target.addAuthor(4, m_isInItem ? QString() : personName(utf8Line(text)));
        break;
    case Element::ITunesImage:
        offerAddress(target.image, 2, text, "image");
        break;
    case Element::Icon:
        offerAddress(target.icon, 1, text, "icon");
        break;
    case Element::Logo:
        offerAddress(target.image, 1, text, "logo");
        break;
    case Element::Duration:
        target.seconds = secondsOf(text);
        break;
    default:
        if (!m_isInItem)
            finishSchedule(capture.element, utf8Line(text));
        break;
    }
}

void FeedBuilder::finishId(const Capture &capture, QByteArrayView text)
{
    if (text.isEmpty() || !m_isInItem)
        return;
    const bool isAddress = text.startsWith("http://") || text.startsWith("https://");
    const bool isRelative = !capture.isAtom ? text.startsWith('/') && capture.detail != "false"
                                            : text.contains('/') && !text.contains(':');
    m_item.id = QString::fromUtf8(text);
    if (isRelative && !base().isEmpty())
        m_item.id = base().resolved(QUrl(m_item.id)).toString(QUrl::FullyEncoded);
    if (!isAddress && !isRelative)
        return;
    const bool isPermalink = !capture.isAtom && capture.detail != "false";
    const int rank = isPermalink ? LinkRank::permalink : LinkRank::id;
    if (m_item.link.wants(rank)) {
        const QUrl url(m_item.id);
        if (url.isValid() && isUsableScheme(url.scheme()) && !url.host().isEmpty())
            m_item.link.offer(rank, url);
    }
}

void FeedBuilder::finishDate(FeedElement element, QByteArrayView text)
{
    if (text.isEmpty())
        return;
    const std::optional<QDateTime> date = readFeedDate(text);
    if (!date) {
        note(u"%1 is no date that is known here, and was left out."_s.arg(
            quoted(QString::fromUtf8(text))));
        return;
    }
    FeedDraft &target = draft();
    switch (element) {
    case Element::Published:
        target.published.offer(1, *date);
        break;
    case Element::Created:
        target.published.offer(3, *date);
        break;
    case Element::Updated:
        target.updated.offer(1, *date);
        break;
    case Element::BuildDate:
        target.updated.offer(2, *date);
        break;
    default:
        target.published.offer(2, *date);
        target.updated.offer(3, *date);
        break;
    }
}

void FeedBuilder::finishSchedule(FeedElement element, const QString &text)
{
    using std::chrono::minutes;
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    switch (element) {
    case Element::TimeToLive:
        if (isNumber && number > 0)
            m_schedule.ttl = minutes(number);
        break;
    case Element::Hour:
        // 24 is how some write midnight.
        if (isNumber && number >= 0 && number <= 24 && !m_schedule.skipHours.contains(number % 24))
            m_schedule.skipHours.append(number % 24);
        break;
    case Element::Day: {
        static const QStringList days = {u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s,
                                         u"fri"_s, u"sat"_s, u"sun"_s};
        const int day = static_cast<int>(days.indexOf(text.left(3).toLower())) + 1;
        if (day > 0 && !m_schedule.skipDays.contains(day))
            m_schedule.skipDays.append(day);
        break;
    }
    case Element::UpdatePeriod:
        m_updatePeriod = text.toLower().toLatin1();
        break;
    case Element::UpdateFrequency:
        if (isNumber && number > 0)
            m_updateFrequency = number;
        break;
    case Element::NewFeedLink:
        m_schedule.movedTo = addressOf(text.toUtf8(), "new-feed-url");
        break;
    default:
        break;
    }
}

QUrl FeedBuilder::addressOf(QByteArrayView text, const char *what)
{
    QString written = QString::fromUtf8(text.trimmed());
    if (written.isEmpty())
        return {};
    // Line breaks and tabs in the middle come from wrapped source text and mean nothing.
    written.removeIf([](QChar c) { return c == u'\n' || c == u'\r' || c == u'\t'; });
    if (written.startsWith("www."_L1))
        written.prepend("http://"_L1);
    QUrl url(written);
    // What nearly all are needs no closer look.
    const qsizetype host = written.startsWith("https://"_L1) ? 8
        : written.startsWith("http://"_L1)                   ? 7
                                                             : -1;
    const bool isWeb = host > 0 && written.size() > host && written.at(host).isLetterOrNumber();
    if (isWeb && url.isValid())
        return url;
    if (url.isValid() && url.isRelative() && !base().isEmpty())
        url = base().resolved(url);
    const bool isUsable = url.isValid() && isUsableScheme(url.scheme()) && !url.host().isEmpty();
    if (isUsable)
        return url;
    note(u"\"%1\" is %2, which is no web address, and was left out."_s.arg(QLatin1StringView(what),
                                                                           quoted(written)));

    return {};
}

void FeedBuilder::offerAddress(Ranked<QUrl> &field, int rank, QByteArrayView text, const char *what)
{
    if (!field.wants(rank))
        return;
    if (const QUrl url = addressOf(text, what); !url.isEmpty())
        field.offer(rank, url);
}

void FeedBuilder::note(const QString &what)
{
    m_issues.add(m_isInItem ? itemName(m_document.items.size(), m_item.id) : u"The feed"_s, what);
}

// --- The end ------------------------------------------------------------------------------------

void FeedBuilder::finishItem()
{
    m_isInItem = false;
    if (m_document.items.size() >= maximumFeedItems) {
        m_hasTooManyItems = true;
        return;
    }
    m_document.items.append(m_item.item(m_document.items.size(), m_issues));
}

FeedDocument FeedBuilder::document()
{
    if (m_isInItem)
        finishItem();
    FeedDocument &feed = m_document;
    feed.title = m_feed.title.value();
    feed.description = m_feed.summary.value().plain();
    feed.link = m_feed.link.value();
    feed.icon = m_feed.icon.value();
    feed.image = m_feed.image.value();
    feed.authors = m_feed.authorNames();
    feed.author = feed.authors.join(u", "_s);
    feed.language = m_feed.language.value();
    feed.rights = m_feed.rights.value();
    feed.categories = m_feed.tags;
    if (!m_feed.published.isEmpty())
        feed.published = m_feed.published.value();
    if (!m_feed.updated.isEmpty())
        feed.updated = m_feed.updated.value();
    static const QHash<QByteArray, int> periods = {{"hourly", 60},
                                                   {"daily", 24 * 60},
                                                   {"weekly", 7 * 24 * 60},
                                                   {"monthly", 30 * 24 * 60},
                                                   {"yearly", 365 * 24 * 60}};
    if (const int period = periods.value(m_updatePeriod); period > 0)
        feed.schedule.updateInterval =
            std::chrono::minutes(std::max(1, period / m_updateFrequency));
    for (FeedItem &item : feed.items) {
        if (item.language.isEmpty())
            item.language = feed.language;
        if (item.authors.isEmpty() && m_isAtom) {
            item.authors = feed.authors;
            item.author = feed.author;
        }
    }
    return std::move(m_document);
}

} // namespace lectern
