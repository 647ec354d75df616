// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printed.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

const QByteArray feed =
    "<rss version='2.0'><channel><title>A feed</title>\n"
    "<link>https://a.example/</link><language>en</language><ttl>60</ttl>\n"
    "<item><title>First</title><link>/first</link><guid isPermaLink='false'>1</guid>\n"
    "<pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate><author>me@a.example (Me)</author>\n"
    "<description>&lt;p&gt;Text&lt;/p&gt;</description><category>Tag</category>\n"
    "<enclosure url='https://a.example/1.mp3' length='5' type='audio/mpeg'/></item>\n"
    "<item><guid isPermaLink='false'>2</guid><title>Second\x1B[2J</title>"
    "<pubDate>some day</pubDate></item>\n"
    "</channel></rss>";

} // namespace

class FormatCommandsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void parse_feed_isPrintedAsJson();
    void parse_emptyFeed_hasEveryField();
    void parse_feed_isPrintedAsText();
    void parse_base_resolvesAddresses();
    void parse_wrongBase_isMalformed();
    void parse_notAFeed_isMalformed_data();
    void parse_notAFeed_isMalformed();
    void parse_noFile_isMalformed();
    void parse_folder_isInputOutputError();
    void parse_anyFile_leavesNoLibrary();

private:
    [[nodiscard]] QString fileWith(const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    Locations m_locations;
};

void FormatCommandsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_locations = Locations::under(m_folder->filePath(u"library"_s));
}

QString FormatCommandsTest::fileWith(const QByteArray &bytes) const
{
    const QString path = m_folder->filePath(u"feed"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        QTest::qFail("cannot write the file", __FILE__, __LINE__);
    return path;
}

void FormatCommandsTest::parse_feed_isPrintedAsJson()
{
    const QJsonObject json = jsonOn(m_locations, {u"parse"_s, fileWith(feed)});

    QCOMPARE(json.value(u"format"_s).toString(), u"rss-2.0"_s);
    QCOMPARE(json.value(u"title"_s).toString(), u"A feed"_s);
    QCOMPARE(json.value(u"link"_s).toString(), u"https://a.example/"_s);
    QCOMPARE(json.value(u"schedule"_s).toObject().value(u"ttl"_s).toInt(), 60);
    const QJsonArray items = json.value(u"items"_s).toArray();
    QCOMPARE(items.size(), 2);
    const QJsonObject expected{{u"id"_s, u"1"_s},
                               {u"title"_s, u"First"_s},
                               {u"url"_s, u"https://a.example/first"_s},
                               {u"external_url"_s, QString()},
                               {u"comments"_s, QString()},
                               {u"published"_s, u"2004-01-01T19:48:21Z"_s},
                               {u"updated"_s, QJsonValue::Null},
                               {u"author"_s, u"Me"_s},
                               {u"authors"_s, QJsonArray{u"Me"_s}},
                               {u"language"_s, u"en"_s},
                               {u"summary"_s, QString()},
                               {u"content"_s, u"<p>Text</p>"_s},
                               {u"image"_s, QString()},
                               {u"tags"_s, QJsonArray{u"Tag"_s}},
                               {u"section"_s, QString()},
                               {u"enclosures"_s,
                                QJsonArray{QJsonObject{{u"url"_s, u"https://a.example/1.mp3"_s},
                                                       {u"type"_s, u"audio/mpeg"_s},
                                                       {u"title"_s, QString()},
                                                       {u"length"_s, 5},
                                                       {u"seconds"_s, QJsonValue::Null}}}}};
    QCOMPARE(items.first().toObject(), expected);
    // The escape within its title is no character of XML, the date is none.
    QCOMPARE(json.value(u"issues"_s).toArray().size(), 2);
}

void FormatCommandsTest::parse_emptyFeed_hasEveryField()
{
    const QJsonObject json = jsonOn(m_locations, {u"parse"_s, fileWith("<rss/>")});

    const QStringList fields{u"author"_s,    u"authors"_s, u"categories"_s, u"description"_s,
                             u"feed_link"_s, u"format"_s,  u"icon"_s,       u"image"_s,
                             u"issues"_s,    u"items"_s,   u"language"_s,   u"link"_s,
                             u"published"_s, u"rights"_s,  u"schedule"_s,   u"title"_s,
                             u"updated"_s};
    QCOMPARE(json.keys(), fields);
    QVERIFY(json.value(u"updated"_s).isNull());
}

void FormatCommandsTest::parse_feed_isPrintedAsText()
{
    const Output output = runOn(m_locations, {u"parse"_s, fileWith(feed)});

    QCOMPARE(output.code, ExitCode::Done);
    QCOMPARE(QString::fromUtf8(output.out),
             u"rss-2.0\tA feed\thttps://a.example/\n"
             "2004-01-01\tFirst\thttps://a.example/first\n"
             "\tSecond[2J\t\n"_s);
    QVERIFY(output.err.startsWith("lecternctl: The feed: It is not well-formed XML (line 7"));
    QVERIFY(output.err.contains("\nlecternctl: Item 2 (\"2\"): \"some day\" is no date"));
}

void FormatCommandsTest::parse_base_resolvesAddresses()
{
    const QString path = fileWith("<rss><channel><item><link>b</link></item></channel></rss>");
    const auto urls = [&](const QStringList &arguments) {
        return eachItem(jsonOn(m_locations, QStringList{u"parse"_s, path} + arguments), u"url"_s);
    };

    QCOMPARE(urls({}), QStringList{QString()});
    QCOMPARE(urls({u"--base"_s, u"https://b.example/a/feed"_s}),
             QStringList{u"https://b.example/a/b"_s});
}

void FormatCommandsTest::parse_wrongBase_isMalformed()
{
    const Output output =
        runOn(m_locations, {u"parse"_s, fileWith(feed), u"--base"_s, u"feeds/all"_s});

    QCOMPARE(output.code, ExitCode::Malformed);
    QVERIFY(output.out.isEmpty());
    QCOMPARE(output.err, QByteArray("lecternctl: feeds/all is no whole address.\n"));
}

void FormatCommandsTest::parse_notAFeed_isMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("says");

    QTest::newRow("nothing") << QByteArray() << QByteArray("is no feed. ");
    QTest::newRow("a page") << QByteArray("<html><body/></html>") << QByteArray("web page");
    QTest::newRow("JSON") << QByteArray("{}") << QByteArray("is no feed. ");
    QTest::newRow("too large") << QByteArray(30'000'000, ' ')
                               << QByteArray("is larger than any feed. ");
}

