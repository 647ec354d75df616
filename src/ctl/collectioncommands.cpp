// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/collectioncommands.h"

#include "ctl/items.h"
#include "ctl/spelling.h"
#include "ctl/typedaddress.h"
#include "formats/collectionwriter.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSaveFile>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct CollectionTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::CollectionCommands)
};

/// What an action ends with when it cannot be done: a refusal, or an error of the library.
template <typename T>
using Attempt = tl::expected<T, Result<Answer>>;

tl::unexpected<Result<Answer>> refused(ExitCode code, const QString &sentence)
{
    return tl::unexpected<Result<Answer>>(Answer::refusal(code, sentence));
}

template <typename T>
Attempt<T> attempted(const Result<T> &result)
{
    if (!result)
        return tl::unexpected<Result<Answer>>(tl::unexpected(result.error()));
    if constexpr (!std::is_void_v<T>)
        return *result;
    else
        return {};
}

QJsonObject jsonOf(const Collection &collection)
{
    return {{u"id"_s, collection.id.value()},
            {u"title"_s, collection.title},
            {u"url"_s, collection.url.toString(QUrl::FullyEncoded)},
            {u"own"_s, collection.isOwn}};
}

/// The collection and what is in it.
Answer answerOf(const Collection &collection)
{
    constexpr int titleWidth = 60;
    Answer answer;
    TextTable::Column title;
    title.widest = titleWidth;
    TextTable::Column below;
    below.isBelow = true;
    answer.table = TextTable({{}, title, below, below});
    QJsonArray items;
    for (const Post &post : collection.posts) {
        items.append(lectern::jsonOf(post));
        answer.table.addRow(
            {post.section, post.title, post.url.toString(QUrl::FullyEncoded), post.note});
    }
    answer.json = {{u"collection"_s, jsonOf(collection)}, {u"items"_s, items}};
    return answer;
}

/// One call of the command: its operands behind the action, and the library.
class Act final
{
public:
    using Done = Attempt<Answer>;

    Act(Session &session, Library *library)
        : m_call(session.call()), m_library(library), m_operands(m_call.operands.mid(1))
    {
    }

    Done list();
    Done make();
    Done rename();
    Done remove();
    Done add();
    Done take();
    Done move();
    Done annotate();
    Done startSection();
    Done renameSection();
    Done write();

private:
    [[nodiscard]] Attempt<Source> named(bool isOwn);
    [[nodiscard]] Attempt<std::optional<Post>> find(const QString &name);
    [[nodiscard]] Attempt<Post> postNamed(const QString &name);
    [[nodiscard]] Attempt<QList<CollectionRequest>> requests(qsizetype first);
    [[nodiscard]] Attempt<ArticleId> entryNamed(const Source &source, const QString &name);
    /// How the collection is after an act of the library.
    [[nodiscard]] Done answerAfter(const Source &source, const Result<void> &done);

    const Invocation &m_call;
    Library *m_library; ///< null: there is none, and the action only reads
    const QStringList m_operands;
};

/// The collection that the first operand names, by its number or its title.
Attempt<Source> Act::named(bool isOwn)
{
    const QString &name = m_operands.constFirst();
    QList<Source> exact;
    QList<Source> called;
    if (m_library != nullptr) {
        const auto counts = attempted(lectern::answerOf(m_library->counts()));
        if (!counts)
            return tl::unexpected(counts.error());
        for (const Source &source : counts->sources) {
            if (source.kind != SourceKind::Collection || (isOwn && !source.isOwn))
                continue;
            if (QString::number(source.id.value()) == name)
                exact.append(source);
            else if (source.title == name)
                called.append(source);
        }
    }
    const QList<Source> &found = exact.isEmpty() ? called : exact;
    if (found.size() == 1)
        return found.constFirst();
    if (found.isEmpty()) {
        return refused(ExitCode::Malformed,
                       isOwn ? CollectionTexts::tr("You have no collection “%1”.").arg(name)
                             : CollectionTexts::tr("There is no collection “%1”.").arg(name));
    }
    return refused(ExitCode::Malformed,
                   CollectionTexts::tr("Several collections are called “%1”: give the number of "
                                       "one, as “lecternctl collection list” prints them.")
                       .arg(name));
}

