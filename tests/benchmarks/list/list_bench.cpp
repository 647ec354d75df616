// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The post list on libraries that library_bench has left behind: time, memory, and how long the GUI
// thread is held up. README.md of tests/benchmarks/library says how to make them.
#include "benchmarks/library/articlegenerator.h"
#include "benchmarks/processtree.h"
#include "core/locations.h"
#include "library/library.h"
#include "models/postlistmodel.h"
#include "ui/postlistview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QScrollBar>
#include <QTextStream>
#include <QWheelEvent>

#include <algorithm>
#include <ctime>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

constexpr double frame = 16;
constexpr int arrivals = 10;
constexpr int articlesOfArrival = 1000;

/// The processor time of this thread in milliseconds: other programs do not count. POSIX only.
double threadTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Times every event that the GUI thread handles. What an event leads to at once (a paint within
/// it) belongs to it.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        const double begin = threadTime();
        ++m_depth;
        const bool isHandled = QApplication::notify(receiver, event);
        --m_depth;
        m_times.append(threadTime() - begin);
        return isHandled;
    }

    /// The longest since the last call, and how many were longer than a frame, as text.
    [[nodiscard]] QString takeTimes()
    {
        const QList<double> times = std::exchange(m_times, {});
        const auto longest = std::max_element(times.cbegin(), times.cend());
        const auto late =
            std::count_if(times.cbegin(), times.cend(), [](double time) { return time > frame; });
        return u"%1 ms (%2 over %3 ms)"_s.arg(longest != times.cend() ? *longest : 0.0, 0, 'f', 1)
            .arg(late)
            .arg(frame);
    }

private:
    int m_depth = 0;
    QList<double> m_times;
};

void print(const QString &name, const QString &value)
{
    QTextStream(stdout) << u"%1 %2\n"_s.arg(name, -34).arg(value);
}

template <typename Condition>
void waitUntil(const Condition &isMet)
{
    while (!isMet())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

void processAll()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

void turnWheel(PostListView &view, int steps)
{
    const QPointF place(100, 100);
    QWheelEvent event(place, view.viewport()->mapToGlobal(place), QPoint(),
                      QPoint(0, -steps * QWheelEvent::DefaultDeltasPerStep), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

IncomingCollection arrival(ArticleGenerator &generator, int number)
{
    IncomingCollection collection;
    const qint64 now = QDateTime::currentMSecsSinceEpoch(); // a run may follow another one
    collection.url = QUrl(u"https://arrival.example/%1/%2.json"_s.arg(now).arg(number));
    collection.title = u"Arrival %1"_s.arg(number);
    collection.contentHash = QByteArray::number(now);
    for (int i = 0; i < articlesOfArrival; ++i) {
        IncomingArticle article = generator.next();
        article.itemId = QString::number(i);
        article.url = QUrl(u"https://arrival.example/%1/%2/%3"_s.arg(now).arg(number).arg(i));
        collection.articles.append(article);
    }
    return collection;
}

void measure(TimedApplication &application, const QString &folder, bool doesArrive)
{
    QElapsedTimer timer;
    timer.start();
    Library library(Locations::under(folder));
    [[maybe_unused]] const auto opened = library.open();
    PostListModel posts(library);
    PostListView view;
    view.setModel(&posts);
    view.resize(392, 800);
    bool isPainted = false;
    QObject::connect(&view, &PostListView::firstRowsPainted, &view, [&] { isPainted = true; });
    int settled = 0;
    QObject::connect(&posts, &PostListModel::settled, &view, [&] { ++settled; });
    PostArrangement arrangement;
    arrangement.setSort(PostSort::Newest);
    posts.setArrangement(arrangement);
    view.show();
    waitUntil([&] { return isPainted; });
    print(u"first rows"_s, u"%1 ms"_s.arg(timer.elapsed()));
    waitUntil([&] { return settled >= 2; });
    print(u"all rows"_s, u"%1 ms, %2"_s.arg(timer.elapsed()).arg(posts.rowCount()));
    print(u"longest event, opening"_s, application.takeTimes());

    for (int i = 0; i < 2000; ++i) {
        turnWheel(view, 3);
        processAll();
    }
    print(u"longest event, wheel"_s, application.takeTimes());
    QScrollBar *bar = view.verticalScrollBar();
    for (int i = 0; i <= 1000; ++i) {
        bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / 1000));
        processAll();
    }
    print(u"longest event, bar end to end"_s, application.takeTimes());
    const auto memory = proportionalMemory({QCoreApplication::applicationPid()});
    print(u"memory"_s,
          memory ? u"%1 MB"_s.arg(static_cast<double>(*memory) / 1e6, 0, 'f', 1)
                 : describe(memory.error()));
    if (!doesArrive)
        return;

    bar->setValue(bar->maximum() / 2);
    processAll();
    ArticleGenerator generator(7);
    const int before = posts.rowCount();
    for (int i = 0; i < arrivals; ++i) {
        const auto stored = library.storeCollection(arrival(generator, i));
        waitUntil([&] {
            turnWheel(view, 1);
            processAll();
            return stored.isFinished();
        });
    }
    waitUntil([&] { return posts.rowCount() == before + arrivals * articlesOfArrival; });
    print(u"longest event, 10,000 arriving"_s, application.takeTimes());
}

} // namespace

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    QStringList folders = QCoreApplication::arguments().mid(1);
    const bool doesArrive = folders.removeAll(u"--arrive"_s) > 0;
    if (folders.isEmpty()) {
        QTextStream(stderr) << "usage: list_bench [--arrive] FOLDER...\n"
                               "--arrive adds 10,000 articles to each library\n";
        return 64;
    }
    if (folders.size() == 1) {
        measure(application, folders.constFirst(), doesArrive);
        return 0;
    }
    // Each in a process of its own, so that none finds the memory of the one before.
    for (const QString &folder : std::as_const(folders)) {
        QTextStream(stdout) << folder << Qt::endl;
        QStringList arguments{folder};
        if (doesArrive)
            arguments.append(u"--arrive"_s);
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationFilePath(), arguments);
        if (!process.waitForFinished(-1) || process.exitCode() != 0)
            return 1;
    }
    return 0;
}
