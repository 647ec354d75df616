// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Where feeds are that no page points at: what feeddiscovery.h promises of sites and programs.
#include "formats/feeddiscovery.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr auto rss = "application/rss+xml"_L1;
constexpr auto atom = "application/atom+xml"_L1;

/// An address taken apart for asking which site it is of.
struct SiteAddress
{
    explicit SiteAddress(const QUrl &url)
        : origin(url.scheme() + u"://"_s + url.authority(QUrl::FullyEncoded)),
          path(url.path(QUrl::FullyEncoded)), segments(path.split(u'/', Qt::SkipEmptyParts))
    {
        host = url.host();
        if (host.startsWith("www."_L1))
            host = host.sliced(4);
    }

    [[nodiscard]] QString at(qsizetype index) const { return segments.value(index); }
    [[nodiscard]] bool isOn(QLatin1StringView site) const
    {
        return host == site || host.endsWith(u'.' + site);
    }
    /// A name before that of the site: "someone.substack.com".
    [[nodiscard]] bool isBelow(QLatin1StringView site) const
    {
        return host != site && host.endsWith(u'.' + site);
    }

    QString host;
    QString origin;
    QString path;
    QStringList segments;
};

class SiteFeeds final
{
public:
    explicit SiteFeeds(const QUrl &url) : m_url(url), m_site(url) { }

    [[nodiscard]] QList<FeedPointer> find()
    {
        videos();
        talk();
        code();
        blogs();
        namedBlogs();
        return std::move(m_feeds);
    }

private:
    void add(const QString &address, QLatin1StringView type, const QString &title = {})
    {
        const QUrl url(address);
        if (url.isValid() && !url.host().isEmpty())
            m_feeds.append({url, title, type, FeedPointer::Origin::KnownSite});
    }

    void videos()
    {
        const SiteAddress &site = m_site;
        if (site.isOn("youtube.com"_L1)) {
            const QString base = u"https://www.youtube.com/feeds/videos.xml?"_s;
            const QString list = queryItem(u"list"_s);
            if (site.at(0) == "channel"_L1 && site.segments.size() > 1)
                add(base + u"channel_id="_s + site.at(1), atom);
            else if (site.at(0) == "user"_L1 && site.segments.size() > 1)
                add(base + u"user="_s + site.at(1), atom);
            else if (!list.isEmpty())
                add(base + u"playlist_id="_s + list, atom);
        } else if (site.host == "vimeo.com"_L1) {
            const bool isGroup = site.at(0) == "channels"_L1 || site.at(0) == "groups"_L1;
            const qsizetype wanted = isGroup ? 2 : 1;
            const bool isNumber = !site.at(0).isEmpty() && site.at(0).at(0).isDigit();
            if (site.segments.size() == wanted && !isNumber)
                add(u"https://vimeo.com/"_s + site.segments.join(u'/') + u"/videos/rss"_s, rss);
        }
    }

    void talk()
    {
        const SiteAddress &site = m_site;
        const QString first = site.at(0);
        if (site.isOn("reddit.com"_L1)) {
            QString path = site.path;
            while (path.endsWith(u'/'))
                path.chop(1);
            if (!path.endsWith(".rss"_L1))
                add(u"https://www.reddit.com"_s + path + u"/.rss"_s, atom);
        } else if (site.host == "bsky.app"_L1) {
            if (first == "profile"_L1 && site.segments.size() > 1)
                add(u"https://bsky.app/profile/"_s + site.at(1) + u"/rss"_s, rss);
        } else if (site.host == "news.ycombinator.com"_L1) {
            add(u"https://news.ycombinator.com/rss"_s, rss);
        } else if (isStackExchange()) {
            if (first == "questions"_L1 && site.at(1) == "tagged"_L1 && site.segments.size() > 2)
                add(site.origin + u"/feeds/tag/"_s + site.at(2), atom);
            else if (first == "users"_L1 && site.segments.size() > 1)
                add(site.origin + u"/feeds/user/"_s + site.at(1), atom);
            else if (first == "questions"_L1 && site.segments.size() > 1)
                add(site.origin + u"/feeds/question/"_s + site.at(1), atom);
            else
                add(site.origin + u"/feeds"_s, atom);
        } else if (site.host.contains("lemmy"_L1)) {
            if (first == "c"_L1 && site.segments.size() > 1)
                add(site.origin + u"/feeds/c/"_s + site.at(1) + u".xml"_s, rss);
            else if (first == "u"_L1 && site.segments.size() > 1)
                add(site.origin + u"/feeds/u/"_s + site.at(1) + u".xml"_s, rss);
            else
                add(site.origin + u"/feeds/local.xml"_s, rss);
        } else if (first.startsWith(u'@') && first.size() > 1 && isMastodonLike()) {
            add(site.origin + u'/' + first + u".rss"_s, rss);
        }
    }

