// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/online/feedcommands.h"

#include "core/deliver.h"
#include "ctl/errorsentence.h"
#include "ctl/inputfile.h"
#include "ctl/sourcechoice.h"
#include "net/desktopsecretstore.h"
#include "sync/feedlogins.h"
#include "sync/feedproxy.h"
#include "sync/feedrefresher.h"
#include "sync/sourcefinder.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonArray>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct FeedTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::FeedCommands)
};

/// With the proxy that the window has.
class SettledFetcher final
{
public:
    explicit SettledFetcher(const Session &session)
        : m_settings(session.locations().settingsFile(), QSettings::IniFormat),
          m_fetcher({Fetcher::userAgent(QCoreApplication::applicationVersion())}),
          m_proxy(m_settings, m_fetcher)
    {
    }

    [[nodiscard]] Fetcher &operator*() { return m_fetcher; }

private:
    QSettings m_settings;
    Fetcher m_fetcher;
    FeedProxy m_proxy;
};

/// What came could not be read, which has nothing to do with the library.
bool isOfFeed(const Error &error)
{
    return error.kind == ErrorKind::Data;
}

QString feedSentence(const Error &error, const QString &folder)
{
    if (error.kind == ErrorKind::Environment && error.code == ErrorCode::NotFound) {
        return FeedTexts::tr("Its list of posts is made by the page's scripts, which lecternctl "
                             "cannot run. Lectern does when it refreshes.");
    }
    if (!isOfFeed(error))
        return errorSentence(error, folder);
    if (error.code == ErrorCode::NotFound) {
        return FeedTexts::tr("The list of posts is not on the page any more. Add the page again "
                             "to follow the list it has now.");
    }
    return FeedTexts::tr("What is there cannot be read (%1).").arg(error.detail);
}

QJsonObject jsonOf(const FeedReport &report)
{
    QJsonObject item{{u"source"_s, report.outcome.source.value()},
                     {u"title"_s, report.outcome.title},
                     {u"added"_s, report.outcome.added},
                     {u"updated"_s, report.outcome.updated},
                     {u"hidden"_s, report.outcome.hidden},
                     {u"issues"_s, QJsonArray::fromStringList(report.issues)}};
    item.insert(u"error"_s,
                report.failure ? QJsonValue(describe(report.failure->error)) : QJsonValue());
    return item;
}

/// The contract's fields for all together, and each feed by itself.
Answer answerFor(const QList<FeedReport> &reports, const QString &folder)
{
    Answer answer;
    QJsonArray items;
    QJsonArray issues;
    int added = 0;
    int updated = 0;
    qsizetype failed = 0;
    TextTable::Column number;
    number.isNumber = true;
    answer.table = TextTable({number, number, {}});
    for (const FeedReport &report : reports) {
        items.append(jsonOf(report));
        added += report.outcome.added;
        updated += report.outcome.updated;
        for (const QString &issue : report.issues)
            issues.append(issue);
        if (report.failure) {
            ++failed;
            answer.notes.append(
                FeedTexts::tr("“%1”: %2")
                    .arg(report.outcome.title, feedSentence(report.failure->error, folder)));
            continue;
        }
        answer.table.addRow({QString::number(report.outcome.added),
                             QString::number(report.outcome.updated), report.outcome.title});
    }
    answer.json = {
        {u"source"_s,
         reports.size() == 1 ? QJsonValue(reports.first().outcome.source.value()) : QJsonValue()},
        {u"added"_s, added},
        {u"updated"_s, updated},
        {u"issues"_s, issues},
        {u"items"_s, items}};
    // One that answers makes it worth while.
    if (failed > 0 && failed == reports.size())
        answer.code = exitCodeOf(reports.first().failure->error);
    return answer;
}

Answer answerFor(const FoundSource &choice, const AddedSources &added, const QStringList &issues,
                 const QString &folder)
{
    QList<FeedReport> reports;
    for (const AddedSource &source : added.sources)
        reports.append({source.outcome, {}, {}});
    const bool isList = choice.kind == FoundSource::Kind::Subscriptions;
    if (!isList && !reports.isEmpty())
        reports.first().issues = issues;
    Answer answer = answerFor(reports, folder);
    if (isList)
        answer.json.insert(u"issues"_s, QJsonArray::fromStringList(issues));
    QStringList known;
    for (const AddedSource &source : added.sources) {
        if (source.wasThere)
            known.append(source.outcome.title);
    }
    if (known.size() == 1)
        answer.notes.append(FeedTexts::tr("The library follows “%1” already.").arg(known.first()));
    else if (!known.isEmpty())
        answer.notes.append(
            FeedTexts::tr("The library follows %1 of these feeds already.").arg(known.size()));
    if (choice.kind == FoundSource::Kind::Page)
        answer.notes.append(FeedTexts::tr("No feed was found: the list of posts is followed."));
    if (isList && known.size() < added.sources.size())
        answer.notes.append(FeedTexts::tr("“lecternctl refresh” fetches their articles."));
    return answer;
}