/// An article that the library knows, by its number or its address; empty when it knows none.
Attempt<std::optional<Post>> Act::find(const QString &name)
{
    bool isNumber = false;
    const ArticleId id(name.toLongLong(&isNumber));
    if (isNumber) {
        // Of this scope, everything the library keeps is listed.
        return attempted(lectern::answerOf(m_library->posts({id}, {Scope::Kind::Search})))
            .map([](const QList<Post> &posts) {
                return posts.isEmpty() ? std::nullopt : std::optional(posts.constFirst());
            });
    }
    QUrl url = typedAddress(name);
    auto found = attempted(lectern::answerOf(m_library->postAt(url)));
    // Typed without a scheme, it is that of either.
    if (found && !*found && url.scheme() == "http"_L1 && !name.startsWith("http"_L1)) {
        url.setScheme(u"https"_s);
        found = attempted(lectern::answerOf(m_library->postAt(url)));
    }
    return found;
}

Attempt<Post> Act::postNamed(const QString &name)
{
    return find(name).and_then([&name](const std::optional<Post> &post) -> Attempt<Post> {
        if (post)
            return *post;
        return refused(ExitCode::Malformed,
                       CollectionTexts::tr("The library has no article “%1”.").arg(name));
    });
}

/// The posts that the operands from the `first` one on name: known ones, and addresses of pages.
Attempt<QList<CollectionRequest>> Act::requests(qsizetype first)
{
    QList<CollectionRequest> requests;
    for (const QString &name : m_operands.mid(first)) {
        const auto known = find(name);
        if (!known)
            return tl::unexpected(known.error());
        CollectionRequest request;
        request.section = m_call.value("section"_L1).value_or(QString());
        request.note = m_call.value("note"_L1).value_or(QString());
        request.url = *known ? (*known)->url : typedAddress(name);
        if (request.url.isEmpty()) {
            return refused(ExitCode::Malformed,
                           CollectionTexts::tr("“%1” is neither the number of an article nor the "
                                               "address of a page.")
                               .arg(name));
        }
        requests.append(request);
    }
    return requests;
}

Attempt<ArticleId> Act::entryNamed(const Source &source, const QString &name)
{
    const auto post = postNamed(name);
    if (!post)
        return tl::unexpected(post.error());
    const Scope scope{Scope::Kind::Source, source.id};
    const auto listed = attempted(lectern::answerOf(m_library->posts({post->id}, scope)));
    if (!listed)
        return tl::unexpected(listed.error());
    if (listed->isEmpty()) {
        return refused(
            ExitCode::Malformed,
            CollectionTexts::tr("“%1” is not in the collection “%2”.").arg(name, source.title));
    }
    return post->id;
}

Act::Done Act::answerAfter(const Source &source, const Result<void> &done)
{
    return attempted(done)
        .and_then([&] { return attempted(lectern::answerOf(m_library->collection(source.id))); })
        .map([](const Collection &collection) { return answerOf(collection); });
}

Act::Done Act::list()
{
    if (!m_operands.isEmpty()) {
        return named(false).and_then(
            [this](const Source &source) { return answerAfter(source, {}); });
    }
    Answer answer;
    TextTable::Column number;
    number.isNumber = true;
    answer.table = TextTable({number, {}, number});
    QJsonArray items;
    if (m_library != nullptr) {
        const auto counts = attempted(lectern::answerOf(m_library->counts()));
        if (!counts)
            return tl::unexpected(counts.error());
        for (const Source &source : counts->sources) {
            if (!source.isOwn)
                continue;
            items.append(QJsonObject{{u"id"_s, source.id.value()},
                                     {u"title"_s, source.title},
                                     {u"url"_s, source.url.toString(QUrl::FullyEncoded)},
                                     {u"articles"_s, source.postCount},
                                     {u"unread"_s, source.unreadCount}});
            answer.table.addRow({QString::number(source.id.value()), source.title,
                                 QString::number(source.postCount)});
        }
    }
    answer.json.insert(u"items"_s, items);
    return answer;
}

Act::Done Act::make()
{
    const auto posts = requests(1);
    if (!posts)
        return tl::unexpected(posts.error());
    const auto made =
        attempted(lectern::answerOf(m_library->addCollection(m_operands.constFirst(), *posts)));
    if (!made)
        return tl::unexpected(made.error());
    Source source;
    source.id = *made;
    return answerAfter(source, {});
}

Act::Done Act::rename()
{
    return named(true).and_then([this](const Source &source) {
        return answerAfter(
            source, lectern::answerOf(m_library->renameCollection(source.id, m_operands.at(1))));
    });
}

