// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deliver.h"

#include <QPointer>
#include <QPromise>
#include <QTest>
#include <QThread>

#include <memory>
#include <thread>

using namespace lectern;
using namespace Qt::StringLiterals;

class DeliverTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void deliver_finishedByAnotherThread_callsInTheContextsThread();
    void deliver_alreadyFinished_callsLaterAndOnce();
    void deliver_contextGoneBefore_callsNobodyAndFreesTheHandler();
    void deliver_contextGoneBetweenFinishAndDelivery_callsNobody();
    void deliver_cancelledWithoutResult_callsNobody();
    void deliver_handlerDeletesTheContext_isSafe();
    void deliver_severalFutures_keepTheirOrder();
    void deliver_afterwards_leavesNothingBehind();
};

void DeliverTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void DeliverTest::deliver_finishedByAnotherThread_callsInTheContextsThread()
{
    QObject context;
    QPromise<int> promise;
    promise.start();
    int received = 0;
    QThread *thread = nullptr;
    deliver(promise.future(), &context, [&](int value) {
        received = value;
        thread = QThread::currentThread();
    });

    std::thread worker([&promise] {
        promise.addResult(42);
        promise.finish();
    });
    worker.join();

    QCOMPARE(received, 0);
    QTRY_COMPARE(received, 42);
    QCOMPARE(thread, context.thread());
}

void DeliverTest::deliver_alreadyFinished_callsLaterAndOnce()
{
    QObject context;
    QPromise<QString> promise;
    promise.start();
    promise.addResult(u"done"_s);
    promise.finish();
    int calls = 0;

    deliver(promise.future(), &context, [&calls](const QString &value) {
        QCOMPARE(value, u"done"_s);
        ++calls;
    });

    QCOMPARE(calls, 0);
    QTRY_COMPARE(calls, 1);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(calls, 1);
}

void DeliverTest::deliver_contextGoneBefore_callsNobodyAndFreesTheHandler()
{
    auto context = std::make_unique<QObject>();
    QPromise<int> promise;
    promise.start();
    bool isCalled = false;
    const auto owned = std::make_shared<int>(0);
    deliver(promise.future(), context.get(), [&isCalled, owned](int) { isCalled = true; });
    QCOMPARE(owned.use_count(), 2L);

    context.reset();
    QCOMPARE(owned.use_count(), 1L);
    promise.addResult(1);
    promise.finish();
    QCoreApplication::sendPostedEvents();

    QVERIFY(!isCalled);
}

void DeliverTest::deliver_contextGoneBetweenFinishAndDelivery_callsNobody()
{
    auto context = std::make_unique<QObject>();
    QPromise<int> promise;
    promise.start();
    bool isCalled = false;
    deliver(promise.future(), context.get(), [&isCalled](int) { isCalled = true; });

    promise.addResult(1);
    promise.finish();
    context.reset();
    QCoreApplication::sendPostedEvents();

    QVERIFY(!isCalled);
}

void DeliverTest::deliver_cancelledWithoutResult_callsNobody()
{
    QObject context;
    QPromise<int> promise;
    promise.start();
    bool isCalled = false;
    deliver(promise.future(), &context, [&isCalled](int) { isCalled = true; });

    promise.future().cancel();
    promise.finish();

    // The watcher goes away once the future's end has been handled.
    QTRY_VERIFY(context.children().isEmpty());
    QVERIFY(!isCalled);
}

void DeliverTest::deliver_handlerDeletesTheContext_isSafe()
{
    QPointer<QObject> context = new QObject;
    QPromise<int> promise;
    promise.start();
    const auto owned = std::make_shared<int>(7);
    int seen = 0;
    deliver(promise.future(), context.data(), [&seen, context, owned](int) {
        delete context.data();
        seen = *owned; // what the handler holds must outlive the context
    });

    promise.addResult(1);
    promise.finish();

    QTRY_COMPARE(seen, 7);
    QVERIFY(context.isNull());
    QCOMPARE(owned.use_count(), 1L);
}

void DeliverTest::deliver_severalFutures_keepTheirOrder()
{
    QObject context;
    QList<int> received;
    for (int i = 0; i < 3; ++i) {
        QPromise<int> promise;
        promise.start();
        promise.addResult(i);
        promise.finish();
        deliver(promise.future(), &context, [&received](int value) { received.append(value); });
    }

    QTRY_COMPARE(received, (QList<int>{0, 1, 2}));
}

void DeliverTest::deliver_afterwards_leavesNothingBehind()
{
    QObject context;
    QPromise<int> promise;
    promise.start();
    const auto owned = std::make_shared<int>(0);
    deliver(promise.future(), &context, [owned](int) {});
    promise.addResult(1);
    promise.finish();

    QTRY_VERIFY(context.children().isEmpty());
    QCOMPARE(owned.use_count(), 1L);
}

QTEST_GUILESS_MAIN(DeliverTest)
#include "tst_deliver.moc"
