// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/hostmanners.h"

#include <QHash>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTimeZone>

#include <algorithm>

using namespace lectern;
using namespace Qt::StringLiterals;
using Ticket = HostManners::Ticket;

namespace {

const QDateTime noon(QDate(2026, 11, 20), QTime(12, 0), QTimeZone::utc());

Ticket ticket(int number)
{
    return static_cast<Ticket>(number);
}

/// Starts all that may, and says in which order.
QList<int> started(HostManners &manners)
{
    QList<int> numbers;
    while (const auto next = manners.startNext())
        numbers << static_cast<int>(*next);
    return numbers;
}

} // namespace

class HostMannersTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void startNext_oneHost_keepsItsOrderTwoAtOnce();
    void startNext_manyHosts_takeTurns();
    void startNext_askedFor_goesFirst();
    void startNext_everyPlaceTakenInTheBackground_keepsSomeForAPerson();
    void startNext_slowHosts_haveAShareOfThePlaces();
    void startNext_slowHostThatAPersonAsksFor_isNotHeldBack();
    void hurry_waiting_overtakes();
    void giveBack_started_letsOthersStart();
    void giveBack_tooMany_keepTheirPlaces();
    void close_host_givesBackWhatWaitedAndStaysClosedSoLong();
    void close_twice_theLaterTimeHolds();
    void remove_unknown_doesNothing();
    void anySequence_keepsItsBoundsAndLosesNothing_data();
    void anySequence_keepsItsBoundsAndLosesNothing();
};

void HostMannersTest::startNext_oneHost_keepsItsOrderTwoAtOnce()
{
    HostManners manners({});
    for (int i = 1; i <= 4; ++i)
        manners.enqueue(ticket(i), u"a"_s, Urgency::Background);
    QCOMPARE(started(manners), (QList<int>{1, 2}));
    QVERIFY(manners.isAwaited(u"a"_s));
    manners.remove(ticket(1));
    QCOMPARE(started(manners), QList<int>{3});
    manners.remove(ticket(3));
    QCOMPARE(started(manners), QList<int>{4});
    QVERIFY(!manners.isAwaited(u"a"_s));
}

void HostMannersTest::startNext_manyHosts_takeTurns()
{
    HostManners manners({.perHost = 2, .overall = 4, .keptForAsked = 0, .slow = 4});
    for (int i = 1; i <= 100; ++i)
        manners.enqueue(ticket(i), u"big"_s, Urgency::Background);
    manners.enqueue(ticket(101), u"small"_s, Urgency::Background);
    manners.enqueue(ticket(102), u"other"_s, Urgency::Background);
    QCOMPARE(started(manners), (QList<int>{1, 101, 102, 2}));
}

void HostMannersTest::startNext_askedFor_goesFirst()
{
    HostManners manners({.perHost = 2, .overall = 3, .keptForAsked = 0, .slow = 3});
    manners.enqueue(ticket(1), u"a"_s, Urgency::Background);
    manners.enqueue(ticket(2), u"b"_s, Urgency::Background);
    manners.enqueue(ticket(3), u"b"_s, Urgency::Asked);
    QCOMPARE(started(manners), (QList<int>{3, 1, 2}));
}

void HostMannersTest::startNext_everyPlaceTakenInTheBackground_keepsSomeForAPerson()
{
    HostManners manners({.perHost = 2, .overall = 4, .keptForAsked = 1, .slow = 4});
    for (int i = 1; i <= 9; ++i)
        manners.enqueue(ticket(i), u"host%1"_s.arg(i), Urgency::Background);
    QCOMPARE(started(manners), (QList<int>{1, 2, 3}));
    manners.enqueue(ticket(10), u"host10"_s, Urgency::Asked);
    manners.enqueue(ticket(11), u"host11"_s, Urgency::Asked);
    QCOMPARE(started(manners), QList<int>{10});
}

void HostMannersTest::startNext_slowHosts_haveAShareOfThePlaces()
{
    HostManners manners({.perHost = 2, .overall = 6, .keptForAsked = 0, .slow = 2});
    for (int i = 1; i <= 5; ++i) {
        manners.setSlow(u"slow%1"_s.arg(i), true);
        manners.enqueue(ticket(i), u"slow%1"_s.arg(i), Urgency::Background);
        manners.enqueue(ticket(10 + i), u"quick%1"_s.arg(i), Urgency::Background);
    }
    QCOMPARE(started(manners), (QList<int>{1, 11, 2, 12, 13, 14}));
    // Being quick again frees it of the share, once it has been asked.
    manners.setSlow(u"slow3"_s, false);
    manners.remove(ticket(11));
    QCOMPARE(started(manners), QList<int>{3});
}

