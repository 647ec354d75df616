// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/navigationpolicy.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

Q_DECLARE_METATYPE(lectern::NavigationRequest)

namespace {

constexpr auto everyCause = {NavigationCause::Reader,   NavigationCause::Link,
                             NavigationCause::Form,     NavigationCause::History,
                             NavigationCause::Redirect, NavigationCause::Script};

const QString webPage = u"https://example.org/post"_s;
const QString ownPage = u"lectern://guide/first-steps"_s;

/// One request for each combination of what is not given: the verdict must not depend on it.
QList<NavigationRequest> requests(const QString &target, std::initializer_list<QString> origins,
                                  std::initializer_list<NavigationCause> causes,
                                  std::initializer_list<bool> mainFrames,
                                  std::initializer_list<bool> gestures)
{
    QList<NavigationRequest> all;
    for (const QString &origin : origins)
        for (const NavigationCause cause : causes)
            for (const bool isMainFrame : mainFrames)
                for (const bool hasGesture : gestures)
                    all.append({QUrl(target), QUrl(origin), cause, isMainFrame, hasGesture});
    return all;
}

} // namespace

class NavigationPolicyTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void navigation_everyCombination_data();
    void navigation_everyCombination();
    void external_everyScheme_data();
    void external_everyScheme();
};

void NavigationPolicyTest::navigation_everyCombination_data()
{
    QTest::addColumn<QList<NavigationRequest>>("requests");
    QTest::addColumn<NavigationVerdict>("verdict");

    using enum NavigationCause;
    constexpr auto load = NavigationVerdict::LoadHere;
    constexpr auto handOver = NavigationVerdict::HandOver;
    constexpr auto refuse = NavigationVerdict::Refuse;
    const auto anyOrigin = {QString(), webPage, ownPage};
    const auto notOwn = {QString(), webPage};
    const auto either = {true, false};

    for (const QString &address :
         {u"http://example.org/"_s, u"https://example.org/a?b#c"_s, u"HTTPS://EXAMPLE.ORG/"_s,
          u"http://127.0.0.1:8080/"_s, u"https://[::1]/"_s, u"https://user@example.org/"_s}) {
        QTest::addRow("web address %s from anywhere", qPrintable(address))
            << requests(address, notOwn, everyCause, either, either) << load;
        QTest::addRow("web address %s from our page, for a person", qPrintable(address))
            << requests(address, {ownPage}, {Reader, Link, History, Redirect}, {true}, either)
            << load;
        QTest::addRow("web address %s from our page, on its own", qPrintable(address))
            << requests(address, {ownPage}, {Script, Form}, {true}, either) << refuse;
    }
    QTest::newRow("web scheme without a host")
        << requests(u"http:///etc/passwd"_s, anyOrigin, everyCause, either, either) << refuse;

    QTest::newRow("our page for the reader and from history")
        << requests(ownPage, anyOrigin, {Reader, History}, {true}, either) << load;
    QTest::newRow("our page from a link of ours")
        << requests(ownPage, {ownPage}, {Link}, {true}, either) << load;
    QTest::newRow("our page from a link of the web")
        << requests(ownPage, notOwn, {Link}, {true}, either) << refuse;
    QTest::newRow("our page by form, redirect or script")
        << requests(ownPage, anyOrigin, {Form, Redirect, Script}, {true}, either) << refuse;
    QTest::newRow("our page in a frame")
        << requests(ownPage, anyOrigin, everyCause, {false}, either) << refuse;

    QTest::newRow("mail, clicked")
        << requests(u"mailto:a@example.org"_s, anyOrigin, {Link}, either, {true}) << handOver;
    QTest::newRow("mail, not clicked")
        << requests(u"mailto:a@example.org"_s, anyOrigin, everyCause, either, {false}) << refuse;
    QTest::newRow("mail, not a link")
        << requests(u"mailto:a@example.org"_s, anyOrigin, {Reader, Form, History, Redirect, Script},
                    either, {true})
        << refuse;

    for (const QString &address : {u"about:blank"_s, u"about:srcdoc"_s, u"data:text/html,x"_s,
                                   u"blob:https://example.org/0d2e"_s}) {
        QTest::addRow("%s in a frame", qPrintable(address))
            << requests(address, anyOrigin, everyCause, {false}, either) << load;
        QTest::addRow("%s as the page", qPrintable(address))
            << requests(address, anyOrigin, everyCause, {true}, either) << refuse;
    }

    for (const QString &address :
         {u"file:///etc/passwd"_s, u"file://server/share"_s, u"javascript:alert(1)"_s,
          u"about:config"_s, u"chrome://crash"_s, u"chrome-devtools://x"_s, u"devtools://x"_s,
          u"view-source:https://example.org/"_s, u"ftp://example.org/"_s, u"ws://example.org/"_s,
          u"qrc:/x"_s, u"filesystem:https://example.org/x"_s, u"steam://run/1"_s,
          u"ms-settings:x"_s, u"tel:123"_s, u"lecternx://guide/x"_s, u"relative/path"_s, QString(),
          u"https://exa mple.org/"_s}) {
        QTest::addRow("never: %s", qPrintable(address))
            << requests(address, anyOrigin, everyCause, either, either) << refuse;
    }
}

void NavigationPolicyTest::navigation_everyCombination()
{
    QFETCH(QList<NavigationRequest>, requests);
    QFETCH(NavigationVerdict, verdict);

    QVERIFY(!requests.isEmpty());
    for (const NavigationRequest &request : std::as_const(requests)) {
        const QByteArray which =
            u"from \"%1\", cause %2, main frame %3, gesture %4"_s.arg(request.from.toString())
                .arg(static_cast<int>(request.cause))
                .arg(request.isMainFrame)
                .arg(request.hasUserGesture)
                .toUtf8();
        QVERIFY2(navigationVerdict(request) == verdict, which.constData());
    }
}

void NavigationPolicyTest::external_everyScheme_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<ExternalVerdict>("verdict");

    QTest::newRow("http") << u"http://example.org/"_s << ExternalVerdict::Open;
    QTest::newRow("https") << u"https://example.org/a b"_s << ExternalVerdict::Open;
    QTest::newRow("upper case") << u"HTTPS://example.org"_s << ExternalVerdict::Open;
    QTest::newRow("mail") << u"mailto:a@example.org?subject=x"_s << ExternalVerdict::AskFirst;
    for (const QString &address :
         {u"http:///x"_s, u"https:"_s, u"file:///bin/sh"_s, u"javascript:x"_s, u"data:,x"_s,
          u"about:blank"_s, u"lectern://guide/x"_s, u"ftp://example.org/"_s, u"smb://server/x"_s,
          u"ssh://host"_s, u"tel:123"_s, u"vscode://file/x"_s, u"x-scheme:run"_s, u"/etc/passwd"_s,
          QString(), u"https://exa mple.org/"_s}) {
        QTest::addRow("never: %s", qPrintable(address)) << address << ExternalVerdict::Refuse;
    }
}

void NavigationPolicyTest::external_everyScheme()
{
    QFETCH(QString, address);
    QFETCH(ExternalVerdict, verdict);

    QCOMPARE(externalVerdict(QUrl(address)), verdict);
}

QTEST_GUILESS_MAIN(NavigationPolicyTest)
#include "tst_navigationpolicy.moc"
