// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/opmlreader.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

SubscriptionList read(const QByteArray &opml)
{
    auto list = readOpml(opml);
    if (!list)
        QTest::qFail(qPrintable(list.error().detail), __FILE__, __LINE__);
    return list.value_or(SubscriptionList());
}

/// "Folder/Inner: Title <address>"
QStringList lines(const SubscriptionList &list)
{
    QStringList lines;
    for (const Subscription &each : list.subscriptions) {
        lines.append(each.folder.join(u'/') + u": "_s + each.title + u" <"_s
                     + each.feed.toString(QUrl::FullyEncoded) + u'>');
    }
    return lines;
}

QByteArray body(const QByteArray &outlines)
{
    return "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>Mine</title></head><body>"
        + outlines + "</body></opml>";
}

} // namespace

class OpmlReaderTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void readOpml_outlines_areSubscriptions_data();
    void readOpml_outlines_areSubscriptions();
    void readOpml_fields_areRead();
    void readOpml_folders_areListed();
    void readOpml_withoutAddress_isLeftOutAndSaid();
    void readOpml_broken_isReadAsFarAsItGoes_data();
    void readOpml_broken_isReadAsFarAsItGoes();
    void readOpml_noOpml_isMalformed_data();
    void readOpml_noOpml_isMalformed();
    void readOpml_tooDeep_isTooLarge();
    void readOpml_tooManyFeeds_isTooLarge();
};

void OpmlReaderTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void OpmlReaderTest::readOpml_outlines_areSubscriptions_data()
{
    QTest::addColumn<QByteArray>("outlines");
    QTest::addColumn<QStringList>("expected");

    const auto row = [](const char *name, const QByteArray &outlines, const QStringList &expected) {
        QTest::newRow(name) << outlines << expected;
    };
    row("none", "", {});
    row("one", "<outline type='rss' text='A' title='A blog' xmlUrl='https://a.example/feed'/>",
        {u": A blog <https://a.example/feed>"_s});
    row("text only", "<outline text='A &amp; B' xmlUrl='https://a.example/feed'/>",
        {u": A & B <https://a.example/feed>"_s});
    row("other spelling", "<OUTLINE TEXT='A' XMLURL='https://a.example/feed'></OUTLINE>",
        {u": A <https://a.example/feed>"_s});
    row("address in url", "<outline type='rss' text='A' url='https://a.example/feed'/>",
        {u": A <https://a.example/feed>"_s});
    row("feed scheme", "<outline text='A' xmlUrl='feed://a.example/feed'/>",
        {u": A <https://a.example/feed>"_s});
    row("no scheme", "<outline text='A' xmlUrl='www.a.example/feed'/>",
        {u": A <http://www.a.example/feed>"_s});
    row("folder",
        "<outline text='F'><outline text='A' xmlUrl='https://a.example/'/></outline>"
        "<outline text='B' xmlUrl='https://b.example/'/>",
        {u"F: A <https://a.example/>"_s, u": B <https://b.example/>"_s});
    row("folder in a folder",
        "<outline text='F'><outline title='G'><outline text='A' xmlUrl='https://a.example/'/>"
        "</outline><outline text='B' xmlUrl='https://b.example/'/></outline>",
        {u"F/G: A <https://a.example/>"_s, u"F: B <https://b.example/>"_s});
    row("folder without a name",
        "<outline><outline text='A' xmlUrl='https://a.example/'/></outline>",
        {u": A <https://a.example/>"_s});
    row("in two folders",
        "<outline text='F'><outline text='A' xmlUrl='https://a.example/'/></outline>"
        "<outline text='G'><outline text='A' xmlUrl='https://a.example/'/></outline>",
        {u"F: A <https://a.example/>"_s, u"G: A <https://a.example/>"_s});
    row("twice",
        "<outline text='A' xmlUrl='https://a.example/'/>"
        "<outline text='A again' xmlUrl='https://a.example/'/>",
        {u": A <https://a.example/>"_s});
    row("feed in a feed",
        "<outline text='A' xmlUrl='https://a.example/'><outline text='B' "
        "xmlUrl='https://b.example/'/></outline>",
        {u": A <https://a.example/>"_s, u": B <https://b.example/>"_s});
}

void OpmlReaderTest::readOpml_outlines_areSubscriptions()
{
    QFETCH(QByteArray, outlines);
    QFETCH(QStringList, expected);

    const SubscriptionList list = read(body(outlines));
    QCOMPARE(lines(list), expected);
    QCOMPARE(list.title, u"Mine"_s);
    QCOMPARE(list.issues, QStringList());
}

