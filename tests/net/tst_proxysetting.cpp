// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/proxysetting.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class ProxySettingTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void setting_isRead_data();
    void setting_isRead();
    void nonsense_isNone_data();
    void nonsense_isNone();
};

void ProxySettingTest::setting_isRead_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<ProxyChoice>("expected");
    const auto choice = [](ProxyChoice::Kind kind, const QString &host = {}, quint16 port = 0) {
        ProxyChoice result;
        result.kind = kind;
        result.host = host;
        result.port = port;
        return result;
    };
    using Kind = ProxyChoice::Kind;
    QTest::newRow("not set") << QString() << choice(Kind::System);
    QTest::newRow("system") << u"system"_s << choice(Kind::System);
    QTest::newRow("none") << u" none "_s << choice(Kind::None);
    QTest::newRow("http") << u"http://proxy.example:8080"_s
                          << choice(Kind::Http, u"proxy.example"_s, 8080);
    QTest::newRow("socks") << u"socks5://[::1]:1080"_s << choice(Kind::Socks5, u"::1"_s, 1080);
    QTest::newRow("no login from here")
        << u"http://me:secret@proxy.example:1"_s << choice(Kind::Http, u"proxy.example"_s, 1);
}

void ProxySettingTest::setting_isRead()
{
    QFETCH(const QString, setting);
    QFETCH(const ProxyChoice, expected);
    QCOMPARE(proxyFrom(setting), std::optional(expected));
    QCOMPARE(proxyFrom(settingOf(expected)), std::optional(expected));
}

void ProxySettingTest::nonsense_isNone_data()
{
    QTest::addColumn<QString>("setting");
    QTest::newRow("a word") << u"proxy"_s;
    QTest::newRow("no port") << u"http://proxy.example"_s;
    QTest::newRow("no host") << u"http://:8080"_s;
    QTest::newRow("another scheme") << u"ftp://proxy.example:21"_s;
}

void ProxySettingTest::nonsense_isNone()
{
    QFETCH(const QString, setting);
    QCOMPARE(proxyFrom(setting), std::nullopt);
}

QTEST_GUILESS_MAIN(ProxySettingTest)
#include "tst_proxysetting.moc"
