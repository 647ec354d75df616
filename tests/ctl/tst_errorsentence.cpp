// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/errorsentence.h"

#include <QRegularExpression>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

constexpr std::array<std::pair<const char *, ErrorCode>, 13> remoteErrors{{
    {"no such host", ErrorCode::HostNotFound},
    {"refused", ErrorCode::ConnectionRefused},
    {"cut", ErrorCode::ConnectionLost},
    {"too slow", ErrorCode::TimedOut},
    {"no TLS", ErrorCode::InsecureConnection},
    {"circles", ErrorCode::TooManyRedirects},
    {"unsafe redirect", ErrorCode::RedirectRefused},
    {"login", ErrorCode::LoginRequired},
    {"not there", ErrorCode::NotFound},
    {"gone", ErrorCode::Gone},
    {"too many", ErrorCode::TooManyRequests},
    {"any status", ErrorCode::HttpStatus},
    {"proxy", ErrorCode::ProxyRefused},
}};

} // namespace

class ErrorSentenceTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void error_hasCodeOfTheContract_data();
    void error_hasCodeOfTheContract();
    void networkError_hasCodeOfUnavailable_data();
    void networkError_hasCodeOfUnavailable();
    void networkError_isASentenceWithItsReason_data();
    void networkError_isASentenceWithItsReason();
    void error_saysWhereAndWhatToDo_data();
    void error_saysWhereAndWhatToDo();
};

void ErrorSentenceTest::error_hasCodeOfTheContract_data()
{
    QTest::addColumn<ErrorCode>("error");
    QTest::addColumn<int>("code");
    QTest::newRow("permission") << ErrorCode::PermissionDenied << 73;
    QTest::newRow("full disk") << ErrorCode::DiskFull << 74;
    QTest::newRow("device") << ErrorCode::InputOutput << 74;
    QTest::newRow("locked") << ErrorCode::Locked << 75;
    QTest::newRow("damaged") << ErrorCode::Damaged << 65;
    QTest::newRow("newer") << ErrorCode::NewerVersion << 65;
    QTest::newRow("foreign") << ErrorCode::Malformed << 65;
    QTest::newRow("not there") << ErrorCode::NotFound << 65;
    QTest::newRow("too large") << ErrorCode::TooLarge << 65;
    QTest::newRow("our bug") << ErrorCode::Internal << 74;
    QTest::newRow("offline") << ErrorCode::Offline << 69;
    QTest::newRow("proxy") << ErrorCode::ProxyRefused << 69;
    QTest::newRow("no web address") << ErrorCode::AddressRefused << 65;
}

void ErrorSentenceTest::error_hasCodeOfTheContract()
{
    QFETCH(ErrorCode, error);
    QFETCH(int, code);
    QCOMPARE(int(exitCodeOf({ErrorKind::Environment, error, QString()})), code);
}

void ErrorSentenceTest::networkError_hasCodeOfUnavailable_data()
{
    QTest::addColumn<ErrorCode>("error");
    for (const auto &[name, error] : remoteErrors)
        QTest::newRow(name) << error;
}

void ErrorSentenceTest::networkError_hasCodeOfUnavailable()
{
    QFETCH(ErrorCode, error);
    QCOMPARE(int(exitCodeOf({ErrorKind::Remote, error, QString()})), 69);
}

void ErrorSentenceTest::networkError_isASentenceWithItsReason_data()
{
    networkError_hasCodeOfUnavailable_data();
}

void ErrorSentenceTest::networkError_isASentenceWithItsReason()
{
    QFETCH(ErrorCode, error);
    const QString sentence =
        errorSentence({ErrorKind::Remote, error, u"the detail"_s}, u"/some/folder"_s);
    QVERIFY2(sentence.contains(u"(the detail)"_s), qPrintable(sentence));
    QVERIFY2(!sentence.contains(u"/some/folder"_s), qPrintable(sentence));
    QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
}

void ErrorSentenceTest::error_saysWhereAndWhatToDo_data()
{
    QTest::addColumn<ErrorCode>("error");
    QTest::addColumn<QString>("nextStep");
    QTest::newRow("permission") << ErrorCode::PermissionDenied << u"access"_s;
    QTest::newRow("full disk") << ErrorCode::DiskFull << u"Free some space"_s;
    QTest::newRow("locked") << ErrorCode::Locked << u"Try again"_s;
    QTest::newRow("damaged") << ErrorCode::Damaged << u"lecternctl restore"_s;
    QTest::newRow("newer") << ErrorCode::NewerVersion << u"Update"_s;
    QTest::newRow("foreign") << ErrorCode::Malformed << u"--library"_s;
    QTest::newRow("anything else") << ErrorCode::InputOutput << u"(detail)"_s;
}

void ErrorSentenceTest::error_saysWhereAndWhatToDo()
{
    QFETCH(ErrorCode, error);
    QFETCH(QString, nextStep);
    const QString sentence =
        errorSentence({ErrorKind::Environment, error, u"(detail)"_s}, u"/some/folder"_s);
    QVERIFY2(sentence.contains(u"/some/folder"_s), qPrintable(sentence));
    QVERIFY2(sentence.contains(nextStep), qPrintable(sentence));
    QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
}

QTEST_GUILESS_MAIN(ErrorSentenceTest)
#include "tst_errorsentence.moc"
