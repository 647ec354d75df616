// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/linkopener.h"

#include <QSignalSpy>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class LinkOpenerTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void open_anyScheme_goesOnlyWhereItMay_data();
    void open_anyScheme_goesOnlyWhereItMay();
    void open_noHandlerOnTheDesktop_saysSo();
    void openConfirmed_mail_isHandedOver();
    void openConfirmed_refusedScheme_isRefusedAgain();
    void openConfirmed_noHandlerOnTheDesktop_saysSo();
};

void LinkOpenerTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void LinkOpenerTest::open_anyScheme_goesOnlyWhereItMay_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QString>("fate");
    const auto add = [](const char *name, const QString &url, const QString &fate) {
        QTest::newRow(name) << QUrl(url) << fate;
    };
    add("http", u"http://example.org/"_s, u"opened"_s);
    add("https", u"https://example.org/a?b#c"_s, u"opened"_s);
    add("upper case", u"HTTPS://EXAMPLE.ORG/"_s, u"opened"_s);
    add("mail", u"mailto:a@example.org"_s, u"asked"_s);
    add("mail with a text", u"mailto:a@example.org?subject=x&body=y"_s, u"asked"_s);
    add("without a host", u"https:///etc/passwd"_s, u"refused"_s);
    add("file", u"file:///etc/passwd"_s, u"refused"_s);
    add("file of a server", u"file://server/share/run.exe"_s, u"refused"_s);
    add("script", u"javascript:alert(1)"_s, u"refused"_s);
    add("data", u"data:text/html,<script>alert(1)</script>"_s, u"refused"_s);
    add("blob", u"blob:https://example.org/1"_s, u"refused"_s);
    add("ftp", u"ftp://example.org/"_s, u"refused"_s);
    add("telephone", u"tel:+3212345"_s, u"refused"_s);
    add("a program's own", u"ms-msdt:/id%20PCWDiagnostic"_s, u"refused"_s);
    add("desktop file", u"steam://run/1"_s, u"refused"_s);
    add("about", u"about:blank"_s, u"refused"_s);
    add("view-source", u"view-source:https://example.org/"_s, u"refused"_s);
    add("Lectern's own", u"lectern://guide/keys"_s, u"refused"_s);
    add("relative", u"somewhere/else"_s, u"refused"_s);
    add("not valid", u"https://exa mple.org:port/"_s, u"refused"_s);
    add("empty", QString(), u"refused"_s);
}

void LinkOpenerTest::open_anyScheme_goesOnlyWhereItMay()
{
    QFETCH(const QUrl, url);
    QList<QUrl> handedOver;
    LinkOpener links([&](const QUrl &wanted) {
        handedOver.append(wanted);
        return true;
    });
    QStringList fates;
    QList<QUrl> told;
    const auto note = [&](const QString &fate) {
        return [&, fate](const QUrl &about) {
            fates.append(fate);
            told.append(about);
        };
    };
    connect(&links, &LinkOpener::opened, this, note(u"opened"_s));
    connect(&links, &LinkOpener::confirmationWanted, this, note(u"asked"_s));
    connect(&links, &LinkOpener::refused, this, note(u"refused"_s));
    connect(&links, &LinkOpener::handlerMissing, this, note(u"missing"_s));

    links.open(url);

    QFETCH(const QString, fate);
    QCOMPARE(fates, QStringList{fate});
    QCOMPARE(told, QList<QUrl>{url});
    QCOMPARE(handedOver, fate == u"opened"_s ? QList<QUrl>{url} : QList<QUrl>());
}

void LinkOpenerTest::open_noHandlerOnTheDesktop_saysSo()
{
    LinkOpener links([](const QUrl &) { return false; });
    QSignalSpy opened(&links, &LinkOpener::opened);
    QSignalSpy missing(&links, &LinkOpener::handlerMissing);
    const QUrl url(u"https://example.org/"_s);

    links.open(url);

    QCOMPARE(opened.size(), 0);
    QCOMPARE(missing.size(), 1);
    QCOMPARE(missing.constFirst().constFirst().toUrl(), url);
}

void LinkOpenerTest::openConfirmed_mail_isHandedOver()
{
    QList<QUrl> handedOver;
    LinkOpener links([&](const QUrl &wanted) {
        handedOver.append(wanted);
        return true;
    });
    QSignalSpy asked(&links, &LinkOpener::confirmationWanted);
    QSignalSpy opened(&links, &LinkOpener::opened);
    const QUrl mail(u"mailto:a@example.org"_s);

    links.open(mail);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(handedOver, QList<QUrl>());

    links.openConfirmed(mail);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(handedOver, QList<QUrl>{mail});
}

void LinkOpenerTest::openConfirmed_refusedScheme_isRefusedAgain()
{
    bool isHandedOver = false;
    LinkOpener links([&](const QUrl &) { return isHandedOver = true; });
    QSignalSpy refused(&links, &LinkOpener::refused);

    links.openConfirmed(QUrl(u"file:///etc/passwd"_s));

    QCOMPARE(refused.size(), 1);
    QVERIFY(!isHandedOver);
}

void LinkOpenerTest::openConfirmed_noHandlerOnTheDesktop_saysSo()
{
    LinkOpener links([](const QUrl &) { return false; });
    QSignalSpy missing(&links, &LinkOpener::handlerMissing);
    links.openConfirmed(QUrl(u"mailto:a@example.org"_s));
    QCOMPARE(missing.size(), 1);
}

QTEST_GUILESS_MAIN(LinkOpenerTest)
#include "tst_linkopener.moc"
