// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printed.h"
#include "support/templibrary.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

IncomingArticle fullArticle()
{
    IncomingArticle article = incomingPost(u"full"_s, u"A <full> “article”"_s, u"Section 1"_s);
    article.summary = u"Its summary"_s;
    article.author = u"Ada Łovelace"_s;
    article.updated = QDateTime(QDate(2026, 2, 1), QTime(0, 0), Qt::UTC);
    article.tags = {u"C++"_s, u"語"_s};
    article.published = QDateTime(QDate(2026, 1, 31), QTime(9, 5, 7), Qt::OffsetFromUTC, 3600);
    article.contentHtml = u"<p>Words of content</p>"_s;
    article.contentText = u"Words 🙂 of content"_s;
    article.wordCount = 3;
    return article;
}

} // namespace

class ArticleCommandsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void list_item_hasEveryField();
    void list_itemThatKnowsLittle_hasEveryFieldToo();
    void list_scopes_areTakenByName_data();
    void list_scopes_areTakenByName();
    void list_sorts_areTakenByName_data();
    void list_sorts_areTakenByName();
    void list_ofSource_showsThatOnly();
    void list_ofSavedSearch_showsWhatItFinds();
    void list_unknownSearch_isMalformed();
    void list_pageByPage_isAllOnce();
    void list_wrongValue_isUsageError_data();
    void list_wrongValue_isUsageError();
    void list_unknownSource_isMalformed();
    void list_emptySource_isEmpty();
    void list_noLibrary_isEmptyAndMakesNone_data();
    void list_noLibrary_isEmptyAndMakesNone();
    void list_notALibrary_isMalformed();
    void list_asText_isOneRowALine();
    void list_asText_onTerminal_isAligned();
    void list_hostileTitle_reachesNoTerminal();
    void search_item_hasSnippetAndMarks();
    void search_malformedQuery_isSaid();
    void search_severalOperands_areOneQuery();
    void search_limit_isKeptAndSaid();
};

void ArticleCommandsTest::list_item_hasEveryField()
{
    TempLibrary library;
    const SourceId source = library.store(u"feed"_s, {fullArticle()});
    library.setRead(postUrl(u"full"_s));
    library.keep(postUrl(u"full"_s));
    const QJsonObject list = jsonOn(library.locations(), {u"list"_s});
    const QJsonObject expected{
        {u"id"_s, library.postAt(postUrl(u"full"_s)).id.value()},
        {u"url"_s, u"https://posts.example/full"_s},
        {u"title"_s, u"A <full> “article”"_s},
        {u"summary"_s, u"Its summary"_s},
        {u"author"_s, u"Ada Łovelace"_s},
        {u"source"_s, QJsonObject{{u"id"_s, source.value()}, {u"title"_s, u"feed"_s}}},
        {u"section"_s, u"Section 1"_s},
        {u"note"_s, QString()},
        {u"tags"_s, QJsonArray{u"C++"_s, u"語"_s}},
        {u"published"_s, u"2026-01-31T08:05:07Z"_s},
        {u"updated"_s, u"2026-02-01T00:00:00Z"_s},
        {u"word_count"_s, 3},
        {u"read"_s, true},
        {u"bookmarked"_s, true}};
    QCOMPARE(list, (QJsonObject{{u"items"_s, QJsonArray{expected}}, {u"next"_s, QJsonValue()}}));
}

void ArticleCommandsTest::list_itemThatKnowsLittle_hasEveryFieldToo()
{
    TempLibrary library;
    library.keep(QUrl(u"https://kept.example/ä"_s));
    const QJsonObject list = jsonOn(library.locations(), {u"list"_s, u"--scope"_s, u"bookmarks"_s});
    const QJsonObject item = list.value(u"items"_s).toArray().at(0).toObject();
    QCOMPARE(item.size(), 14);
    QVERIFY(item.value(u"source"_s).isNull());
    QVERIFY(item.value(u"published"_s).isNull());
    QVERIFY(item.value(u"updated"_s).isNull());
    QCOMPARE(item.value(u"author"_s), QJsonValue(QString()));
    QVERIFY(item.value(u"word_count"_s).isNull());
    QCOMPARE(item.value(u"title"_s), QJsonValue(QString()));
    QCOMPARE(item.value(u"url"_s), QJsonValue(u"https://kept.example/%C3%A4"_s));
}