void OpmlReaderTest::readOpml_fields_areRead()
{
    const SubscriptionList list = read(
        body("<outline type='atom' text='A' xmlUrl='https://a.example/feed' "
             "htmlUrl='https://a.example/' description='About A' category='/Tech/Rust,life'/>"));
    QCOMPARE(list.subscriptions.size(), 1);
    const Subscription &feed = list.subscriptions.first();
    QCOMPARE(feed.site, QUrl(u"https://a.example/"_s));
    QCOMPARE(feed.description, u"About A"_s);
    QCOMPARE(feed.type, u"atom"_s);
    QCOMPARE(feed.tags, QStringList({u"Rust"_s, u"life"_s}));
    QCOMPARE(feed.folder, QStringList());
}

void OpmlReaderTest::readOpml_folders_areListed()
{
    const SubscriptionList list =
        read(body("<outline text='F'><outline text='G'/></outline><outline text='Empty'/>"
                  "<outline text='H'><outline text='A' xmlUrl='https://a.example/'/></outline>"
                  "<outline text='F'><outline text='B' xmlUrl='https://b.example/'/></outline>"));
    const QList<QStringList> expected = {{u"F"_s}, {u"F"_s, u"G"_s}, {u"Empty"_s}, {u"H"_s}};
    QCOMPARE(list.folders, expected);
}

void OpmlReaderTest::readOpml_withoutAddress_isLeftOutAndSaid()
{
    const SubscriptionList list =
        read(body("<outline type='rss' text='A'/><outline text='B' htmlUrl='https://b.example/'/>"
                  "<outline text='C' xmlUrl='javascript:alert(1)'/>"
                  "<outline text='D' xmlUrl='https://d.example/'/>"));
    QCOMPARE(lines(list), QStringList({u": D <https://d.example/>"_s}));
    QCOMPARE(list.issues.size(), 3);
    QVERIFY(list.issues.at(0).contains(u"\"A\""_s));
    QVERIFY(list.issues.at(2).contains(u"javascript"_s));
    QCOMPARE(list.folders, QList<QStringList>());
}

void OpmlReaderTest::readOpml_broken_isReadAsFarAsItGoes_data()
{
    QTest::addColumn<QByteArray>("opml");

    QTest::newRow("bare ampersand")
        << body("<outline text='A & B' xmlUrl='https://a.example/?x=1&y=2'/>");
    QTest::newRow("cut") << QByteArray(
        "<opml><body><outline text='A &amp; B' xmlUrl='https://a.example/?x=1&amp;y=2'/>");
    QTest::newRow("without a declaration, with blanks before")
        << QByteArray("\n\n<opml><body><outline text='A &amp; B' "
                      "xmlUrl='https://a.example/?x=1&amp;y=2'></body></opml>");
    QTest::newRow("HTML's entities")
        << body("<outline text='A&nbsp;& B' xmlUrl='https://a.example/?x=1&amp;y=2'/>");
    QTest::newRow("less than") << body(
        "<outline text='A & B' description='1 < 2' xmlUrl='https://a.example/?x=1&amp;y=2'/>");
}

void OpmlReaderTest::readOpml_broken_isReadAsFarAsItGoes()
{
    QFETCH(QByteArray, opml);

    const SubscriptionList list = read(opml);
    QCOMPARE(list.subscriptions.size(), 1);
    QCOMPARE(list.subscriptions.first().title.simplified().replace(QChar(0xA0), u' '), u"A & B"_s);
    QCOMPARE(list.subscriptions.first().feed, QUrl(u"https://a.example/?x=1&y=2"_s));
    QVERIFY(!list.issues.isEmpty());
}

void OpmlReaderTest::readOpml_noOpml_isMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("a text");
    QTest::newRow("JSON") << QByteArray("{\"opml\": 1}");
    QTest::newRow("feed") << QByteArray("<rss version='2.0'><channel/></rss>");
    QTest::newRow("page") << QByteArray("<html><body><p>a</p></body></html>");
}

void OpmlReaderTest::readOpml_noOpml_isMalformed()
{
    QFETCH(QByteArray, bytes);

    const auto list = readOpml(bytes);
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ErrorKind::Data);
    QCOMPARE(list.error().code, ErrorCode::Malformed);
}

void OpmlReaderTest::readOpml_tooDeep_isTooLarge()
{
    const auto list = readOpml(body(QByteArray("<outline text='F'>").repeated(100'000)));
    QVERIFY(!list);
    QCOMPARE(list.error().code, ErrorCode::TooLarge);
}

void OpmlReaderTest::readOpml_tooManyFeeds_isTooLarge()
{
    QByteArray outlines;
    for (int i = 0; i <= maximumSubscriptions; ++i)
        outlines += "<outline xmlUrl='https://a.example/" + QByteArray::number(i) + "'/>";
    const auto list = readOpml(body(outlines));
    QVERIFY(!list);
    QCOMPARE(list.error().code, ErrorCode::TooLarge);
}

QTEST_APPLESS_MAIN(OpmlReaderTest)
#include "tst_opmlreader.moc"
