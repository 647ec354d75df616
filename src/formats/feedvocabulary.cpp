// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedvocabulary.h"

#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Namespace = FeedNamespace;
using Element = FeedElement;

struct NamespaceUri
{
    std::string_view uri; ///< in lower case, without a slash or "#" at the end
    Namespace meaning;
};

constexpr std::array namespaceUris = {
    NamespaceUri{"http://www.w3.org/2005/atom", Namespace::Core},
    NamespaceUri{"http://purl.org/atom/ns", Namespace::Core},
    NamespaceUri{"http://purl.org/rss/1.0", Namespace::Core},
    NamespaceUri{"http://my.netscape.com/rdf/simple/0.9", Namespace::Core},
    NamespaceUri{"http://channel.netscape.com/rdf/simple/0.9", Namespace::Core},
    NamespaceUri{"http://my.netscape.com/publish/formats/rss-0.91.dtd", Namespace::Core},
    NamespaceUri{"http://purl.org/net/rss1.1", Namespace::Core},
    NamespaceUri{"http://purl.org/rss/1.0/modules/rss091", Namespace::Core},
    NamespaceUri{"http://backend.userland.com/rss", Namespace::Core},
    NamespaceUri{"http://backend.userland.com/rss2", Namespace::Core},
    NamespaceUri{"http://blogs.law.harvard.edu/tech/rss", Namespace::Core},
    NamespaceUri{"http://cyber.law.harvard.edu/rss/rss.html", Namespace::Core},
    NamespaceUri{"http://example.com/newformat", Namespace::Core},
    NamespaceUri{"http://example.com/necho", Namespace::Core},
    NamespaceUri{"http://purl.org/echo", Namespace::Core},
    NamespaceUri{"uri/of/echo/namespace", Namespace::Core},
    NamespaceUri{"http://purl.org/pie", Namespace::Core},
    NamespaceUri{"http://purl.org/rss/1.0/modules/content", Namespace::Content},
    NamespaceUri{"http://purl.org/dc/elements/1.1", Namespace::DublinCore},
    NamespaceUri{"http://purl.org/dc/elements/1.0", Namespace::DublinCore},
    NamespaceUri{"http://purl.org/dc/terms", Namespace::DublinCoreTerms},
    NamespaceUri{"http://rssnamespace.org/feedburner/ext/1.0", Namespace::FeedBurner},
    NamespaceUri{"http://www.itunes.com/dtds/podcast-1.0.dtd", Namespace::ITunes},
    NamespaceUri{"http://example.com/dtds/podcast-1.0.dtd", Namespace::ITunes},
    NamespaceUri{"http://www.google.com/schemas/play-podcasts/1.0", Namespace::ITunes},
    NamespaceUri{"http://search.yahoo.com/mrss", Namespace::Media},
    NamespaceUri{"http://video.search.yahoo.com/mrss", Namespace::Media},
    NamespaceUri{"http://www.rssboard.org/media-rss", Namespace::Media},
    NamespaceUri{"http://www.w3.org/1999/02/22-rdf-syntax-ns", Namespace::Rdf},
    NamespaceUri{"http://purl.org/rss/1.0/modules/syndication", Namespace::Syndication},
    NamespaceUri{"http://wellformedweb.org/commentapi", Namespace::WellFormedWeb},
    NamespaceUri{"http://www.w3.org/1999/xhtml", Namespace::Xhtml},
    NamespaceUri{"http://www.w3.org/xml/1998/namespace", Namespace::Xml},
};

/// What everybody means by a prefix that the document forgot to bind.
constexpr std::array namespacePrefixes = {
    NamespaceUri{"atom", Namespace::Core},
    NamespaceUri{"atom10", Namespace::Core},
    NamespaceUri{"atom03", Namespace::Core},
    NamespaceUri{"a10", Namespace::Core},
    NamespaceUri{"rss", Namespace::Core},
    NamespaceUri{"rss11", Namespace::Core},
    NamespaceUri{"content", Namespace::Content},
    NamespaceUri{"dc", Namespace::DublinCore},
    NamespaceUri{"dcterms", Namespace::DublinCoreTerms},
    NamespaceUri{"feedburner", Namespace::FeedBurner},
    NamespaceUri{"itunes", Namespace::ITunes},
    NamespaceUri{"googleplay", Namespace::ITunes},
    NamespaceUri{"media", Namespace::Media},
    NamespaceUri{"rdf", Namespace::Rdf},
    NamespaceUri{"sy", Namespace::Syndication},
    NamespaceUri{"wfw", Namespace::WellFormedWeb},
    NamespaceUri{"xhtml", Namespace::Xhtml},
    NamespaceUri{"xml", Namespace::Xml},
};

struct Word
{
    Namespace space;
    std::string_view name; ///< in lower case
    Element element;
};