void ArticleCommandsTest::list_scopes_areTakenByName_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("none") << QStringList{} << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("all") << QStringList{u"--scope"_s, u"all"_s}
                         << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("unread") << QStringList{u"--scope"_s, u"unread"_s}
                            << QStringList{u"a"_s, u"c"_s};
    QTest::newRow("bookmarks") << QStringList{u"--scope=bookmarks"_s}
                               << QStringList{u"c"_s, u"a"_s};
}

void ArticleCommandsTest::list_scopes_areTakenByName()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, titles);
    TempLibrary library;
    library.store(
        u"feed"_s,
        {incomingPost(u"a"_s, u"a"_s), incomingPost(u"b"_s, u"b"_s), incomingPost(u"c"_s, u"c"_s)});
    library.setRead(postUrl(u"b"_s));
    library.keep(postUrl(u"a"_s));
    library.keep(postUrl(u"c"_s));
    QCOMPARE(eachItem(jsonOn(library.locations(), QStringList{u"list"_s} + arguments), u"title"_s),
             titles);
}

void ArticleCommandsTest::list_sorts_areTakenByName_data()
{
    QTest::addColumn<QString>("sort");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("list") << u"list"_s << QStringList{u"c"_s, u"a"_s, u"b"_s};
    QTest::newRow("newest") << u"newest"_s << QStringList{u"b"_s, u"c"_s, u"a"_s};
    QTest::newRow("oldest") << u"oldest"_s << QStringList{u"a"_s, u"c"_s, u"b"_s};
    QTest::newRow("title") << u"title"_s << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("reading") << u"reading"_s << QStringList{u"b"_s, u"a"_s, u"c"_s};
}

void ArticleCommandsTest::list_sorts_areTakenByName()
{
    QFETCH(QString, sort);
    QFETCH(QStringList, titles);
    QList<IncomingArticle> articles{incomingPost(u"c"_s, u"c"_s), incomingPost(u"a"_s, u"a"_s),
                                    incomingPost(u"b"_s, u"b"_s)};
    articles[0].published = QDateTime(QDate(2026, 2, 1), QTime(0, 0), Qt::UTC);
    articles[1].published = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    articles[2].published = QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC);
    articles[1].wordCount = 200;
    articles[2].wordCount = 100;
    TempLibrary library;
    library.store(u"feed"_s, articles);
    QCOMPARE(eachItem(jsonOn(library.locations(), {u"list"_s, u"--sort"_s, sort}), u"title"_s),
             titles);
}

void ArticleCommandsTest::list_ofSource_showsThatOnly()
{
    TempLibrary library;
    library.store(u"one"_s, {incomingPost(u"a"_s, u"a"_s)});
    const SourceId two = library.store(u"two"_s, {incomingPost(u"b"_s, u"b"_s)});
    const QStringList arguments{u"list"_s, u"--source"_s, QString::number(two.value())};
    QCOMPARE(eachItem(jsonOn(library.locations(), arguments), u"title"_s), QStringList{u"b"_s});
}