Act::Done Act::remove()
{
    return named(true)
        .and_then([this](const Source &source) {
            return attempted(lectern::answerOf(m_library->removeCollection(source.id)));
        })
        .map([](const Collection &collection) { return answerOf(collection); });
}

Act::Done Act::add()
{
    return named(true).and_then([this](const Source &source) -> Done {
        const auto posts = requests(1);
        if (!posts)
            return tl::unexpected(posts.error());
        const auto added =
            attempted(lectern::answerOf(m_library->addToCollection(source.id, *posts)));
        if (!added)
            return tl::unexpected(added.error());
        return answerAfter(source, {}).map([&added, &posts](Answer answer) {
            answer.json.insert(u"added"_s, added->size());
            if (added->size() < posts->size()) {
                answer.notes.append(CollectionTexts::tr("What was in it already stays as it is."));
            }
            return answer;
        });
    });
}

Act::Done Act::take()
{
    return named(true).and_then([this](const Source &source) -> Done {
        QList<ArticleId> articles;
        for (const QString &name : m_operands.mid(1)) {
            const auto article = entryNamed(source, name);
            if (!article)
                return tl::unexpected(article.error());
            articles.append(*article);
        }
        const auto taken =
            attempted(lectern::answerOf(m_library->removeFromCollection(source.id, articles)));
        if (!taken)
            return tl::unexpected(taken.error());
        return answerAfter(source, {}).map([&taken](Answer answer) {
            answer.json.insert(u"removed"_s, taken->size());
            return answer;
        });
    });
}

Act::Done Act::move()
{
    using Kind = CollectionPlace::Kind;
    constexpr std::array<std::pair<QLatin1StringView, Kind>, 4> ways = {
        {{"up"_L1, Kind::Up},
         {"down"_L1, Kind::Down},
         {"before"_L1, Kind::Before},
         {"after"_L1, Kind::After}}};
    std::optional<std::pair<QLatin1StringView, Kind>> chosen;
    int given = 0;
    for (const auto &way : ways) {
        if (!m_call.value(way.first))
            continue;
        chosen = way;
        ++given;
    }
    if (given != 1) {
        return refused(ExitCode::Usage,
                       CollectionTexts::tr("“collection move” needs one of --up, --down, --before "
                                           "and --after."));
    }
    return named(true).and_then([&](const Source &source) -> Done {
        const auto article = entryNamed(source, m_operands.at(1));
        if (!article)
            return tl::unexpected(article.error());
        CollectionPlace place{chosen->second};
        if (place.kind == Kind::Before || place.kind == Kind::After) {
            const auto other = entryNamed(source, *m_call.value(chosen->first));
            if (!other)
                return tl::unexpected(other.error());
            place.other = *other;
        }
        return answerAfter(
            source, lectern::answerOf(m_library->moveInCollection(source.id, *article, place)));
    });
}

Act::Done Act::annotate()
{
    return named(true).and_then([this](const Source &source) -> Done {
        const auto article = entryNamed(source, m_operands.at(1));
        if (!article)
            return tl::unexpected(article.error());
        return answerAfter(
            source, lectern::answerOf(m_library->annotate(source.id, *article, m_operands.at(2))));
    });
}

Act::Done Act::startSection()
{
    return named(true).and_then([this](const Source &source) -> Done {
        const auto article = entryNamed(source, m_operands.at(1));
        if (!article)
            return tl::unexpected(article.error());
        return answerAfter(
            source,
            lectern::answerOf(m_library->startSection(source.id, *article, m_operands.at(2))));
    });
}

Act::Done Act::renameSection()
{
    return named(true).and_then([this](const Source &source) -> Done {
        const auto done = lectern::answerOf(
            m_library->renameSection(source.id, m_operands.at(1), m_operands.at(2)));
        if (!done && done.error().code == ErrorCode::NotFound) {
            return refused(ExitCode::Malformed,
                           CollectionTexts::tr("The collection “%1” has no section “%2”.")
                               .arg(source.title, m_operands.at(1)));
        }
        return answerAfter(source, done);
    });
}