void FormatCommandsTest::parse_notAFeed_isMalformed()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, says);

    const Output output = runOn(m_locations, {u"--json"_s, u"parse"_s, fileWith(bytes)});

    QCOMPARE(output.code, ExitCode::Malformed);
    QVERIFY(output.out.isEmpty());
    QVERIFY2(output.err.contains(says), output.err.constData());
    QCOMPARE(output.err.count('\n'), 1);
}

void FormatCommandsTest::parse_noFile_isMalformed()
{
    const Output output = runOn(m_locations, {u"parse"_s, m_folder->filePath(u"none"_s)});

    QCOMPARE(output.code, ExitCode::Malformed);
    QVERIFY2(output.err.startsWith("lecternctl: There is no file "), output.err.constData());
}

void FormatCommandsTest::parse_folder_isInputOutputError()
{
    const Output output = runOn(m_locations, {u"parse"_s, m_folder->path()});

    QCOMPARE(output.code, ExitCode::InputOutput);
    QVERIFY2(output.err.contains("could not be read"), output.err.constData());
}

void FormatCommandsTest::parse_anyFile_leavesNoLibrary()
{
    const Output output = runOn(m_locations, {u"parse"_s, fileWith("<rss/>")});

    QCOMPARE(output.code, ExitCode::Done);
    QVERIFY(output.err.isEmpty());
    QVERIFY(!QFile::exists(m_locations.data));
}

QTEST_GUILESS_MAIN(FormatCommandsTest)
#include "tst_formatcommands.moc"