void ArticleCommandsTest::list_ofSavedSearch_showsWhatItFinds()
{
    TempLibrary library;
    library.store(u"feed"_s,
                  {incomingPost(u"a"_s, u"Rust one"_s), incomingPost(u"b"_s, u"Go"_s),
                   incomingPost(u"c"_s, u"Rust two"_s)});
    TempLibrary::valueOf(library.library().saveSearch(u"My list"_s, u"rust"_s));
    const QStringList arguments{u"list"_s, u"--search"_s, u"My list"_s};
    QStringList found = eachItem(jsonOn(library.locations(), arguments), u"title"_s);
    found.sort();
    QCOMPARE(found, (QStringList{u"Rust one"_s, u"Rust two"_s}));

    const QJsonObject page =
        jsonOn(library.locations(), QStringList(arguments) << u"--limit"_s << u"1"_s);
    const QJsonObject rest =
        jsonOn(library.locations(),
               QStringList(arguments) << u"--after"_s << page.value(u"next"_s).toString());
    QStringList paged = eachItem(page, u"title"_s) + eachItem(rest, u"title"_s);
    paged.sort();
    QCOMPARE(paged, found);
    QVERIFY(rest.value(u"next"_s).isNull());
}

void ArticleCommandsTest::list_unknownSearch_isMalformed()
{
    TempLibrary library;
    const QStringList arguments{u"list"_s, u"--search"_s, u"None"_s};
    const Output output = runOn(library.locations(), arguments);
    QCOMPARE(output.code, ExitCode::Malformed);
    QVERIFY(output.err.contains("“None”"));
    const QTemporaryDir folder;
    QCOMPARE(runOn(Locations::under(folder.filePath(u"none"_s)), arguments).code,
             ExitCode::Malformed);
}

void ArticleCommandsTest::list_pageByPage_isAllOnce()
{
    QList<IncomingArticle> articles;
    for (int i = 0; i < 120; ++i)
        articles.append(incomingPost(QString::number(i), QString::number(i)));
    TempLibrary library;
    library.store(u"feed"_s, articles);
    QStringList sizes;
    QStringList titles;
    QStringList arguments{u"list"_s};
    while (true) {
        const QJsonObject page = jsonOn(library.locations(), arguments);
        titles += eachItem(page, u"title"_s);
        sizes += QString::number(page.value(u"items"_s).toArray().size());
        if (page.value(u"next"_s).isNull())
            break;
        arguments = {u"list"_s, u"--after"_s, page.value(u"next"_s).toString()};
    }
    QCOMPARE(sizes, (QStringList{u"50"_s, u"50"_s, u"20"_s}));
    QCOMPARE(titles.size(), 120);
    QCOMPARE(titles.removeDuplicates(), 0);
}

void ArticleCommandsTest::list_wrongValue_isUsageError_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("scope") << QStringList{u"--scope"_s, u"unred"_s};
    QTest::newRow("sort") << QStringList{u"--sort"_s, u"random"_s};
    QTest::newRow("source") << QStringList{u"--source"_s, u"1 OR 1"_s};
    QTest::newRow("source zero") << QStringList{u"--source"_s, u"0"_s};
    QTest::newRow("source and scope") << QStringList{u"--source"_s, u"1"_s, u"--scope"_s, u"all"_s};
    QTest::newRow("search and scope") << QStringList{u"--search"_s, u"x"_s, u"--scope"_s, u"all"_s};
    QTest::newRow("limit zero") << QStringList{u"--limit"_s, u"0"_s};
    QTest::newRow("limit too high") << QStringList{u"--limit"_s, u"10001"_s};
    QTest::newRow("limit no number") << QStringList{u"--limit"_s, u"ten"_s};
    QTest::newRow("cursor") << QStringList{u"--after"_s, u"page 2"_s};
}

void ArticleCommandsTest::list_wrongValue_isUsageError()
{
    QFETCH(QStringList, arguments);
    TempLibrary library;
    const Output output = runOn(library.locations(), QStringList{u"list"_s} + arguments);
    QCOMPARE(output.code, ExitCode::Usage);
    QVERIFY(output.out.isEmpty());
    QVERIFY2(output.err.contains(arguments.constFirst().toUtf8()), output.err.constData());
}

void ArticleCommandsTest::list_unknownSource_isMalformed()
{
    TempLibrary library;
    const Output output = runOn(library.locations(), {u"list"_s, u"--source"_s, u"77"_s});
    QCOMPARE(output.code, ExitCode::Malformed);
    QVERIFY(output.out.isEmpty());
    QVERIFY(output.err.contains("no source 77"));
}

