// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deliver.h"
#include "support/templibrary.h"
#include "ui/readmarker.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ReadMarkerTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void articleShown_longEnough_turnsRead();
    void articleShown_notYetLongEnough_staysUnread();
    void articleLeft_before_staysUnread();
    void articleShown_anotherOneBefore_marksTheLastOnly();
    void articleShown_libraryFailed_onlyLogs();
    void usualDelay_isTwoSeconds();

private:
    [[nodiscard]] ArticleId idOf(const QString &name) { return m_kept->postAt(postUrl(name)).id; }
    [[nodiscard]] bool isRead(const QString &name) { return m_kept->postAt(postUrl(name)).isRead; }
    /// Waits until `marker` would have marked what it was told before.
    void outwait(std::chrono::milliseconds delay);

    std::unique_ptr<TempLibrary> m_kept;
};

void ReadMarkerTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
}

void ReadMarkerTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_kept = std::make_unique<TempLibrary>();
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s)});
}

void ReadMarkerTest::cleanup()
{
    m_kept.reset();
}

void ReadMarkerTest::outwait(std::chrono::milliseconds delay)
{
    // Another marker with the same delay, started later: timers of one length fire in order, and
    // the library answers in order.
    ReadMarker later(m_kept->library(), delay);
    m_kept->store(u"Other"_s, {incomingPost(u"later"_s, u"Later"_s)});
    later.articleShown(idOf(u"later"_s));
    QTRY_VERIFY(isRead(u"later"_s));
}

void ReadMarkerTest::articleShown_longEnough_turnsRead()
{
    ReadMarker marker(m_kept->library(), 20ms);
    marker.articleShown(idOf(u"a"_s));
    QVERIFY(!isRead(u"a"_s));
    QTRY_VERIFY(isRead(u"a"_s));
    QVERIFY(!isRead(u"b"_s));
}

void ReadMarkerTest::articleShown_notYetLongEnough_staysUnread()
{
    ReadMarker marker(m_kept->library(), 1h);
    marker.articleShown(idOf(u"a"_s));
    outwait(20ms);
    QVERIFY(!isRead(u"a"_s));
}

void ReadMarkerTest::articleLeft_before_staysUnread()
{
    ReadMarker marker(m_kept->library(), 20ms);
    marker.articleShown(idOf(u"a"_s));
    marker.articleLeft();
    outwait(20ms);
    QVERIFY(!isRead(u"a"_s));
}

void ReadMarkerTest::articleShown_anotherOneBefore_marksTheLastOnly()
{
    ReadMarker marker(m_kept->library(), 20ms);
    marker.articleShown(idOf(u"a"_s));
    marker.articleShown(idOf(u"b"_s));
    QTRY_VERIFY(isRead(u"b"_s));
    QVERIFY(!isRead(u"a"_s));
}

void ReadMarkerTest::articleShown_libraryFailed_onlyLogs()
{
    TempLibrary broken(TempLibrary::State::Failed);
    ReadMarker marker(broken.library(), 1ms);
    QSignalSpy changed(&broken.library(), &Library::changed);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^Not marked as read: "_s));

    marker.articleShown(ArticleId(1));
    // Asked after the marker has, so answered after it, too.
    bool isAnswered = false;
    QTimer::singleShot(50ms, this, [&] {
        deliver(broken.library().counts(), this, [&](const auto &) { isAnswered = true; });
    });
    QTRY_VERIFY(isAnswered);
    QCOMPARE(changed.size(), 0);
}

void ReadMarkerTest::usualDelay_isTwoSeconds()
{
    QCOMPARE(ReadMarker::usualDelay, 2000ms);
}

QTEST_GUILESS_MAIN(ReadMarkerTest)
#include "tst_readmarker.moc"
