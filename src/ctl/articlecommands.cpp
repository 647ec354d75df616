// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/articlecommands.h"

#include "ctl/items.h"
#include "ctl/pagecursor.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct ArticleTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::ArticleCommands)
};

constexpr int usualLimit = 50;
constexpr int highestLimit = 10'000;
constexpr int titleWidth = 60;
constexpr int sourceWidth = 24;

/// What is wrong with a value is a sentence for people.
template <typename T>
using Read = tl::expected<T, QString>;

Read<int> limitOf(const Invocation &call)
{
    const auto given = call.value("limit"_L1);
    if (!given)
        return usualLimit;
    bool isNumber = false;
    const int limit = given->toInt(&isNumber);
    if (!isNumber || limit < 1 || limit > highestLimit) {
        return tl::unexpected(
            ArticleTexts::tr("--limit takes a number from 1 to %1.").arg(highestLimit));
    }
    return limit;
}

/// But for that of a saved search, which the library has to be asked for.
Read<Scope> scopeOf(const Invocation &call)
{
    const auto name = call.value("scope"_L1);
    const auto source = call.value("source"_L1);
    if (int(name.has_value()) + int(source.has_value()) + int(call.value("search"_L1).has_value())
        > 1)
        return tl::unexpected(
            ArticleTexts::tr("Only one of --scope, --source and --search can be given."));
    if (source) {
        bool isNumber = false;
        const SourceId id(source->toLongLong(&isNumber));
        if (!isNumber || id.value() < 1)
            return tl::unexpected(ArticleTexts::tr("--source takes the number of a source."));
        return Scope{Scope::Kind::Source, id};
    }
    if (!name || *name == "all"_L1)
        return Scope{};
    if (*name == "unread"_L1)
        return Scope{Scope::Kind::Unread};
    if (*name == "bookmarks"_L1)
        return Scope{Scope::Kind::Bookmarks};
    return tl::unexpected(ArticleTexts::tr("--scope is one of all, unread, bookmarks."));
}

Read<PostSort> sortOf(const Invocation &call)
{
    const QString name = call.value("sort"_L1).value_or(u"list"_s);
    if (name == "list"_L1)
        return PostSort::ListOrder;
    if (name == "newest"_L1)
        return PostSort::Newest;
    if (name == "oldest"_L1)
        return PostSort::Oldest;
    if (name == "title"_L1)
        return PostSort::Title;
    if (name == "reading"_L1)
        return PostSort::ReadingTime;
    return tl::unexpected(
        ArticleTexts::tr("--sort is one of list, newest, oldest, title, reading."));
}

Read<std::optional<PageCursor>> cursorOf(const Invocation &call)
{
    const auto given = call.value("after"_L1);
    if (!given)
        return std::nullopt;
    const auto cursor = PageCursor::parse(*given);
    if (!cursor)
        return tl::unexpected(
            ArticleTexts::tr("--after takes what “next” of the page before was."));
    return cursor;
}

struct ListRequest
{
    Scope scope;
    PostSort sort = PostSort::ListOrder;
    std::optional<PageCursor> after;
    int limit = usualLimit;
};

Read<ListRequest> listRequestOf(const Invocation &call)
{
    const auto scope = scopeOf(call);
    if (!scope)
        return tl::unexpected(scope.error());
    const auto sort = sortOf(call);
    if (!sort)
        return tl::unexpected(sort.error());
    const auto after = cursorOf(call);
    if (!after)
        return tl::unexpected(after.error());
    return limitOf(call).map([&](int limit) { return ListRequest{*scope, *sort, *after, limit}; });
}

QList<TextTable::Column> postColumns()
{
    TextTable::Column title;
    title.widest = titleWidth;
    TextTable::Column source;
    source.widest = sourceWidth;
    TextTable::Column url;
    url.isBelow = true;
    return {{}, {}, title, source, url};
}

QStringList postCells(const Post &post)
{
    const QString marks = (post.isRead ? u"-"_s : u"u"_s) + (post.isBookmarked ? u"b"_s : u"-"_s);
    const QString day =
        post.published ? post.published->toUTC().date().toString(Qt::ISODate) : u"-"_s;
    return {marks, day, post.title, post.sourceTitle, post.url.toString(QUrl::FullyEncoded)};
}

/// Whether there is such a source; asked only when its list is empty.
Result<bool> isKnown(Library &library, SourceId source)
{
    return answerOf(library.counts()).map([source](const LibraryCounts &counts) {
        return std::any_of(counts.sources.cbegin(), counts.sources.cend(),
                           [source](const Source &each) { return each.id == source; });
    });
}

