// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Starts Lectern and the bare programs it is compared with in turn, and prints how they compare.
// BENCHMARKS.md says what the figures mean. Needs a display; asserts nothing.
#include "benchmarks/articleserver.h"
#include "benchmarks/figure.h"
#include "benchmarks/measurement.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QUrl>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lectern;

namespace {

/// Longer than anything a start leaves for later, such as a post's turning read after 2 s.
constexpr auto quietTime = 3s;

const QByteArray listShown("list shown");
const QByteArray articleSettled("article settled");

struct Programs
{
    QString lectern;
    QString bareList;
    QString bareView;
};

/// What a desktop session has and a bare terminal lacks: a folder in memory for sockets and locks,
/// and an answer to where the session bus is. Programs that were told neither would write to the
/// disk and search for a bus. For this process and those it starts.
class Session final
{
    Q_DISABLE_COPY_MOVE(Session)

public:
    Session() : m_runtimeFolder(u"/dev/shm/lectern_bench-XXXXXX"_s)
    {
        if (!qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
            qputenv("XDG_RUNTIME_DIR", m_runtimeFolder.path().toLocal8Bit());
        if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
            qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    }

private:
    QTemporaryDir m_runtimeFolder;
};

/// The libraries that every round starts from, and a place for the copies that it may change.
class Libraries final
{
public:
    [[nodiscard]] Result<void> prepare(const QString &lectern, const QString &article)
    {
        // Taking a picture is the way to have it start, show everything, and quit by itself.
        const QStringList asPicture{u"--screenshot"_s, m_folder.filePath(u"window.png"_s)};
        return runToEnd(lectern, asPicture + QStringList{u"--library"_s, used()}).and_then([&] {
            return runToEnd(lectern, asPicture + QStringList{u"--library"_s, reading(), article});
        });
    }

    /// As after one start and an orderly end.
    [[nodiscard]] QString used() const { return m_folder.filePath(u"used"_s); }
    /// The same, with the article open at the end.
    [[nodiscard]] QString reading() const { return m_folder.filePath(u"reading"_s); }