Act::Done Act::write()
{
    const auto collection = named(false).and_then([this](const Source &source) {
        return attempted(lectern::answerOf(m_library->collection(source.id)));
    });
    if (!collection)
        return tl::unexpected(collection.error());
    const QString &path = m_operands.at(1);
    const WrittenCollection written = writeCollection(collection->title, collection->posts);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return refused(
            ExitCode::CannotCreate,
            CollectionTexts::tr("%1 can't be written: %2").arg(path, file.errorString()));
    }
    file.write(written.bytes);
    if (!file.commit()) {
        return refused(
            ExitCode::InputOutput,
            CollectionTexts::tr("%1 can't be written: %2").arg(path, file.errorString()));
    }
    Answer answer;
    QJsonArray leftOut;
    for (const Post &post : written.leftOut)
        leftOut.append(lectern::jsonOf(post));
    const qsizetype count = collection->posts.size() - written.leftOut.size();
    answer.json = {{u"collection"_s, jsonOf(*collection)},
                   {u"file"_s, path},
                   {u"written"_s, count},
                   {u"left_out"_s, leftOut}};
    answer.table = TextTable({{}, {}});
    answer.table.addRow({QString::number(count), path});
    if (!written.leftOut.isEmpty()) {
        answer.notes.append(CollectionTexts::tr("Posts without a web address were left out: %1.")
                                .arg(written.leftOut.size()));
    }
    return answer;
}

/// One action, as the command line has it.
struct Action
{
    QLatin1StringView name;
    QLatin1StringView operands; ///< as the manual calls them
    qsizetype fewest = 0;
    qsizetype most = 0; ///< operands behind the action
    Act::Done (Act::*run)();
    bool onlyReads = false;
    QLatin1StringView options = {}; ///< that it takes, with blanks between them
};

constexpr qsizetype many = 1'000'000;

constexpr std::array actions = {
    Action{"list"_L1, "[NAME]"_L1, 0, 1, &Act::list, true},
    Action{"make"_L1, "NAME [POST ...]"_L1, 1, many, &Act::make, false, "section note"_L1},
    Action{"rename"_L1, "NAME TITLE"_L1, 2, 2, &Act::rename},
    Action{"delete"_L1, "NAME"_L1, 1, 1, &Act::remove},
    Action{"add"_L1, "NAME POST ..."_L1, 2, many, &Act::add, false, "section note"_L1},
    Action{"remove"_L1, "NAME POST ..."_L1, 2, many, &Act::take},
    Action{"move"_L1, "NAME POST"_L1, 2, 2, &Act::move, false, "up down before after"_L1},
    Action{"note"_L1, "NAME POST NOTE"_L1, 3, 3, &Act::annotate},
    Action{"section"_L1, "NAME POST TITLE"_L1, 3, 3, &Act::startSection},
    Action{"rename-section"_L1, "NAME SECTION TITLE"_L1, 3, 3, &Act::renameSection},
    Action{"export"_L1, "NAME FILE"_L1, 2, 2, &Act::write, true},
};

Answer unknownAction(const QString &name)
{
    QStringList names;
    for (const Action &action : actions)
        names.append(action.name);
    const QString nearest = nearestName(name, names);
    return Answer::refusal(
        ExitCode::Usage,
        nearest.isEmpty()
            ? CollectionTexts::tr("“collection” has no action “%1”. It has %2.")
                  .arg(name, names.join(u", "_s))
            : CollectionTexts::tr("“collection” has no action “%1”. Did you mean “%2”?")
                  .arg(name, nearest));
}

} // namespace

Result<Answer> runCollectionAction(Session &session)
{
    const Invocation &call = session.call();
    const QString &name = call.operands.constFirst();
    const auto *const action = std::find_if(
        actions.begin(), actions.end(), [&name](const Action &each) { return each.name == name; });
    if (action == actions.end())
        return unknownAction(name);
    const qsizetype count = call.operands.size() - 1;
    if (count < action->fewest || count > action->most) {
        return Answer::refusal(
            ExitCode::Usage,
            CollectionTexts::tr("“collection %1” takes %2.").arg(action->name, action->operands));
    }
    const QStringList allowed = QString(action->options).split(u' ');
    for (auto option = call.values.keyBegin(); option != call.values.keyEnd(); ++option) {
        if (!allowed.contains(*option)) {
            return Answer::refusal(ExitCode::Usage,
                                   CollectionTexts::tr("“collection %1” has no option --%2.")
                                       .arg(action->name, *option));
        }
    }
    // A command that only reads makes no library.
    const auto library =
        action->onlyReads ? Result<Library *>(session.libraryIfAny()) : session.library();
    if (!library)
        return tl::unexpected(library.error());
    Act act(session, *library);
    const Act::Done done = (act.*action->run)();
    return done ? Result<Answer>(*done) : done.error();
}

} // namespace lectern
