// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pageaddress.h"

#include "core/canonicaladdress.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

bool isNumber(QStringView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// Folders in which there are lists and forms.
bool isListFolder(const QString &segment)
{
    static const QSet<QString> names = {
        u"tag"_s,        u"tags"_s,       u"category"_s, u"categories"_s,   u"author"_s,
        u"authors"_s,    u"topic"_s,      u"topics"_s,   u"search"_s,       u"user"_s,
        u"users"_s,      u"login"_s,      u"signin"_s,   u"signup"_s,       u"register"_s,
        u"account"_s,    u"cart"_s,       u"checkout"_s, u"wp-admin"_s,     u"wp-content"_s,
        u"intent"_s,     u"share"_s,      u"sharer"_s,   u"label"_s,        u"labels"_s,
        u"cdn-cgi"_s,    u"static"_s,     u"assets"_s,   u"wp-login.php"_s, u"wp-json"_s,
        u"kategorie"_s,  u"schlagwort"_s, u"etiqueta"_s, u"etiquetas"_s,    u"categoria"_s,
        u"categorias"_s, u"categorie"_s,  u"rubrique"_s, u"mot-cle"_s};
    return names.contains(segment);
}

/// Pages that every site has.
bool isSitePage(const QString &name)
{
    static const QSet<QString> names = {u"about"_s,        u"about-me"_s,
                                        u"about-us"_s,     u"aboutme"_s,
                                        u"contact"_s,      u"contact-us"_s,
                                        u"privacy"_s,      u"privacy-policy"_s,
                                        u"terms"_s,        u"terms-of-service"_s,
                                        u"tos"_s,          u"imprint"_s,
                                        u"impressum"_s,    u"datenschutz"_s,
                                        u"kontakt"_s,      u"subscribe"_s,
                                        u"newsletter"_s,   u"feed"_s,
                                        u"rss"_s,          u"atom"_s,
                                        u"archive"_s,      u"archives"_s,
                                        u"blog"_s,         u"posts"_s,
                                        u"articles"_s,     u"home"_s,
                                        u"index"_s,        u"projects"_s,
                                        u"talks"_s,        u"now"_s,
                                        u"uses"_s,         u"links"_s,
                                        u"tags"_s,         u"categories"_s,
                                        u"search"_s,       u"login"_s,
                                        u"signup"_s,       u"sitemap"_s,
                                        u"cv"_s,           u"resume"_s,
                                        u"donate"_s,       u"sponsor"_s,
                                        u"support"_s,      u"faq"_s,
                                        u"help"_s,         u"jobs"_s,
                                        u"careers"_s,      u"pricing"_s,
                                        u"books"_s,        u"photos"_s,
                                        u"portfolio"_s,    u"work"_s,
                                        u"publications"_s, u"speaking"_s,
                                        u"notes"_s,        u"writing"_s,
                                        u"essays"_s,       u"colophon"_s,
                                        u"press"_s,        u"team"_s,
                                        u"friends"_s,      u"guestbook"_s,
                                        u"shop"_s,         u"store"_s,
                                        u"advertise"_s,    u"cookie-policy"_s,
                                        u"cookies"_s,      u"legal"_s,
                                        u"license"_s,      u"all"_s,
                                        u"wp-login"_s,     u"blogroll"_s,
                                        u"wp-signup"_s,    u"recommendations"_s};
    return names.contains(name);
}

/// "index2", "page-3": the next pages of a list.
bool isNumberedPage(const QString &name)
{
    for (const QString &word : {u"index"_s, u"page"_s}) {
        if (!name.startsWith(word))
            continue;
        const qsizetype skipped = word.size() + (name.mid(word.size(), 1) == u"-"_s ? 1 : 0);
        if (isNumber(QStringView(name).mid(skipped)))
            return true;
    }
    return false;
}

/// Pages that a part of a site has.
bool isListPage(const QString &name)
{
    static const QSet<QString> names = {
        u"about"_s, u"archive"_s, u"archives"_s, u"tags"_s, u"categories"_s, u"search"_s,
        u"feed"_s,  u"rss"_s,     u"atom"_s,     u"all"_s,  u"index"_s,      u"subscribe"_s};
    return names.contains(name);
}

bool isNoPage(const QString &extension)
{
    static const QSet<QString> names = {
        u"png"_s, u"jpg"_s, u"jpeg"_s, u"gif"_s, u"webp"_s, u"svg"_s,  u"avif"_s, u"ico"_s,
        u"css"_s, u"js"_s,  u"json"_s, u"xml"_s, u"rss"_s,  u"atom"_s, u"rdf"_s,  u"opml"_s,
        u"zip"_s, u"gz"_s,  u"mp3"_s,  u"mp4"_s, u"webm"_s, u"ogg"_s,  u"m4a"_s,  u"exe"_s,
        u"dmg"_s, u"ics"_s, u"asc"_s,  u"vcf"_s, u"epub"_s};
    return names.contains(extension);
}

std::optional<int> yearIn(QStringView text)
{
    if (text.size() != 4 || !isNumber(text))
        return {};
    const int year = text.toInt();
    return year >= 1990 && year <= 2100 ? std::optional(year) : std::nullopt;
}

std::optional<QDate> dayOf(QStringView year, QStringView month, QStringView day)
{
    const auto number = yearIn(year);
    const bool isShort = month.size() <= 2 && day.size() <= 2 && isNumber(month) && isNumber(day);
    if (!number || !isShort)
        return {};
    const QDate date(*number, month.toInt(), day.toInt());
    return date.isValid() ? std::optional(date) : std::nullopt;
}

/// "2024-05-12-name", "20240512-name".
std::optional<QDate> dayAtStart(QStringView name)
{
    if (name.size() >= 10 && (name[4] == u'-' || name[4] == u'_') && name[4] == name[7])
        return dayOf(name.first(4), name.sliced(5, 2), name.sliced(8, 2));
    const bool isCompact = name.size() >= 8 && isNumber(name.first(8))
        && (name.size() == 8 || !name[8].isLetterOrNumber());
    return isCompact ? dayOf(name.first(4), name.sliced(4, 2), name.sliced(6, 2)) : std::nullopt;
}

/// Without the query by which Medium tells where on a page a link stood, "source=home---3----".
QUrl withoutPlace(const QUrl &url)
{
    const QString query = url.query(QUrl::FullyEncoded);
    if (!query.startsWith("source="_L1) || !query.contains("--"_L1) || query.contains(u'&'))
        return url;
    QUrl plain = url;
    plain.setQuery(QString());
    return plain;
}

/// How much the last part of a path looks like the title of something.
double likenessOf(const QString &name)
{
    constexpr double poor = 0.4;
    constexpr double fair = 0.6;
    constexpr double good = 0.85;
    if (isNumber(name))
        return name.size() >= 3 ? fair : poor;
    const qsizetype parts = 1 + name.count(u'-') + name.count(u'_') + name.count("%20"_L1);
    const bool isForeign = name.contains(u'%')
        || std::any_of(name.begin(), name.end(), [](QChar c) { return c.unicode() > 0x7F; });
    constexpr qsizetype longName = 12;
    if (parts >= 3)
        return 1;
    if (parts == 2 || name.size() >= longName || isForeign)
        return good;
    return name.size() >= 6 ? fair : poor;
}

} // namespace