void ArticleCommandsTest::list_emptySource_isEmpty()
{
    TempLibrary library;
    const SourceId source = library.store(u"empty"_s, {});
    const QStringList arguments{u"list"_s, u"--source"_s, QString::number(source.value())};
    QCOMPARE(eachItem(jsonOn(library.locations(), arguments), u"title"_s), QStringList());
}

void ArticleCommandsTest::list_noLibrary_isEmptyAndMakesNone_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("list") << QStringList{u"list"_s};
    QTest::newRow("search") << QStringList{u"search"_s, u"word"_s};
    QTest::newRow("bookmarks") << QStringList{u"bookmarks"_s};
    QTest::newRow("searches") << QStringList{u"searches"_s};
    QTest::newRow("tags") << QStringList{u"tags"_s};
    QTest::newRow("unbookmark") << QStringList{u"unbookmark"_s, u"https://example.org/"_s};
}

void ArticleCommandsTest::list_noLibrary_isEmptyAndMakesNone()
{
    QFETCH(QStringList, arguments);
    const QTemporaryDir folder;
    const Locations locations = Locations::under(folder.filePath(u"none"_s));
    const Output output = runOn(locations, arguments << u"--json"_s);
    QCOMPARE(output.code, ExitCode::Done);
    QCOMPARE(eachItem(objectIn(output.out), u"title"_s), QStringList());
    QVERIFY(output.err.contains("no library"));
    QVERIFY(!QDir(locations.data).exists());
}

void ArticleCommandsTest::list_notALibrary_isMalformed()
{
    const TempLibrary library(TempLibrary::State::Failed);
    const Output output = runOn(library.locations(), {u"list"_s});
    QCOMPARE(output.code, ExitCode::Malformed);
    QVERIFY(output.out.isEmpty());
    QVERIFY(output.err.contains("lecternctl doctor"));
    QVERIFY(output.err.contains("lecternctl restore"));
}

void ArticleCommandsTest::list_asText_isOneRowALine()
{
    TempLibrary library;
    library.store(u"feed"_s, {fullArticle(), incomingPost(u"b"_s, u"Second"_s)});
    library.keep(postUrl(u"full"_s));
    library.setRead(postUrl(u"b"_s));
    const Output output = runOn(library.locations(), {u"list"_s});
    QCOMPARE(output.out,
             QByteArray("ub\t2026-01-31\tA <full> “article”\tfeed\thttps://posts.example/full\n"
                        "--\t-\tSecond\tfeed\thttps://posts.example/b\n"));
    QVERIFY(output.err.isEmpty());
    QVERIFY(
        runOn(library.locations(), {u"list"_s, u"--limit"_s, u"1"_s}).err.contains("--after 1."));
}

void ArticleCommandsTest::list_asText_onTerminal_isAligned()
{
    TempLibrary library;
    library.store(u"feed"_s, {incomingPost(u"a"_s, u"語"_s), incomingPost(u"b"_s, u"Second"_s)});
    Surroundings surroundings;
    surroundings.isTerminal = true;
    const Output output = run({u"list"_s, u"--library"_s, library.locations().data}, surroundings);
    QCOMPARE(output.out,
             QByteArray("u-  -  語      feed\n    https://posts.example/a\n"
                        "u-  -  Second  feed\n    https://posts.example/b\n"));
}

