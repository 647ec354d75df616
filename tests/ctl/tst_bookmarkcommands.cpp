// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printed.h"
#include "support/templibrary.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class BookmarkCommandsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void bookmark_newPage_isKeptWhole();
    void bookmark_knownArticle_takesItsWords();
    void bookmark_noLibrary_makesOne();
    void bookmark_again_keepsWordsAndGainsTags();
    void bookmark_address_isReadLikeAPersonTypesIt_data();
    void bookmark_address_isReadLikeAPersonTypesIt();
    void bookmark_noAddress_isMalformed_data();
    void bookmark_noAddress_isMalformed();
    void unbookmark_kept_isReturnedAndGone();
    void unbookmark_notKept_isDoneAndSaid();
    void bookmarks_several_areNewestFirst();
    void bookmarks_asText_areOneRowALine();
    void bookmark_folderThatCannotBe_isCannotCreate();
};

void BookmarkCommandsTest::bookmark_newPage_isKeptWhole()
{
    TempLibrary library;
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-1);
    const QJsonObject answer = jsonOn(library.locations(),
                                      {u"bookmark"_s, u"https://example.org/a?utm_source=x"_s,
                                       u"--title"_s, u"A “title”"_s, u"--note"_s, u"Two\nlines"_s,
                                       u"--tag"_s, u"one"_s, u"--tag"_s, u"two"_s});
    QCOMPARE(answer.value(u"added"_s), QJsonValue(true));
    const QJsonObject bookmark = answer.value(u"bookmark"_s).toObject();
    QCOMPARE(bookmark.size(), 7);
    QCOMPARE(bookmark.value(u"url"_s), QJsonValue(u"https://example.org/a?utm_source=x"_s));
    QCOMPARE(bookmark.value(u"title"_s), QJsonValue(u"A “title”"_s));
    QCOMPARE(bookmark.value(u"note"_s), QJsonValue(u"Two\nlines"_s));
    QCOMPARE(bookmark.value(u"summary"_s), QJsonValue(QString()));
    QCOMPARE(bookmark.value(u"tags"_s), QJsonValue(QJsonArray{u"one"_s, u"two"_s}));
    const QString added = bookmark.value(u"added"_s).toString();
    QVERIFY(added.endsWith(u'Z'));
    QVERIFY(QDateTime::fromString(added, Qt::ISODate) >= before);
    QVERIFY(library.isKept(QUrl(u"https://example.org/a"_s)));
    QCOMPARE(QJsonValue(library.postAt(QUrl(u"https://example.org/a"_s)).id.value()),
             bookmark.value(u"id"_s));
}

void BookmarkCommandsTest::bookmark_knownArticle_takesItsWords()
{
    TempLibrary library;
    library.store(u"feed"_s, {incomingPost(u"a"_s, u"Its own title"_s)});
    const QJsonObject answer =
        jsonOn(library.locations(), {u"bookmark"_s, postUrl(u"a"_s).toString()});
    QCOMPARE(answer.value(u"bookmark"_s).toObject().value(u"title"_s),
             QJsonValue(u"Its own title"_s));
}

void BookmarkCommandsTest::bookmark_noLibrary_makesOne()
{
    const QTemporaryDir folder;
    const Locations locations = Locations::under(folder.filePath(u"new/library"_s));
    const Output output = runOn(locations, {u"bookmark"_s, u"https://example.org/"_s});
    QCOMPARE(output.code, ExitCode::Done);
    QVERIFY(output.err.isEmpty());
    QCOMPARE(eachItem(jsonOn(locations, {u"bookmarks"_s}), u"url"_s),
             QStringList{u"https://example.org/"_s});
    QCOMPARE(eachItem(jsonOn(locations, {u"list"_s}), u"url"_s), QStringList());
}

void BookmarkCommandsTest::bookmark_again_keepsWordsAndGainsTags()
{
    TempLibrary library;
    const QString url = u"https://example.org/"_s;
    jsonOn(library.locations(),
           {u"bookmark"_s, url, u"--title"_s, u"First"_s, u"--tag"_s, u"one"_s});
    jsonOn(library.locations(), {u"bookmark"_s, url, u"--note"_s, u"Mine"_s});
    const Output output =
        runOn(library.locations(),
              {u"bookmark"_s, url, u"--title"_s, u"Second"_s, u"--note"_s, u"Other"_s, u"--tag"_s,
               u"two"_s, u"--tag"_s, u"one"_s, u"--json"_s});
    QCOMPARE(output.code, ExitCode::Done);
    QVERIFY(output.err.contains("already"));
    QCOMPARE(objectIn(output.out).value(u"added"_s), QJsonValue(false));
    const QList<Bookmark> kept = TempLibrary::valueOf(library.library().bookmarks());
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.at(0).title, u"First"_s);
    QCOMPARE(kept.at(0).note, u"Mine"_s);
    QCOMPARE(kept.at(0).tags, (QStringList{u"one"_s, u"two"_s}));
    QCOMPARE(objectIn(output.out).value(u"bookmark"_s).toObject().value(u"tags"_s),
             QJsonValue(QJsonArray{u"one"_s, u"two"_s}));
}

