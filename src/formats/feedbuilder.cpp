// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedbuilder.h"

#include "formats/feedtext.h"
#include "formats/feedvalues.h"
#include "formats/iconvdecoder.h"
#include "formats/jsonfeedreader.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace lectern {

using Element = FeedElement;

namespace {

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
    // Escaped HTML comes as one such piece for each "&lt;".
    if (piece.size() == 1 && !m_captures.constLast().isXml) {
        m_text += piece[0];
        return;
    }
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

// --- Addresses and notes -------------------------------------------------------------------------

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
