// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class CommandLineTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void parse_nothing_opensWindow();
    void parse_address_isMadeAbsolute_data();
    void parse_address_isMadeAbsolute();
    void parse_options_areTaken();
    void parse_relativeCollection_isMadeAbsolute();
    void parse_help_listsEveryOption();
    void parse_extract_isTakenAsTyped();
    void parse_nonsense_isRefusedWithSentence_data();
    void parse_nonsense_isRefusedWithSentence();
};

void CommandLineTest::parse_nothing_opensWindow()
{
    const Result<CommandLine> line = CommandLine::parse({u"lectern"_s});
    QVERIFY(line.has_value());
    QCOMPARE(line->mode, CommandLine::Mode::Window);
    QVERIFY(line->address.isEmpty());
    QVERIFY(line->libraryFolder.isEmpty());
}

void CommandLineTest::parse_address_isMadeAbsolute_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QUrl>("expected");
    QTest::newRow("https") << u"https://example.org/a?b=c#d"_s
                           << QUrl(u"https://example.org/a?b=c#d"_s);
    QTest::newRow("bare host") << u"example.org/post"_s << QUrl(u"http://example.org/post"_s);
    QTest::newRow("feed") << u"feed:https://example.org/rss"_s
                          << QUrl(u"feed:https://example.org/rss"_s);
    QTest::newRow("own scheme") << u"lectern://guide/keys"_s << QUrl(u"lectern://guide/keys"_s);
    QTest::newRow("file stays a file") << u"file:///etc/passwd"_s << QUrl(u"file:///etc/passwd"_s);
}

void CommandLineTest::parse_address_isMadeAbsolute()
{
    QFETCH(QString, given);
    QFETCH(QUrl, expected);
    const Result<CommandLine> line = CommandLine::parse({u"lectern"_s, given});
    QVERIFY(line.has_value());
    QCOMPARE(line->address, expected);
}

void CommandLineTest::parse_options_areTaken()
{
    const Result<CommandLine> line =
        CommandLine::parse({u"lectern"_s, u"--library"_s, u"/somewhere"_s, u"--screenshot"_s,
                            u"picture.png"_s, u"https://example.org/"_s});
    QVERIFY(line.has_value());
    QCOMPARE(line->libraryFolder, u"/somewhere"_s);
    QCOMPARE(line->screenshotFile, u"picture.png"_s);
    QCOMPARE(line->address, QUrl(u"https://example.org/"_s));
    QCOMPARE(CommandLine::parse({u"lectern"_s, u"--version"_s})->mode, CommandLine::Mode::Version);
}

void CommandLineTest::parse_relativeCollection_isMadeAbsolute()
{
    const Result<CommandLine> line =
        CommandLine::parse({u"lectern"_s, u"--collection"_s, u"mine.json"_s});
    QVERIFY(line.has_value());
    QCOMPARE(line->collectionFile, QDir::current().absoluteFilePath(u"mine.json"_s));
}

void CommandLineTest::parse_help_listsEveryOption()
{
    const Result<CommandLine> line = CommandLine::parse({u"lectern"_s, u"--help"_s});
    QVERIFY(line.has_value());
    QCOMPARE(line->mode, CommandLine::Mode::Help);
    for (const QString &option : {u"--library"_s, u"--collection"_s, u"--screenshot"_s,
                                  u"--version"_s, u"--help"_s, u"URL"_s})
        QVERIFY2(line->text.contains(option), qPrintable(option));
}

void CommandLineTest::parse_extract_isTakenAsTyped()
{
    const Result<CommandLine> line = CommandLine::parse(
        {u"lectern"_s, u"--extract"_s, u"page.html"_s, u"--base"_s, u"https://a.example/b"_s});
    QVERIFY(line.has_value());
    QCOMPARE(line->mode, CommandLine::Mode::Extract);
    QCOMPARE(line->pageFile, u"page.html"_s);
    QCOMPARE(line->pageAddress, QUrl(u"https://a.example/b"_s));
}

void CommandLineTest::parse_nonsense_isRefusedWithSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--frobnicate"_s};
    QTest::newRow("missing value") << QStringList{u"--library"_s};
    QTest::newRow("empty value") << QStringList{u"--library"_s, u""_s};
    QTest::newRow("two addresses") << QStringList{u"https://a.example/"_s, u"https://b.example/"_s};
    QTest::newRow("empty address") << QStringList{u""_s};
    const QString page = u"page.html"_s;
    const QString base = u"https://a.example/"_s;
    QTest::newRow("page without its address") << QStringList{u"--extract"_s, page};
    QTest::newRow("address without a page") << QStringList{u"--base"_s, base};
    QTest::newRow("page from nowhere")
        << QStringList{u"--extract"_s, page, u"--base"_s, u"nowhere"_s};
    QTest::newRow("page from a file")
        << QStringList{u"--extract"_s, page, u"--base"_s, u"file:///tmp/x"_s};
    QTest::newRow("page and a window")
        << QStringList{u"--extract"_s, page, u"--base"_s, base, base};
}

void CommandLineTest::parse_nonsense_isRefusedWithSentence()
{
    QFETCH(QStringList, arguments);
    const Result<CommandLine> line = CommandLine::parse(QStringList{u"lectern"_s} + arguments);
    QVERIFY(!line.has_value());
    QVERIFY(!line.error().detail.isEmpty());
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