QString bareHost(const QUrl &url)
{
    const QString host = url.host();
    return host.startsWith("www."_L1) ? host.sliced(4) : host;
}

bool isSameSite(const QUrl &one, const QUrl &other)
{
    const QString first = bareHost(one);
    const QString second = bareHost(other);
    return first == second || first.endsWith(u'.' + second) || second.endsWith(u'.' + first);
}

PageAddress readPageAddress(const QUrl &url, const QUrl &page)
{
    PageAddress address;
    const QUrl told = withoutPlace(url);
    const QUrl canonical = canonicalAddress(told);
    address.url = told.adjusted(QUrl::RemoveUserInfo);
    // Without what only says where a reader came from.
    if (canonical.query() != address.url.query())
        address.url.setQuery(canonical.hasQuery() ? canonical.query(QUrl::FullyEncoded)
                                                  : QString());
    if (canonical.fragment().isEmpty())
        address.url.setFragment({});
    const QString host = bareHost(canonical);
    address.isSameSite = isSameSite(canonical, page);
    const QString path = canonical.path(QUrl::FullyEncoded);
    const QString query = canonical.query(QUrl::FullyEncoded);
    const QString fragment = canonical.fragment(QUrl::FullyEncoded);
    address.key = host + (path.endsWith(u'/') ? path.chopped(1) : path);
    if (!query.isEmpty())
        address.key += u'?' + query;
    if (!fragment.isEmpty())
        address.key += u'#' + fragment;

    QStringList segments = path.split(u'/', Qt::SkipEmptyParts);
    address.shape = host;
    address.looseShape = host;
    address.isHome = segments.isEmpty() && query.isEmpty() && fragment.isEmpty();
    if (address.isHome) {
        address.likeness = 0.1;
        return address;
    }
    QString extension;
    if (!segments.isEmpty()) {
        QString &last = segments.last();
        const qsizetype dot = last.lastIndexOf(u'.');
        constexpr qsizetype longest = 5;
        if (dot > 0 && last.size() - dot - 1 <= longest && !isNumber(last.sliced(dot + 1))) {
            extension = last.sliced(dot + 1).toLower();
            last.truncate(dot);
        }
        const bool isIndex = last == "index"_L1 && !extension.isEmpty() && segments.size() > 1;
        if (isIndex)
            segments.removeLast();
    }
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QString &segment = segments.at(i);
        const bool isLast = i == segments.size() - 1;
        if (!address.year)
            address.year = yearIn(segment);
        if (!address.date && i + 2 < segments.size())
            address.date = dayOf(segment, segments.at(i + 1), segments.at(i + 2));
        if (!address.date)
            address.date = dayAtStart(segment);
        address.shape += isNumber(segment) ? u"/#"_s : isLast ? u"/~"_s : u'/' + segment;
        address.looseShape += isNumber(segment) ? u"/#"_s : u"/~"_s;
        const QString lower = segment.toLower();
        const bool isPaging =
            lower == "page"_L1 && i + 1 < segments.size() && isNumber(segments.at(i + 1));
        // "/tags/", "/tags/x"; but the post "/2024/05/login" is about logging in.
        const bool isName = isLast && address.year && i > 0;
        if (isPaging || (isListFolder(lower) && !isName))
            address.isNoArticle = true;
        address.isPageOfList = address.isPageOfList || isPaging;
    }
    if (!extension.isEmpty())
        address.shape += u'.' + extension;
    const QString last = segments.isEmpty() ? QString() : segments.last().toLower();
    // "/blog/?p=12": the number tells the page, whatever the path is.
    const QString key = query.section(u'=', 0, 0);
    const bool isNumbered = (key == "p"_L1 || key == "id"_L1 || key == "post"_L1
                             || key == "itemid"_L1 || key == "entry"_L1)
        && query.size() > key.size() + 1;
    // "/about", "/blog/archive"; but "/posts/books" is a post.
    const bool isSitePageHere = !isNumbered
        && ((segments.size() == 1 && isSitePage(last))
            || (segments.size() == 2 && isListPage(last)));
    // Archives of a year, a month, a day.
    const bool isPeriod = segments.size() <= 3 && !segments.isEmpty() && yearIn(segments.first())
        && std::all_of(segments.begin(), segments.end(),
                       [](const QString &each) { return isNumber(each); });
    if (isNoPage(extension) || isSitePageHere || isPeriod || isNumberedPage(last))
        address.isNoArticle = true;
    address.likeness = last.isEmpty() ? 0.3 : likenessOf(last);
    if (address.date && !isPeriod)
        address.likeness = 1;
    if (!query.isEmpty()) {
        // Pages told by a number or name in the query.
        address.shape += u'?' + key;
        static const QSet<QString> listKeys = {
            u"cat"_s, u"tag"_s,  u"author"_s, u"paged"_s, u"page"_s,       u"s"_s,   u"q"_s,
            u"m"_s,   u"sort"_s, u"lang"_s,   u"share"_s, u"replytocom"_s, u"feed"_s};
        if (listKeys.contains(key) && last.size() < 3)
            address.isNoArticle = true;
        if (isNumbered)
            address.likeness = std::max(address.likeness, 0.8);
    }
    return address;
}

} // namespace lectern