constexpr std::array words = {
    // RSS, Atom 1.0, Atom 0.3 and CDF, where two of them don't disagree
    Word{Namespace::Core, "rss", Element::Feed},
    Word{Namespace::Core, "rss2", Element::Feed},
    Word{Namespace::Core, "feed", Element::Feed},
    Word{Namespace::Core, "rdf", Element::Rdf},
    Word{Namespace::Core, "channel", Element::Channel},
    Word{Namespace::Core, "item", Element::Item},
    Word{Namespace::Core, "entry", Element::Item},
    Word{Namespace::Core, "title", Element::Title},
    Word{Namespace::Core, "link", Element::Link},
    Word{Namespace::Core, "id", Element::Id},
    Word{Namespace::Core, "guid", Element::Id},
    Word{Namespace::Core, "description", Element::Description},
    Word{Namespace::Core, "abstract", Element::Description},
    Word{Namespace::Core, "subtitle", Element::Subtitle},
    Word{Namespace::Core, "tagline", Element::Subtitle},
    Word{Namespace::Core, "summary", Element::Summary},
    Word{Namespace::Core, "content", Element::Content},
    Word{Namespace::Core, "body", Element::Body},
    Word{Namespace::Core, "fullitem", Element::Body},
    Word{Namespace::Core, "author", Element::Author},
    Word{Namespace::Core, "managingeditor", Element::ManagingEditor},
    Word{Namespace::Core, "webmaster", Element::WebMaster},
    Word{Namespace::Core, "contributor", Element::Contributor},
    Word{Namespace::Core, "pubdate", Element::Published},
    Word{Namespace::Core, "published", Element::Published},
    Word{Namespace::Core, "issued", Element::Published},
    Word{Namespace::Core, "created", Element::Created},
    Word{Namespace::Core, "updated", Element::Updated},
    Word{Namespace::Core, "modified", Element::Updated},
    Word{Namespace::Core, "date", Element::Date},
    Word{Namespace::Core, "lastbuilddate", Element::BuildDate},
    Word{Namespace::Core, "category", Element::Category},
    Word{Namespace::Core, "keywords", Element::Keywords},
    Word{Namespace::Core, "language", Element::Language},
    Word{Namespace::Core, "rights", Element::Rights},
    Word{Namespace::Core, "copyright", Element::Rights},
    Word{Namespace::Core, "image", Element::Image},
    Word{Namespace::Core, "icon", Element::Icon},
    Word{Namespace::Core, "logo", Element::Logo},
    Word{Namespace::Core, "enclosure", Element::Enclosure},
    Word{Namespace::Core, "comments", Element::Comments},
    Word{Namespace::Core, "source", Element::Source},
    Word{Namespace::Core, "ttl", Element::TimeToLive},
    Word{Namespace::Core, "skiphours", Element::SkipHours},
    Word{Namespace::Core, "hour", Element::Hour},
    Word{Namespace::Core, "skipdays", Element::SkipDays},
    Word{Namespace::Core, "day", Element::Day},
    Word{Namespace::Core, "name", Element::Name},
    Word{Namespace::Core, "email", Element::Email},
    Word{Namespace::Core, "uri", Element::Uri},
    Word{Namespace::Core, "url", Element::Url},
    Word{Namespace::Core, "homepage", Element::Uri},
    Word{Namespace::Core, "textinput", Element::Foreign},
    Word{Namespace::Core, "textarea", Element::Foreign},
    Word{Namespace::Core, "cloud", Element::Foreign},
    Word{Namespace::Content, "encoded", Element::EncodedContent},
    Word{Namespace::DublinCore, "title", Element::Title},
    Word{Namespace::DublinCore, "description", Element::DublinCoreDescription},
    Word{Namespace::DublinCore, "creator", Element::Creator},
    Word{Namespace::DublinCore, "author", Element::Creator},
    Word{Namespace::DublinCore, "publisher", Element::Publisher},
    Word{Namespace::DublinCore, "contributor", Element::Contributor},
    Word{Namespace::DublinCore, "date", Element::Date},
    Word{Namespace::DublinCore, "subject", Element::Subject},
    Word{Namespace::DublinCore, "language", Element::Language},
    Word{Namespace::DublinCore, "rights", Element::Rights},
    Word{Namespace::DublinCoreTerms, "title", Element::Title},
    Word{Namespace::DublinCoreTerms, "creator", Element::Creator},
    Word{Namespace::DublinCoreTerms, "abstract", Element::DublinCoreDescription},
    Word{Namespace::DublinCoreTerms, "issued", Element::Published},
    Word{Namespace::DublinCoreTerms, "created", Element::Created},
    Word{Namespace::DublinCoreTerms, "modified", Element::Updated},
    Word{Namespace::DublinCoreTerms, "date", Element::Date},
    Word{Namespace::FeedBurner, "origlink", Element::OriginalLink},
    Word{Namespace::FeedBurner, "origenclosurelink", Element::Foreign},
    Word{Namespace::ITunes, "title", Element::ITunesTitle},
    Word{Namespace::ITunes, "author", Element::ITunesAuthor},
    Word{Namespace::ITunes, "owner", Element::Foreign},
    Word{Namespace::ITunes, "summary", Element::ITunesSummary},
    Word{Namespace::ITunes, "description", Element::ITunesSummary},
    Word{Namespace::ITunes, "subtitle", Element::ITunesSubtitle},
    Word{Namespace::ITunes, "keywords", Element::Keywords},
    Word{Namespace::ITunes, "category", Element::ITunesCategory},
    Word{Namespace::ITunes, "image", Element::ITunesImage},
    Word{Namespace::ITunes, "link", Element::ITunesImage},
    Word{Namespace::ITunes, "duration", Element::Duration},
    Word{Namespace::ITunes, "new-feed-url", Element::NewFeedLink},
    Word{Namespace::Media, "title", Element::MediaTitle},
    Word{Namespace::Media, "description", Element::MediaDescription},
    Word{Namespace::Media, "content", Element::MediaContent},
    Word{Namespace::Media, "thumbnail", Element::MediaThumbnail},
    Word{Namespace::Media, "group", Element::MediaGroup},
    Word{Namespace::Media, "keywords", Element::Keywords},
    Word{Namespace::Media, "category", Element::Category},
    Word{Namespace::Rdf, "rdf", Element::Rdf},
    Word{Namespace::Syndication, "updateperiod", Element::UpdatePeriod},
    Word{Namespace::Syndication, "updatefrequency", Element::UpdateFrequency},
    Word{Namespace::WellFormedWeb, "commentrss", Element::Foreign},
    Word{Namespace::Xhtml, "body", Element::Body},
    Word{Namespace::Xhtml, "div", Element::Body},
};

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::string keyOf(Namespace space, std::string_view name)
{
    return std::string(1, static_cast<char>(space)) + lowerCase(name);
}