void HostMannersTest::startNext_slowHostThatAPersonAsksFor_isNotHeldBack()
{
    HostManners manners({.perHost = 2, .overall = 6, .keptForAsked = 0, .slow = 0});
    manners.setSlow(u"a"_s, true);
    manners.enqueue(ticket(1), u"a"_s, Urgency::Background);
    manners.enqueue(ticket(2), u"a"_s, Urgency::Asked);
    QCOMPARE(started(manners), QList<int>{2});
}

void HostMannersTest::hurry_waiting_overtakes()
{
    HostManners manners({.perHost = 1, .overall = 1, .keptForAsked = 0, .slow = 1});
    for (int i = 1; i <= 3; ++i)
        manners.enqueue(ticket(i), u"a"_s, Urgency::Background);
    manners.hurry(ticket(3));
    manners.hurry(ticket(3));
    QCOMPARE(started(manners), QList<int>{3});
    manners.hurry(ticket(3));
    manners.remove(ticket(3));
    QCOMPARE(started(manners), QList<int>{1});
}

void HostMannersTest::giveBack_started_letsOthersStart()
{
    HostManners manners({.perHost = 2, .overall = 3, .keptForAsked = 1, .slow = 1});
    manners.setSlow(u"slow"_s, true);
    manners.enqueue(ticket(1), u"slow"_s, Urgency::Background);
    manners.enqueue(ticket(2), u"slow"_s, Urgency::Background);
    manners.enqueue(ticket(3), u"a"_s, Urgency::Background);
    manners.enqueue(ticket(4), u"a"_s, Urgency::Background);
    manners.enqueue(ticket(5), u"a"_s, Urgency::Background);
    QCOMPARE(started(manners), (QList<int>{1, 3}));
    manners.giveBack(ticket(1));
    QCOMPARE(started(manners), QList<int>{2}); // the share of the slow ones is free again
    manners.giveBack(ticket(1)); // once only
    manners.giveBack(ticket(4)); // has not started
    QCOMPARE(started(manners), QList<int>());
    manners.giveBack(ticket(3));
    QCOMPARE(started(manners), QList<int>{4});
    manners.giveBack(ticket(4));
    QCOMPARE(started(manners), QList<int>()); // its host is at two still
    QCOMPARE(manners.startedCount(), 1);
    manners.remove(ticket(3));
    QCOMPARE(started(manners), QList<int>{5});
    for (int i = 1; i <= 5; ++i)
        manners.remove(ticket(i));
    QCOMPARE(manners.startedCount(), 0);
}

void HostMannersTest::giveBack_tooMany_keepTheirPlaces()
{
    HostManners manners(
        {.perHost = 9, .overall = 2, .keptForAsked = 0, .slow = 2, .keptWaiting = 3});
    for (int i = 1; i <= 9; ++i)
        manners.enqueue(ticket(i), u"a"_s, Urgency::Background);
    QCOMPARE(started(manners), (QList<int>{1, 2}));
    for (int i = 1; i <= 9; ++i) {
        manners.giveBack(ticket(i));
        (void)started(manners);
    }
    QVERIFY(manners.isAwaited(u"a"_s));
    QCOMPARE(manners.startedCount(), 2);
    QCOMPARE(manners.waitingCount(), 4);
    manners.remove(ticket(1));
    manners.giveBack(ticket(4));
    QCOMPARE(started(manners), QList<int>{6});
}

void HostMannersTest::close_host_givesBackWhatWaitedAndStaysClosedSoLong()
{
    HostManners manners({});
    for (int i = 1; i <= 5; ++i)
        manners.enqueue(ticket(i), u"a"_s, i == 5 ? Urgency::Asked : Urgency::Background);
    manners.enqueue(ticket(6), u"b"_s, Urgency::Background);
    QCOMPARE(started(manners), (QList<int>{5, 1, 6}));

    QCOMPARE(manners.close(u"a"_s, noon.addSecs(60)),
             (QList<Ticket>{ticket(2), ticket(3), ticket(4)}));
    QCOMPARE(manners.waitingCount(), 0);
    QCOMPARE(manners.closedUntil(u"a"_s, noon), noon.addSecs(60));
    QCOMPARE(manners.closedUntil(u"a"_s, noon.addSecs(60)), std::nullopt);
    QCOMPARE(manners.closedUntil(u"b"_s, noon), std::nullopt);
}

