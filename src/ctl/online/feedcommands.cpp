// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/online/feedcommands.h"

#include "ctl/errorsentence.h"
#include "ctl/sourcechoice.h"
#include "ctl/typedaddress.h"
#include "net/desktopsecretstore.h"
#include "sync/feedadder.h"
#include "sync/feedlogins.h"
#include "sync/feedproxy.h"
#include "sync/feedrefresher.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QSettings>

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
    return isOfFeed(error)
        ? FeedTexts::tr("What is there cannot be read as a feed (%1).").arg(error.detail)
        : errorSentence(error, folder);
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

} // namespace

Result<Answer> addFeed(Session &session)
{
    const QString &typed = session.call().operands.constFirst();
    const QUrl url =
        FeedAdder::webAddress(typed.startsWith(u"feed:"_s) ? QUrl(typed) : typedAddress(typed));
    if (url.isEmpty()) {
        return Answer::refusal(ExitCode::Malformed,
                               FeedTexts::tr("“%1” is not the address of a feed.").arg(typed));
    }
    const Result<Library *> library = session.library();
    if (!library)
        return tl::unexpected(library.error());
    SettledFetcher fetcher(session);
    FeedAdder adder(**library, *fetcher);
    Result<Answer> answer = Answer();
    QEventLoop loop;
    QObject::connect(&adder, &FeedAdder::failed, &loop,
                     [&](const QUrl &, const Error &error, std::optional<int>) {
                         answer = Answer::refusal(exitCodeOf(error),
                                                  feedSentence(error, session.locations().data));
                         loop.quit();
                     });
    QObject::connect(
        &adder, &FeedAdder::added, &loop,
        [&](const FeedOutcome &outcome, bool wasThere, const QStringList &issues) {
            answer = answerFor({{outcome, issues, {}}}, session.locations().data);
            if (wasThere) {
                answer->notes.append(
                    FeedTexts::tr("The library follows “%1” already.").arg(outcome.title));
            }
            loop.quit();
        });
    QMetaObject::invokeMethod(
        &adder, [&] { adder.add(url); }, Qt::QueuedConnection);
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
        if (source.kind != SourceKind::Feed) {
            return Answer::refusal(ExitCode::Malformed,
                                   FeedTexts::tr("“%1” is no feed, so there is nothing to refresh.")
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