    void code()
    {
        const SiteAddress &site = m_site;
        const bool isProject = site.segments.size() >= 2;
        const QString project = site.origin + u'/' + site.at(0) + u'/' + site.at(1);
        if (site.host == "github.com"_L1) {
            static const QSet<QString> own = {u"topics"_s,   u"features"_s, u"orgs"_s,
                                              u"settings"_s, u"explore"_s,  u"marketplace"_s,
                                              u"sponsors"_s, u"about"_s,    u"collections"_s};
            if (site.segments.isEmpty() || own.contains(site.at(0)))
                return;
            if (!isProject) {
                add(site.origin + u'/' + site.at(0) + u".atom"_s, atom);
                return;
            }
            const bool isCommits = site.at(2) == "commits"_L1;
            const bool isTags = site.at(2) == "tags"_L1;
            if (isCommits && site.segments.size() > 3)
                add(project + u"/commits/"_s + site.at(3) + u".atom"_s, atom, u"Commits"_s);
            else if (isCommits)
                add(project + u"/commits.atom"_s, atom, u"Commits"_s);
            if (isTags)
                add(project + u"/tags.atom"_s, atom, u"Tags"_s);
            add(project + u"/releases.atom"_s, atom, u"Releases"_s);
            if (!isCommits)
                add(project + u"/commits.atom"_s, atom, u"Commits"_s);
            if (!isTags)
                add(project + u"/tags.atom"_s, atom, u"Tags"_s);
        } else if (site.host == "gitlab.com"_L1 && isProject) {
            const qsizetype end = site.segments.indexOf(u"-"_s);
            const QString whole = site.origin + u'/'
                + site.segments.first(end < 0 ? site.segments.size() : end).join(u'/');
            add(whole + u"/-/tags?format=atom"_s, atom, u"Tags"_s);
            add(whole + u".atom"_s, atom, u"Activity"_s);
        } else if (site.host == "codeberg.org"_L1 && !site.segments.isEmpty()) {
            if (isProject) {
                add(project + u"/releases.rss"_s, rss, u"Releases"_s);
                add(project + u".rss"_s, rss, u"Activity"_s);
            } else {
                add(site.origin + u'/' + site.at(0) + u".rss"_s, rss);
            }
        } else if (site.host == "pypi.org"_L1 && site.at(0) == "project"_L1 && isProject) {
            add(u"https://pypi.org/rss/project/"_s + site.at(1) + u"/releases.xml"_s, rss);
        } else if (site.host == "store.steampowered.com"_L1 && site.at(0) == "app"_L1
                   && isProject) {
            add(u"https://store.steampowered.com/feeds/news/app/"_s + site.at(1), rss);
        } else if (site.host == "arxiv.org"_L1 && site.at(0) == "list"_L1 && isProject) {
            add(u"https://rss.arxiv.org/rss/"_s + site.at(1), rss);
        }
    }