void BookmarkCommandsTest::bookmark_address_isReadLikeAPersonTypesIt_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::newRow("whole") << u"https://example.org/a"_s << u"https://example.org/a"_s;
    QTest::newRow("no scheme") << u"example.org/a"_s << u"http://example.org/a"_s;
    QTest::newRow("with blanks") << u" https://example.org/a b "_s
                                 << u"https://example.org/a%20b"_s;
    QTest::newRow("of the guide") << u"lectern://guide/keys"_s << u"lectern://guide/keys"_s;
    QTest::newRow("international")
        << u"https://bücher.example/ü"_s << u"https://xn--bcher-kva.example/%C3%BC"_s;
}

void BookmarkCommandsTest::bookmark_address_isReadLikeAPersonTypesIt()
{
    QFETCH(QString, typed);
    QFETCH(QString, url);
    TempLibrary library;
    jsonOn(library.locations(), {u"bookmark"_s, typed});
    QCOMPARE(eachItem(jsonOn(library.locations(), {u"bookmarks"_s}), u"url"_s), QStringList{url});
    QVERIFY(!jsonOn(library.locations(), {u"unbookmark"_s, typed}).value(u"bookmark"_s).isNull());
}

void BookmarkCommandsTest::bookmark_noAddress_isMalformed_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("empty") << QString();
    QTest::newRow("a word") << u"example"_s;
    QTest::newRow("a path") << u"/etc/passwd"_s;
    QTest::newRow("a file beside") << u"./a.html"_s;
    QTest::newRow("no host") << u"https:///a"_s;
    QTest::newRow("bad port") << u"https://example.org:port/"_s;
    QTest::newRow("script") << u"javascript:alert(1)"_s;
}

void BookmarkCommandsTest::bookmark_noAddress_isMalformed()
{
    QFETCH(QString, typed);
    const QTemporaryDir folder;
    const Locations locations = Locations::under(folder.filePath(u"none"_s));
    for (const QString &command : {u"bookmark"_s, u"unbookmark"_s}) {
        const Output output = runOn(locations, {command, typed});
        QCOMPARE(output.code, ExitCode::Malformed);
        QVERIFY(output.out.isEmpty());
        QVERIFY2(output.err.contains("not the address"), output.err.constData());
    }
    QVERIFY(!QFile::exists(locations.data));
}

void BookmarkCommandsTest::unbookmark_kept_isReturnedAndGone()
{
    TempLibrary library;
    const QUrl url(u"https://example.org/a"_s);
    library.keep(url);
    const QJsonObject answer =
        jsonOn(library.locations(), {u"unbookmark"_s, u"https://EXAMPLE.org/a#part"_s});
    QCOMPARE(answer.value(u"bookmark"_s).toObject().value(u"url"_s), QJsonValue(url.toString()));
    QVERIFY(!library.isKept(url));
}

void BookmarkCommandsTest::unbookmark_notKept_isDoneAndSaid()
{
    TempLibrary library;
    const Output output =
        runOn(library.locations(), {u"unbookmark"_s, u"https://example.org/a"_s, u"--json"_s});
    QCOMPARE(output.code, ExitCode::Done);
    QVERIFY(objectIn(output.out).value(u"bookmark"_s).isNull());
    QVERIFY(output.err.contains("no bookmark"));
}

void BookmarkCommandsTest::bookmarks_several_areNewestFirst()
{
    TempLibrary library;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        library.keep(postUrl(name));
    QStringList expected;
    for (const QString &name : {u"c"_s, u"b"_s, u"a"_s})
        expected.append(postUrl(name).toString());
    QCOMPARE(eachItem(jsonOn(library.locations(), {u"bookmarks"_s}), u"url"_s), expected);
}

void BookmarkCommandsTest::bookmarks_asText_areOneRowALine()
{
    TempLibrary library;
    const QString day = QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate);
    const Output added = runOn(library.locations(),
                               {u"bookmark"_s, u"https://example.org/"_s, u"--title"_s, u"T"_s,
                                u"--tag"_s, u"x"_s, u"--tag"_s, u"y"_s, u"--note"_s, u"a\nb"_s});
    const QByteArray row = day.toUtf8() + "\tT\tx, y\thttps://example.org/\ta b\n";
    // Midnight may have passed.
    const QByteArray withoutDay = row.sliced(day.size());
    QVERIFY2(added.out.endsWith(withoutDay), added.out.constData());
    QCOMPARE(runOn(library.locations(), {u"bookmarks"_s}).out, added.out);
    QCOMPARE(runOn(library.locations(), {u"unbookmark"_s, u"https://example.org/"_s}).out,
             added.out);
    QCOMPARE(runOn(library.locations(), {u"bookmarks"_s}).out, QByteArray());
}

void BookmarkCommandsTest::bookmark_folderThatCannotBe_isCannotCreate()
{
    const Output output = runOn(Locations::under(u"/proc/no/such/place"_s),
                                {u"bookmark"_s, u"https://example.org/"_s});
    QVERIFY(output.out.isEmpty());
    QVERIFY2(output.err.contains("/proc/no/such/place"), output.err.constData());
    QCOMPARE(output.code, ExitCode::CannotCreate);
}

QTEST_GUILESS_MAIN(BookmarkCommandsTest)
#include "tst_bookmarkcommands.moc"