void ArticleCommandsTest::list_hostileTitle_reachesNoTerminal()
{
    IncomingArticle article =
        incomingPost(u"a"_s, u"\u001B]0;owned\u0007\u009B2J\u007F\u202Eeliters\nrow\tcell"_s);
    article.summary = article.title;
    article.contentText = u"findme "_s + article.title;
    article.section = article.title;
    article.tags = {article.title};
    TempLibrary library;
    library.store(u"\u001B[2J"_s, {article});
    for (const QString &command : {u"list"_s, u"search findme"_s, u"bookmark findme\u001B[2J"_s}) {
        for (const bool isJson : {false, true}) {
            for (const bool isTerminal : {false, true}) {
                Surroundings surroundings;
                surroundings.isTerminal = isTerminal;
                QStringList arguments = command.split(u' ');
                arguments << u"--library"_s << library.locations().data;
                if (isJson)
                    arguments << u"--json"_s;
                const Output output = run(arguments, surroundings);
                const QByteArray printed = output.out + output.err;
                QVERIFY(!printed.isEmpty());
                const QString text = QString::fromUtf8(printed);
                for (const QChar c : text) {
                    const bool isLayout = c == u'\n' || (c == u'\t' && !isTerminal);
                    QVERIFY2(isLayout || c.category() != QChar::Other_Control,
                             printed.toHex(' ').constData());
                }
                if (command == u"list"_s && !isTerminal)
                    QCOMPARE(printed.count('\n'), 1);
            }
        }
    }
}

void ArticleCommandsTest::search_item_hasSnippetAndMarks()
{
    TempLibrary library;
    library.store(u"feed"_s, {fullArticle()});
    const QJsonObject found = jsonOn(library.locations(), {u"search"_s, u"content"_s});
    QCOMPARE(found.value(u"total"_s), QJsonValue(1));
    QCOMPARE(found.value(u"total_is_least"_s), QJsonValue(false));
    QCOMPARE(found.value(u"plain_words"_s), QJsonValue(false));
    QVERIFY(found.value(u"elapsed_ms"_s).isDouble());
    const QJsonObject item = found.value(u"items"_s).toArray().at(0).toObject();
    QCOMPARE(item.size(), 16);
    QCOMPARE(item.value(u"snippet"_s), QJsonValue(u"Words 🙂 of content"_s));
    // In characters, of which the emoji is one.
    QCOMPARE(item.value(u"snippet_marks"_s),
             QJsonValue(QJsonArray{QJsonObject{{u"start"_s, 11}, {u"length"_s, 7}}}));
}

void ArticleCommandsTest::search_malformedQuery_isSaid()
{
    TempLibrary library;
    library.store(u"feed"_s, {fullArticle()});
    const Output output = runOn(library.locations(), {u"search"_s, u"(content"_s, u"--json"_s});
    QCOMPARE(output.code, ExitCode::Done);
    QCOMPARE(objectIn(output.out).value(u"plain_words"_s), QJsonValue(true));
    QCOMPARE(objectIn(output.out).value(u"total"_s), QJsonValue(1));
    QVERIFY(output.err.contains("plain words"));
}

void ArticleCommandsTest::search_severalOperands_areOneQuery()
{
    TempLibrary library;
    library.store(u"feed"_s, {fullArticle(), incomingPost(u"b"_s, u"Only content"_s)});
    const QStringList arguments{u"search"_s, u"content"_s, u"--"_s, u"-only"_s};
    QCOMPARE(eachItem(jsonOn(library.locations(), arguments), u"title"_s),
             QStringList{u"A <full> “article”"_s});
}

void ArticleCommandsTest::search_limit_isKeptAndSaid()
{
    TempLibrary library;
    library.store(u"feed"_s, {fullArticle(), incomingPost(u"b"_s, u"More content"_s)});
    const QStringList arguments{u"search"_s, u"content"_s, u"--limit"_s, u"1"_s};
    QCOMPARE(jsonOn(library.locations(), arguments).value(u"total"_s), QJsonValue(2));
    const Output output = runOn(library.locations(), arguments);
    QCOMPARE(output.out.count('\n'), 1);
    QVERIFY(output.err.contains("1 of 2"));
    QCOMPARE(runOn(library.locations(), {u"search"_s, u"a"_s, u"--limit"_s, u"x"_s}).code,
             ExitCode::Usage);
}

QTEST_GUILESS_MAIN(ArticleCommandsTest)
#include "tst_articlecommands.moc"