    void blogs()
    {
        const SiteAddress &site = m_site;
        const QString first = site.at(0);
        if (site.host == "medium.com"_L1) {
            if (first == "tag"_L1 && site.segments.size() > 1)
                add(u"https://medium.com/feed/tag/"_s + site.at(1), rss);
            else if (!first.isEmpty())
                add(u"https://medium.com/feed/"_s + first, rss);
        } else if (site.host == "substack.com"_L1 && first.startsWith(u'@') && first.size() > 1) {
            add(u"https://"_s + first.sliced(1) + u".substack.com/feed"_s, rss);
        } else if (isBlogger()) {
            add(site.origin + u"/feeds/posts/default"_s, atom);
        } else if (site.host == "tumblr.com"_L1 && !first.isEmpty()) {
            add(u"https://"_s + (first == "blog"_L1 ? site.at(1) : first) + u".tumblr.com/rss"_s,
                rss);
        } else if (site.host == "dev.to"_L1 && !first.isEmpty()) {
            add(u"https://dev.to/feed/"_s + (first == "t"_L1 ? u"tag/"_s + site.at(1) : first),
                rss);
        } else if (site.host == "write.as"_L1 && !first.isEmpty()) {
            add(u"https://write.as/"_s + first + u"/feed/"_s, rss);
        } else if (site.host == "buttondown.com"_L1 && !first.isEmpty()) {
            add(u"https://buttondown.com/"_s + first + u"/rss"_s, rss);
        } else if (site.host == "letterboxd.com"_L1 && !first.isEmpty()) {
            add(u"https://letterboxd.com/"_s + first + u"/rss/"_s, rss);
        }
    }

    /// Sites that give each blog a name before their own.
    void namedBlogs()
    {
        struct Host
        {
            QLatin1StringView site;
            QLatin1StringView feed;
            QLatin1StringView type;
        };
        static constexpr std::array hosts = {
            Host{"medium.com"_L1, "/feed"_L1, rss},
            Host{"substack.com"_L1, "/feed"_L1, rss},
            Host{"wordpress.com"_L1, "/feed/"_L1, rss},
            Host{"tumblr.com"_L1, "/rss"_L1, rss},
            Host{"hashnode.dev"_L1, "/rss.xml"_L1, rss},
            Host{"ghost.io"_L1, "/rss/"_L1, rss},
            Host{"bearblog.dev"_L1, "/feed/"_L1, atom},
            Host{"micro.blog"_L1, "/feed.xml"_L1, rss},
            Host{"livejournal.com"_L1, "/data/atom"_L1, atom},
            Host{"dreamwidth.org"_L1, "/data/atom"_L1, atom},
        };
        for (const Host &host : hosts) {
            if (m_site.isBelow(host.site))
                add(m_site.origin + host.feed, host.type);
        }
    }

    [[nodiscard]] bool isStackExchange() const
    {
        static const QStringList sites = {u"stackoverflow.com"_s, u"serverfault.com"_s,
                                          u"superuser.com"_s,     u"askubuntu.com"_s,
                                          u"mathoverflow.net"_s,  u"stackapps.com"_s};
        return sites.contains(m_site.host) || m_site.isBelow("stackexchange.com"_L1);
    }

    /// "https://HOST/@name" is a profile on any server of the fediverse, and on these is not.
    [[nodiscard]] bool isMastodonLike() const
    {
        static const QStringList others = {u"medium.com"_s,   u"youtube.com"_s,  u"tiktok.com"_s,
                                           u"substack.com"_s, u"threads.net"_s,  u"threads.com"_s,
                                           u"npmjs.com"_s,    u"odysee.com"_s,   u"rumble.com"_s,
                                           u"t.me"_s,         u"flipboard.com"_s};
        return !others.contains(m_site.host) && !m_site.isBelow("medium.com"_L1)
            && !m_site.isOn("youtube.com"_L1);
    }

    /// "name.blogspot.com", also under national domains.
    [[nodiscard]] bool isBlogger() const
    {
        const QStringList labels = m_site.host.split(u'.');
        const qsizetype at = labels.indexOf(u"blogspot"_s);
        return at > 0 && at >= labels.size() - 3;
    }

    [[nodiscard]] QString queryItem(const QString &name) const
    {
        for (const QString &item : m_url.query(QUrl::FullyEncoded).split(u'&')) {
            if (item.section(u'=', 0, 0) == name)
                return item.section(u'=', 1);
        }
        return {};
    }