void HostMannersTest::close_twice_theLaterTimeHolds()
{
    HostManners manners({});
    QVERIFY(manners.close(u"a"_s, noon.addSecs(60)).isEmpty());
    QVERIFY(manners.close(u"a"_s, noon.addSecs(30)).isEmpty());
    QCOMPARE(manners.closedUntil(u"a"_s, noon), noon.addSecs(60));
}

void HostMannersTest::remove_unknown_doesNothing()
{
    HostManners manners({});
    manners.enqueue(ticket(1), u"a"_s, Urgency::Background);
    manners.remove(ticket(7));
    manners.remove(ticket(1));
    manners.remove(ticket(1));
    QCOMPARE(manners.waitingCount(), 0);
    QCOMPARE(manners.startedCount(), 0);
    QCOMPARE(manners.startNext(), std::nullopt);
}

void HostMannersTest::anySequence_keepsItsBoundsAndLosesNothing_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void HostMannersTest::anySequence_keepsItsBoundsAndLosesNothing()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const HostManners::Bounds bounds{.perHost = 1 + random.bounded(3),
                                     .overall = 4 + random.bounded(8),
                                     .keptForAsked = random.bounded(3),
                                     .slow = 1 + random.bounded(3),
                                     .keptWaiting = random.bounded(4)};
    HostManners manners(bounds);
    struct Known
    {
        QString host;
        bool isBackground;
        bool hasStarted = false;
        bool isGivenBack = false;
    };
    QHash<Ticket, Known> known;
    const auto givenBack = [&known] {
        return int(std::count_if(known.cbegin(), known.cend(),
                                 [](const Known &one) { return one.isGivenBack; }));
    };
    int last = 0;

    for (int step = 0; step < 2000; ++step) {
        const QString host = u"host%1"_s.arg(random.bounded(6));
        switch (random.bounded(13)) {
        case 0:
        case 1:
        case 2:
        case 3: {
            const bool isBackground = random.bounded(4) > 0;
            manners.enqueue(ticket(++last), host,
                            isBackground ? Urgency::Background : Urgency::Asked);
            known.insert(ticket(last), {host, isBackground});
            break;
        }
        case 4:
            manners.setSlow(host, random.bounded(2) == 0);
            break;
        case 5: {
            const auto which = ticket(1 + random.bounded(last + 1));
            manners.hurry(which);
            if (const auto found = known.find(which); found != known.end() && !found->hasStarted)
                found->isBackground = false;
            break;
        }
        case 6:
            if (random.bounded(10) == 0) {
                const QList<Ticket> given = manners.close(host, noon);
                for (const Ticket ticket : given) {
                    QVERIFY(!known.value(ticket).hasStarted);
                    QCOMPARE(known.take(ticket).host, host);
                }
                QVERIFY(!manners.isAwaited(host));
            }
            break;
        case 7: {
            const auto which = ticket(1 + random.bounded(last + 1));
            manners.giveBack(which);
            if (const auto found = known.find(which);
                found != known.end() && found->hasStarted && givenBack() < bounds.keptWaiting)
                found->isGivenBack = true;
            break;
        }
        case 8:
        case 9: {
            const auto which = ticket(1 + random.bounded(last + 1));
            manners.remove(which);
            known.remove(which);
            break;
        }
        default:
            if (const auto next = manners.startNext()) {
                QVERIFY(known.contains(*next));
                QVERIFY(!known[*next].hasStarted);
                known[*next].hasStarted = true;
            }
        }

        QHash<QString, int> perHost;
        int overall = 0;
        int background = 0;
        for (const Known &one : std::as_const(known)) {
            if (!one.hasStarted)
                continue;
            QVERIFY(++perHost[one.host] <= bounds.perHost);
            if (one.isGivenBack)
                continue;
            ++overall;
            background += one.isBackground ? 1 : 0;
        }
        QVERIFY(overall <= bounds.overall);
        QVERIFY(background <= bounds.overall - bounds.keptForAsked);
        QCOMPARE(manners.startedCount(), overall);
        QCOMPARE(manners.waitingCount(), known.size() - overall - givenBack());
    }

    // Everything that waits still comes to its turn.
    for (int rounds = 0; !known.isEmpty(); ++rounds) {
        QVERIFY(rounds <= last);
        for (const Ticket each : known.keys()) {
            if (known.value(each).hasStarted) {
                manners.remove(each);
                known.remove(each);
            }
        }
        for (const int number : started(manners))
            known[ticket(number)].hasStarted = true;
    }
    QCOMPARE(manners.startedCount(), 0);
    QCOMPARE(manners.waitingCount(), 0);
}

QTEST_GUILESS_MAIN(HostMannersTest)
#include "tst_hostmanners.moc"
