// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddiscovery.h"

#include "core/canonicaladdress.h"
#include "formats/pageaddress.h"
#include "formats/pagetext.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Node = HtmlDocument::Node;
using Origin = FeedPointer::Origin;
using Tag = HtmlTag;

// The lower the better.
constexpr int mainFeed = 0;
constexpr int jsonFeed = 20;
constexpr int partFeed = 40; ///< of a category or tag
constexpr int commentFeed = 60;

struct RankedFeed
{
    FeedPointer feed;
    int rank = 0;
};

QUrl resolved(const HtmlDocument &page, QByteArrayView href)
{
    QString text = QString::fromUtf8(withoutReferences(href)).trimmed();
    // "feed:https://…" and "feed://…"
    if (text.startsWith("feed:"_L1, Qt::CaseInsensitive)) {
        text = text.sliced(5);
        if (text.startsWith("//"_L1))
            text.prepend("https:"_L1);
    }
    QUrl url(text);
    if (url.isValid() && url.isRelative() && !page.base().isEmpty())
        url = page.base().resolved(url);
    const bool isWeb = url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    return isWeb ? url.adjusted(QUrl::RemoveUserInfo) : QUrl();
}

/// What kind of feed an address is of, as far as it tells.
QString typeOfAddress(const QUrl &url)
{
    const QString path = url.path().toLower();
    const QString query = url.query().toLower();
    if (path.endsWith(".json"_L1) || path.endsWith("/json"_L1))
        return u"application/feed+json"_s;
    if (path.contains("atom"_L1) || query.contains("atom"_L1))
        return u"application/atom+xml"_s;
    const bool isRss =
        path.contains("rss"_L1) || path.endsWith(".rdf"_L1) || query.contains("rss"_L1);
    return isRss ? u"application/rss+xml"_s : QString();
}

/// Whether a link's address is one that feeds have.
bool isFeedAddress(const QUrl &url)
{
    QString path = url.path().toLower();
    while (path.endsWith(u'/'))
        path.chop(1);
    const QString name = path.sliced(path.lastIndexOf(u'/') + 1);
    static const QSet<QString> names = {
        u"feed"_s,      u"feeds"_s,    u"rss"_s,         u"rss2"_s,        u"atom"_s,
        u"rdf"_s,       u"feed.xml"_s, u"rss.xml"_s,     u"atom.xml"_s,    u"index.xml"_s,
        u"feed.json"_s, u"feed.rss"_s, u"feed.atom"_s,   u"rss.php"_s,     u"feed.php"_s,
        u"index.rdf"_s, u"rss2.xml"_s, u"all.rss.xml"_s, u"all.atom.xml"_s};
    if (names.contains(name) || name.endsWith(".rss"_L1) || name.endsWith(".atom"_L1)
        || name.endsWith(".rdf"_L1))
        return true;
    const bool isQuery = url.query().contains("feed=rss"_L1) || url.query().contains("feed=atom"_L1)
        || url.query().contains("format=rss"_L1) || url.query().contains("format=atom"_L1);
    return isQuery || url.host() == "feeds.feedburner.com"_L1 || path.startsWith("/feeds/posts"_L1);
}

/// Whether a title or an address tells of comments, or of a part of the site.
int rankOf(const FeedPointer &feed)
{
    const QString title = feed.title.toLower();
    const QString path = feed.url.path().toLower();
    const QString query = feed.url.query().toLower();
    const auto hasOne = [&title](std::initializer_list<QLatin1StringView> words) {
        return std::any_of(words.begin(), words.end(),
                           [&title](QLatin1StringView word) { return title.contains(word); });
    };
    const bool isComments =
        hasOne({"comment"_L1, "kommentar"_L1, "commentaire"_L1, "comentario"_L1, "comentário"_L1})
        || title.contains(u"评论"_s) || title.contains(u"комментари"_s)
        || path.contains("/comments/"_L1) || path.contains("comments.xml"_L1)
        || path.endsWith("/comments"_L1) || query.contains("comments"_L1);
    if (isComments)
        return commentFeed;
    const bool isPart = path.contains("/tag/"_L1) || path.contains("/tags/"_L1)
        || path.contains("/category/"_L1) || path.contains("/categories/"_L1)
        || path.contains("/author/"_L1) || hasOne({"category"_L1, "tag feed"_L1});
    if (isPart)
        return partFeed;
    return feed.type.contains("json"_L1) ? jsonFeed : mainFeed;
}

bool isOfFeedType(const QString &type, const QUrl &url)
{
    if (type.contains("oembed"_L1))
        return false;
    if (type.contains("rss+xml"_L1) || type.contains("atom+xml"_L1) || type.contains("rdf+xml"_L1)
        || type == "application/feed+json"_L1)
        return true;
    const bool isVague =
        type == "application/json"_L1 || type == "application/xml"_L1 || type == "text/xml"_L1;
    return isVague && isFeedAddress(url);
}