Answer refusalOf(const FindFailure &failure, const QString &typed, const QString &folder)
{
    const Error &error = failure.error;
    if (failure.url.isEmpty() && error.code == ErrorCode::Malformed) {
        return Answer::refusal(ExitCode::Malformed,
                               FeedTexts::tr("“%1” is neither an address nor a file.").arg(typed));
    }
    if (failure.url.isLocalFile() && error.kind == ErrorKind::Environment)
        return unreadableInput(typed, error);
    return Answer::refusal(exitCodeOf(error), feedSentence(error, folder));
}

/// As the finder understands it: of a file, the whole path.
QString findable(const QString &typed)
{
    const QFileInfo file(typed);
    return file.isFile() ? file.absoluteFilePath() : typed;
}

} // namespace

Result<Answer> addFeed(Session &session)
{
    const QString &typed = session.call().operands.constFirst();
    const Result<Library *> library = session.library();
    if (!library)
        return tl::unexpected(library.error());
    SettledFetcher fetcher(session);
    Keyring keyring(std::make_unique<DesktopSecretStore>());
    FeedLogins logins(keyring);
    SourceFinder finder(**library, *fetcher, &logins);
    Result<Answer> answer = Answer();
    QEventLoop loop;
    const auto takeFound = [&](const FindResult &found) {
        if (!found) {
            answer = refusalOf(found.error(), typed, session.locations().data);
            loop.quit();
            return;
        }
        const auto isToFollow = [](const FoundSource &choice) {
            return choice.kind != FoundSource::Kind::Article;
        };
        const auto best = std::find_if(found->choices.cbegin(), found->choices.cend(), isToFollow);
        if (best == found->choices.cend()) {
            answer = Answer::refusal(
                ExitCode::Malformed,
                FeedTexts::tr("“%1” has neither a feed nor a list of posts. To keep the page "
                              "itself, use “lecternctl bookmark”.")
                    .arg(typed));
            loop.quit();
            return;
        }
        const auto takeAdded = [&, choice = *best,
                                issues = found->issues](const Result<AddedSources> &added) {
            if (added)
                answer = answerFor(choice, *added, issues, session.locations().data);
            else
                answer = tl::unexpected(added.error());
            loop.quit();
        };
        deliver(finder.add(*best), &loop, takeAdded);
    };
    deliver(finder.find(findable(typed)), &loop, takeFound);
    loop.exec();
    return answer;
}

Result<Answer> refreshFeeds(Session &session)
{
    Library *const library = session.libraryIfAny();
    if (!library)
        return answerFor({}, {});
    const auto choice = chosenSources(*library, session.call().operands);
    if (!choice)
        return tl::unexpected(choice.error());
    if (choice->refusal)
        return *choice->refusal;
    QList<SourceId> wanted;
    for (const Source &source : choice->sources) {
        if (!source.isFetched()) {
            return Answer::refusal(
                ExitCode::Malformed,
                FeedTexts::tr("“%1” is not from the web, so there is nothing to refresh.")
                    .arg(source.title));
        }
        wanted.append(source.id);
    }
    SettledFetcher fetcher(session);
    Keyring keyring(std::make_unique<DesktopSecretStore>());
    FeedLogins logins(keyring);
    FeedRefresher::Settings settings;
    settings.login = [&logins](const Feed &feed) { return logins.find(feed); };
    FeedRefresher refresher(*library, *fetcher, settings);
    QList<FeedReport> reports;
    std::optional<Error> error;
    QEventLoop loop;
    QObject::connect(&refresher, &FeedRefresher::checked, &loop,
                     [&reports](const FeedReport &report) { reports.append(report); });
    QObject::connect(&refresher, &FeedRefresher::failed, &loop, [&error, &loop](const Error &why) {
        error = why;
        loop.quit();
    });
    QObject::connect(&refresher, &FeedRefresher::finished, &loop, &QEventLoop::quit);
    QMetaObject::invokeMethod(
        &refresher,
        [&] {
            if (session.call().operands.isEmpty())
                refresher.refreshAll();
            else
                refresher.refresh(wanted);
        },
        Qt::QueuedConnection);
    loop.exec();
    if (error)
        return tl::unexpected(*error);
    return answerFor(reports, session.locations().data);
}

} // namespace lectern