/// The saved search of this title, if there is one.
Result<std::optional<SavedSearch>> searchNamed(Library *library, const QString &title)
{
    if (library == nullptr)
        return std::nullopt;
    return answerOf(library->savedSearches()).map([&title](const QList<SavedSearch> &searches) {
        const auto found =
            std::find_if(searches.cbegin(), searches.cend(),
                         [&title](const SavedSearch &each) { return each.title == title; });
        return found == searches.cend() ? std::nullopt : std::optional(*found);
    });
}

Answer noSuchSource(SourceId source)
{
    return Answer::refusal(ExitCode::Malformed,
                           ArticleTexts::tr("The library has no source %1.").arg(source.value()));
}

} // namespace

Result<Answer> listArticles(Session &session)
{
    auto request = listRequestOf(session.call());
    if (!request)
        return Answer::refusal(ExitCode::Usage, request.error());
    Library *const library = session.libraryIfAny();
    if (const auto title = session.call().value("search"_L1)) {
        const auto search = searchNamed(library, *title);
        if (!search)
            return tl::unexpected(search.error());
        if (!*search) {
            return Answer::refusal(ExitCode::Malformed,
                                   ArticleTexts::tr("There is no saved search “%1”.").arg(*title));
        }
        request->scope = {Scope::Kind::Search, {}, (*search)->id};
    }

    Page page;
    QList<Post> posts;
    if (library != nullptr) {
        const auto found =
            pageOf(*library, request->scope, request->sort, request->after, request->limit);
        if (!found)
            return tl::unexpected(found.error());
        page = *found;
        const auto shown = answerOf(library->posts(page.articles, request->scope));
        if (!shown)
            return tl::unexpected(shown.error());
        posts = *shown;
    }
    if (posts.isEmpty() && request->scope.kind == Scope::Kind::Source) {
        const auto known =
            library != nullptr ? isKnown(*library, request->scope.source) : Result<bool>(false);
        if (!known)
            return tl::unexpected(known.error());
        if (!*known)
            return noSuchSource(request->scope.source);
    }

    Answer answer;
    QJsonArray items;
    answer.table = TextTable(postColumns());
    for (const Post &post : std::as_const(posts)) {
        items.append(jsonOf(post));
        answer.table.addRow(postCells(post));
    }
    answer.json.insert(u"items"_s, items);
    answer.json.insert(u"next"_s, page.next ? QJsonValue(page.next->toString()) : QJsonValue::Null);
    if (page.next && !session.call().isJson) {
        answer.notes.append(
            ArticleTexts::tr("There are more: go on with --after %1").arg(page.next->toString()));
    }
    return answer;
}

Result<Answer> searchArticles(Session &session)
{
    const auto limit = limitOf(session.call());
    if (!limit)
        return Answer::refusal(ExitCode::Usage, limit.error());
    SearchRequest request;
    request.text = session.call().operands.join(u' ');
    request.count = *limit;

    QElapsedTimer timer;
    timer.start();
    SearchResults found;
    if (Library *const library = session.libraryIfAny()) {
        const auto results = answerOf(library->search(request));
        if (!results)
            return tl::unexpected(results.error());
        found = *results;
    }
    constexpr double perMillisecond = 1e6;
    const double elapsed = double(timer.nsecsElapsed()) / perMillisecond;

    Answer answer;
    QJsonArray items;
    TextTable::Column snippet;
    snippet.isBelow = true;
    answer.table = TextTable(postColumns() << snippet);
    for (const SearchResult &result : std::as_const(found.results)) {
        items.append(jsonOf(result));
        answer.table.addRow(postCells(result.post) << result.passage.text);
    }
    answer.json = {{u"items"_s, items},
                   {u"total"_s, found.total},
                   {u"total_is_least"_s, found.areMore},
                   {u"plain_words"_s, found.isPlainWords},
                   {u"elapsed_ms"_s, elapsed}};
    if (found.isPlainWords) {
        answer.notes.append(ArticleTexts::tr(
            "This could not be read as a query, so it was searched for as plain words."));
    }
    if (!session.call().isJson && found.results.size() < found.total) {
        const QString sentence = found.areMore ? ArticleTexts::tr("These are %1 of more than %2.")
                                               : ArticleTexts::tr("These are %1 of %2.");
        answer.notes.append(sentence.arg(found.results.size()).arg(found.total));
    }
    return answer;
}

} // namespace lectern