    /// A library for one start: the copy of another one, or an empty one without `original`.
    [[nodiscard]] QString fresh(const QString &original = {})
    {
        const QString folder = m_folder.filePath(u"run-%1"_s.arg(++m_count));
        if (!original.isEmpty())
            std::filesystem::copy(original.toStdString(), folder.toStdString(),
                                  std::filesystem::copy_options::recursive);
        return folder;
    }

private:
    QTemporaryDir m_folder;
    int m_count = 0;
};

QStringList postTitles()
{
    QFile file(u"" LECTERN_SOURCE_DIR "/resources/collections/selected-posts.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList titles;
    const QJsonArray items = QJsonDocument::fromJson(file.readAll())[u"items"_s].toArray();
    for (const QJsonValue &item : items)
        titles.append(item[u"title"_s].toString());
    return titles;
}

Result<Measurement> measureList(const MeasuredProgram &program, std::chrono::milliseconds quiet)
{
    const auto measured = measure(program, quiet);
    if (measured && measured->output.contains("engine loaded")) {
        return failure(ErrorKind::Environment, ErrorCode::Locked,
                       u"Lectern has loaded the engine because something touched its list. Move "
                       "the pointer out of the window's left part and leave the keyboard alone."_s);
    }
    return measured;
}

class Bench final
{
public:
    Bench(Programs programs, const QUrl &article)
        : m_programs(std::move(programs)), m_article(article.toString())
    {
    }

    [[nodiscard]] Result<void> run(int rounds)
    {
        if (const auto prepared = m_libraries.prepare(m_programs.lectern, m_article); !prepared)
            return prepared;
        // The first round fills the disk cache and does not count.
        for (int round = 0; round <= rounds; ++round) {
            std::fprintf(stderr, "round %d of %d\n", round, rounds);
            if (const auto done = measureLists(round > 0); !done)
                return done;
            if (const auto done = measureArticles(round > 0); !done)
                return done;
        }
        return {};
    }

    [[nodiscard]] QList<Figure> figures() const
    {
        return {m_list, m_firstList, m_page, m_restoredPage, m_listMemory, m_pageMemory};
    }

private:
    [[nodiscard]] MeasuredProgram lectern(const QString &library, const QByteArray &milestone,
                                          const QStringList &addresses = {}) const
    {
        return {m_programs.lectern, QStringList{u"--library"_s, library} + addresses, milestone};
    }

    [[nodiscard]] Result<void> measureLists(bool counts)
    {
        const auto bare = measure({m_programs.bareList, m_titles, listShown}, quietTime);
        if (!bare)
            return tl::unexpected(bare.error());
        const auto later =
            measureList(lectern(m_libraries.fresh(m_libraries.used()), listShown), quietTime);
        if (!later)
            return tl::unexpected(later.error());
        const auto first = measureList(lectern(m_libraries.fresh(), listShown), 0s);
        if (!first)
            return tl::unexpected(first.error());
        if (counts) {
            m_list.add(bare->milliseconds, later->milliseconds);
            m_firstList.add(bare->milliseconds, first->milliseconds);
            m_listMemory.add(bare->megabytes, later->megabytes);
        }
        return {};
    }

    [[nodiscard]] Result<void> measureArticles(bool counts)
    {
        const auto bare = measure({m_programs.bareView, {m_article}, articleSettled}, quietTime);
        if (!bare)
            return tl::unexpected(bare.error());
        const auto opened = measure(
            lectern(m_libraries.fresh(m_libraries.used()), articleSettled, {m_article}), quietTime);
        if (!opened)
            return tl::unexpected(opened.error());
        const auto restored =
            measure(lectern(m_libraries.fresh(m_libraries.reading()), articleSettled), 0s);
        if (!restored)
            return tl::unexpected(restored.error());
        if (counts) {
            m_page.add(bare->milliseconds, opened->milliseconds);
            m_restoredPage.add(bare->milliseconds, restored->milliseconds);
            m_pageMemory.add(bare->megabytes, opened->megabytes);
        }
        return {};
    }

    Programs m_programs;
    QString m_article;
    QStringList m_titles = postTitles();
    Libraries m_libraries;

    Figure m_list{u"list shown"_s, u"bare list"_s, u"ms"_s, 1.5};
    Figure m_firstList{u"list shown, first start ever"_s, u"bare list"_s, u"ms"_s, {}};
    Figure m_page{u"article loaded"_s, u"bare view"_s, u"ms"_s, 1.15};
    Figure m_restoredPage{u"article loaded, that of last time"_s, u"bare view"_s, u"ms"_s, {}};
    Figure m_listMemory{u"memory before an article"_s, u"bare list"_s, u"MB"_s, 2.5};
    Figure m_pageMemory{u"memory with an article"_s, u"bare view"_s, u"MB"_s, 1.2};
};

int fail(const QString &text)
{
    std::fputs(qPrintable(text + u'\n'), stderr);
    return EXIT_FAILURE;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption runs(u"runs"_s, u"Take the median of N runs."_s, u"N"_s, u"9"_s);
    const QCommandLineOption program(u"lectern"_s, u"Measure FILE instead of the one built."_s,
                                     u"FILE"_s,
                                     QCoreApplication::applicationDirPath() + u"/lectern"_s);
    parser.addOptions({runs, program});
    parser.process(application);

    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY"))
        return fail(u"The benchmarks need a display (xvfb-run gives a virtual one)."_s);
    const int rounds = parser.value(runs).toInt();
    if (rounds < 1)
        return fail(u"--runs needs a number from 1."_s);
    const Session session;
    const ArticleServer server;
    if (!server.url().isValid())
        return fail(u"No port to serve the article on."_s);

    const QString folder = QCoreApplication::applicationDirPath();
    Bench bench(
        {parser.value(program), folder + u"/lectern_bare_list"_s, folder + u"/lectern_bare_view"_s},
        server.url());
    if (const auto done = bench.run(rounds); !done)
        return fail(done.error().detail);
    std::fputs(qPrintable(table(bench.figures())), stdout);
    return EXIT_SUCCESS;
}