    const QUrl m_url;
    const SiteAddress m_site;
    QList<FeedPointer> m_feeds;
};

/// What programs call their feed.
struct UsualName
{
    QLatin1StringView generator; ///< in lower case
    QStringList names;
};

} // namespace

QList<FeedPointer> feedsOfSite(const QUrl &address)
{
    const bool isWeb = address.isValid() && !address.host().isEmpty()
        && (address.scheme() == "http"_L1 || address.scheme() == "https"_L1);
    return isWeb ? SiteFeeds(address).find() : QList<FeedPointer>();
}

QList<QUrl> usualFeedPlaces(const QUrl &address, const QString &generator)
{
    const bool isWeb = address.isValid() && !address.host().isEmpty()
        && (address.scheme() == "http"_L1 || address.scheme() == "https"_L1);
    if (!isWeb)
        return {};
    static const QList<UsualName> programs = {
        {"wordpress"_L1, {u"feed/"_s}},
        {"hugo"_L1, {u"index.xml"_s}},
        {"jekyll"_L1, {u"feed.xml"_s, u"atom.xml"_s}},
        {"hexo"_L1, {u"atom.xml"_s, u"rss2.xml"_s}},
        {"ghost"_L1, {u"rss/"_s}},
        {"gatsby"_L1, {u"rss.xml"_s}},
        {"eleventy"_L1, {u"feed.xml"_s, u"feed/feed.xml"_s}},
        {"astro"_L1, {u"rss.xml"_s}},
        {"docusaurus"_L1, {u"blog/rss.xml"_s, u"blog/atom.xml"_s}},
        {"pelican"_L1, {u"feeds/all.atom.xml"_s, u"feeds/all.rss.xml"_s}},
        {"nikola"_L1, {u"rss.xml"_s}},
        {"zola"_L1, {u"atom.xml"_s, u"rss.xml"_s}},
        {"blogger"_L1, {u"feeds/posts/default"_s}},
        {"movable type"_L1, {u"atom.xml"_s, u"index.xml"_s}},
        {"drupal"_L1, {u"rss.xml"_s}},
        {"typo3"_L1, {u"feed.xml"_s, u"rss.xml"_s}},
        {"joomla"_L1, {u"?format=feed&type=rss"_s}},
        {"squarespace"_L1, {u"?format=rss"_s}},
        {"wix"_L1, {u"blog-feed.xml"_s}},
        {"discourse"_L1, {u"latest.rss"_s}},
        {"publii"_L1, {u"feed.xml"_s}},
        {"typecho"_L1, {u"feed/"_s}},
        {"halo"_L1, {u"rss.xml"_s}},
        {"writefreely"_L1, {u"feed/"_s}},
        {"serendipity"_L1, {u"index.php?/feeds/index.rss2"_s}},
    };
    static const QStringList usual = {u"feed"_s,      u"rss"_s,     u"atom.xml"_s, u"feed.xml"_s,
                                      u"index.xml"_s, u"rss.xml"_s, u"feed.json"_s};
    // Beside the page, and at the root.
    QUrl folder = address.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    const QString path = folder.path();
    const bool isFile = path.sliced(path.lastIndexOf(u'/') + 1).contains(u'.');
    if (!path.endsWith(u'/'))
        folder.setPath(isFile ? path.first(path.lastIndexOf(u'/') + 1) : path + u'/');
    QUrl root = folder;
    root.setPath(u"/"_s);
    QList<QUrl> places;
    const auto add = [&places](const QUrl &base, const QString &name) {
        const QUrl url = base.resolved(QUrl(name));
        if (!places.contains(url))
            places.append(url);
    };
    const QString made = generator.toLower();
    for (const UsualName &program : programs) {
        if (!made.contains(program.generator))
            continue;
        for (const QUrl &base : {folder, root}) {
            for (const QString &name : program.names)
                add(base, name);
        }
    }
    for (const QUrl &base : {folder, root}) {
        for (const QString &name : usual)
            add(base, name);
    }
    return places;
}

} // namespace lectern