/// <link rel="alternate" type="application/rss+xml" …>, wherever it stands.
void addDeclared(const HtmlDocument &page, Node node, QList<RankedFeed> &feeds)
{
    const QByteArray rel = page.attribute(node, "rel").toLower();
    const QByteArrayList relations = rel.simplified().split(' ');
    const bool isFeedRelation = relations.contains("feed");
    if (!isFeedRelation && !relations.contains("alternate"))
        return;
    FeedPointer feed;
    feed.url = resolved(page, page.rawAttribute(node, "href"));
    const QString type = QString::fromUtf8(page.attribute(node, "type")).trimmed().toLower();
    feed.type = type.section(u';', 0, 0).trimmed();
    if (feed.url.isEmpty() || !(isFeedRelation || isOfFeedType(feed.type, feed.url)))
        return;
    feed.title = QString::fromUtf8(page.attribute(node, "title")).simplified();
    const QString told = typeOfAddress(feed.url);
    const bool isVague = !feed.type.contains("rss"_L1) && !feed.type.contains("atom"_L1)
        && !feed.type.contains("feed+json"_L1);
    if (feed.type == "application/json"_L1)
        feed.type = u"application/feed+json"_s;
    else if (isVague && !told.isEmpty())
        feed.type = told;
    feeds.append({feed, rankOf(feed)});
}

void addLinked(const PageText &text, Node node, QList<RankedFeed> &feeds)
{
    const HtmlDocument &page = text.document();
    const QByteArrayView href = page.rawAttribute(node, "href");
    if (href.isEmpty() || href[0] == '#')
        return;
    const bool isSaid = href.trimmed().toByteArray().left(5).toLower() == "feed:";
    // Resolving all links of a page for the few that are meant would cost more than all the rest.
    const QByteArray lower = href.toByteArray().toLower();
    static constexpr QByteArrayView hints[] = {"feed", "rss", "atom", "rdf", "index.x", "xml"};
    const bool mayBe = std::any_of(std::begin(hints), std::end(hints),
                                   [&lower](QByteArrayView hint) { return lower.contains(hint); });
    if (!mayBe)
        return;
    FeedPointer feed;
    feed.url = resolved(page, href);
    if (feed.url.isEmpty() || !(isSaid || isFeedAddress(feed.url)))
        return;
    constexpr qsizetype longest = 60;
    feed.title = text.textOf(node, longest);
    feed.type = typeOfAddress(feed.url);
    feed.origin = Origin::Linked;
    // Others' feeds: lists of blogs, buttons of feed readers.
    const bool isOwn = page.address().isEmpty() || isSameSite(feed.url, page.address())
        || feed.url.host().startsWith("feeds."_L1);
    if (!isOwn)
        return;
    constexpr int behindDeclared = 100;
    feeds.append({feed, behindDeclared + rankOf(feed)});
}

/// What pages of some sites tell that their addresses don't.
void addFromMeta(const HtmlDocument &page, Node node, QList<RankedFeed> &feeds)
{
    const QByteArray name = page.attribute(node, "itemprop") + page.attribute(node, "property");
    const QString content = QString::fromUtf8(page.attribute(node, "content")).trimmed();
    const QString host = page.address().host();
    FeedPointer feed;
    feed.origin = Origin::KnownSite;
    const bool isChannel = (name == "channelId" || name == "identifier")
        && host.endsWith("youtube.com"_L1) && content.startsWith("UC"_L1);
    if (isChannel) {
        feed.url = QUrl(u"https://www.youtube.com/feeds/videos.xml?channel_id="_s + content);
        feed.type = u"application/atom+xml"_s;
    }
    const QString user = u"soundcloud://users:"_s;
    if (host.endsWith("soundcloud.com"_L1) && content.startsWith(user)) {
        feed.url = QUrl(u"https://feeds.soundcloud.com/users/soundcloud:users:%1/sounds.rss"_s.arg(
            content.sliced(user.size())));
        feed.type = u"application/rss+xml"_s;
    }
    if (feed.url.isValid() && !feed.url.isEmpty())
        feeds.append({feed, mainFeed + 1});
}

} // namespace

QList<FeedPointer> feedsOf(const HtmlDocument &page)
{
    QList<RankedFeed> found;
    const PageText text(page);
    for (Node node = 0; node < page.size(); ++node) {
        switch (page.tag(node)) {
        case Tag::Link:
            addDeclared(page, node, found);
            break;
        case Tag::Meta:
            addFromMeta(page, node, found);
            break;
        case Tag::A:
            addDeclared(page, node, found);
            addLinked(text, node, found);
            break;
        default:
            break;
        }
    }
    constexpr int behindMain = 10;
    const QList<FeedPointer> ofSite = feedsOfSite(page.address());
    for (qsizetype i = 0; i < ofSite.size(); ++i)
        found.append({ofSite.at(i), behindMain + static_cast<int>(i)});
    std::stable_sort(
        found.begin(), found.end(),
        [](const RankedFeed &one, const RankedFeed &other) { return one.rank < other.rank; });
    QList<FeedPointer> feeds;
    QSet<QString> known;
    for (const RankedFeed &each : std::as_const(found)) {
        QString key = canonicalAddress(each.feed.url).toString(QUrl::FullyEncoded);
        key.remove(0, key.indexOf(u':'));
        while (key.endsWith(u'/'))
            key.chop(1);
        constexpr qsizetype most = 50;
        if (known.contains(key) || feeds.size() >= most)
            continue;
        known.insert(key);
        feeds.append(each.feed);
    }
    return feeds;
}

QString generatorOf(const HtmlDocument &page)
{
    for (Node node = 0; node < page.size(); ++node) {
        if (page.tag(node) != Tag::Meta)
            continue;
        const QByteArray name = page.attribute(node, "name").toLower();
        if (name == "generator")
            return QString::fromUtf8(page.attribute(node, "content")).simplified();
    }
    return {};
}

} // namespace lectern