/// The address as the table has it.
std::string comparable(std::string_view uri)
{
    std::string lower = lowerCase(uri);
    const std::size_t begin = lower.find_first_not_of(" \t\r\n");
    lower.erase(0, begin == std::string::npos ? lower.size() : begin);
    while (!lower.empty() && (lower.back() == '/' || lower.back() == '#' || lower.back() == ' '))
        lower.pop_back();
    if (lower.starts_with("https:"))
        lower.erase(4, 1);
    return lower;
}

template <typename Table>
std::unordered_map<std::string, Namespace> mapOf(const Table &table)
{
    std::unordered_map<std::string, Namespace> map;
    for (const NamespaceUri &entry : table)
        map.emplace(entry.uri, entry.meaning);
    return map;
}

Namespace meaningIn(const std::unordered_map<std::string, Namespace> &map, const std::string &key,
                    Namespace otherwise)
{
    const auto found = map.find(key);
    return found == map.end() ? otherwise : found->second;
}

} // namespace

FeedNamespace feedNamespaceOf(const XmlName &name)
{
    static const auto uris = mapOf(namespaceUris);
    static const auto prefixes = mapOf(namespacePrefixes);
    const bool hasPrefix = name.prefix != nullptr && *name.prefix != '\0';
    // A default namespace nobody knows is a dialect nobody knows, and reads like the others.
    const Namespace otherwise = hasPrefix ? Namespace::Other : Namespace::Core;
    if (name.uri == nullptr || *name.uri == '\0')
        return hasPrefix ? meaningIn(prefixes, lowerCase(name.prefix), otherwise) : otherwise;
    return meaningIn(uris, comparable(name.uri), otherwise);
}

FeedElement feedElementOf(const XmlName &name)
{
    static const auto elements = [] {
        std::unordered_map<std::string, Element> map;
        for (const Word &word : words)
            map.emplace(keyOf(word.space, word.name), word.element);
        return map;
    }();
    const auto found = elements.find(keyOf(feedNamespaceOf(name), name.local));
    return found == elements.end() ? Element::Unknown : found->second;
}

QString rdfFormat(QByteArrayView uri)
{
    const std::string key = comparable(std::string_view(uri.data(), std::size_t(uri.size())));
    if (key == "http://purl.org/rss/1.0" || key == "http://purl.org/net/rss1.1")
        return key.ends_with("1.1") ? u"rss-1.1"_s : u"rss-1.0"_s;
    if (key.ends_with("/rdf/simple/0.9"))
        return u"rss-0.90"_s;
    return {};
}

} // namespace lectern
