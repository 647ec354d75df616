// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <future>

using namespace Qt::StringLiterals;
using namespace lectern;

class SingleInstanceTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void claim_first_listens();
    void claim_second_handsAddressOver();
    void claim_otherLibrary_isFirstToo();
    void claim_afterFirstHasGone_isFirst();
    void claim_leftoverSocketFile_isFirst();
    void request_malformed_isDropped_data();
    void request_malformed_isDropped();

private:
    [[nodiscard]] QString socketPath() const;
    /// In a thread, since the first instance answers from this one's event loop.
    Result<SingleInstance::Role> claimFromElsewhere(const QUrl &address);

    QTemporaryDir m_runtimeDir;
    const QString m_library = u"/library/one.db"_s;
};

void SingleInstanceTest::initTestCase()
{
    QVERIFY(m_runtimeDir.isValid());
    qputenv("XDG_RUNTIME_DIR", m_runtimeDir.path().toLocal8Bit());
}

void SingleInstanceTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

QString SingleInstanceTest::socketPath() const
{
    const QStringList names =
        QDir(m_runtimeDir.path()).entryList({u"lectern-*.socket"_s}, QDir::System | QDir::Files);
    return names.size() == 1 ? m_runtimeDir.filePath(names.constFirst()) : QString();
}

Result<SingleInstance::Role> SingleInstanceTest::claimFromElsewhere(const QUrl &address)
{
    auto outcome = std::async(std::launch::async, [this, address] {
        SingleInstance second(m_library);
        return second.claim(address);
    });
    while (outcome.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
        QCoreApplication::processEvents();
    return outcome.get();
}

void SingleInstanceTest::claim_first_listens()
{
    SingleInstance first(m_library);
    const auto role = first.claim({});
    QVERIFY(role.has_value());
    QCOMPARE(*role, SingleInstance::Role::First);
    QVERIFY(!socketPath().isEmpty());
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(socketPath()) & others));
}

void SingleInstanceTest::claim_second_handsAddressOver()
{
    SingleInstance first(m_library);
    QVERIFY(first.claim({}).has_value());
    QSignalSpy opened(&first, &SingleInstance::openRequested);

    const QUrl address(u"https://example.org/a post?q=1#part"_s);
    const auto role = claimFromElsewhere(address);
    QVERIFY(role.has_value());
    QCOMPARE(*role, SingleInstance::Role::Handed);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.constFirst().constFirst().toUrl(), address);

    QVERIFY(claimFromElsewhere({}).has_value());
    QTRY_COMPARE(opened.size(), 2);
    QVERIFY(opened.at(1).constFirst().toUrl().isEmpty());
}

void SingleInstanceTest::claim_otherLibrary_isFirstToo()
{
    SingleInstance first(m_library);
    SingleInstance other(u"/library/two.db"_s);
    QCOMPARE(first.claim({}).value(), SingleInstance::Role::First);
    QCOMPARE(other.claim({}).value(), SingleInstance::Role::First);
}

void SingleInstanceTest::claim_afterFirstHasGone_isFirst()
{
    {
        SingleInstance first(m_library);
        QVERIFY(first.claim({}).has_value());
    }
    SingleInstance second(m_library);
    QCOMPARE(second.claim({}).value(), SingleInstance::Role::First);
}

void SingleInstanceTest::claim_leftoverSocketFile_isFirst()
{
    QString path;
    {
        SingleInstance first(m_library);
        QVERIFY(first.claim({}).has_value());
        path = socketPath();
    }
    // As after kill -9: the name is there, nobody listens.
    QFile leftover(path);
    QVERIFY(leftover.open(QIODevice::WriteOnly));
    leftover.close();
    SingleInstance second(m_library);
    QCOMPARE(second.claim({}).value(), SingleInstance::Role::First);
}

void SingleInstanceTest::request_malformed_isDropped_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no JSON") << QByteArray("open it\n");
    QTest::newRow("no address") << QByteArray("{\"run\":\"rm\"}\n");
    QTest::newRow("address of a wrong type") << QByteArray("{\"open\":[1]}\n");
    QTest::newRow("endless") << QByteArray(64 * 1024, 'x');
}

void SingleInstanceTest::request_malformed_isDropped()
{
    QFETCH(QByteArray, bytes);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^Dropped a"_s));
    SingleInstance first(m_library);
    QVERIFY(first.claim({}).has_value());
    QSignalSpy opened(&first, &SingleInstance::openRequested);

    QLocalSocket stranger;
    stranger.connectToServer(socketPath());
    QTRY_COMPARE(stranger.state(), QLocalSocket::ConnectedState);
    stranger.write(bytes);
    QTRY_COMPARE(stranger.state(), QLocalSocket::UnconnectedState);
    QCOMPARE(stranger.readAll(), QByteArray());
    QCOMPARE(opened.size(), 0);
}

QTEST_GUILESS_MAIN(SingleInstanceTest)
#include "tst_singleinstance.moc"
