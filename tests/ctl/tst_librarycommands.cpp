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

/// Two articles of one source, one of them with content, read and bookmarked; one page besides.
void fill(TempLibrary &library)
{
    IncomingArticle article = incomingPost(u"a"_s, u"a"_s);
    article.contentHtml = u"<p>Content</p>"_s;
    article.contentText = u"Content"_s;
    article.tags = {u"Rust"_s, u"C++"_s};
    library.store(u"feed"_s, {article, incomingPost(u"b"_s, u"b"_s)});
    library.setRead(postUrl(u"a"_s));
    library.keep(postUrl(u"a"_s));
    BookmarkRequest request;
    request.url = QUrl(u"https://kept.example/"_s);
    request.tags = {u"Rust"_s, u"\u001B[2Jmine"_s};
    TempLibrary::valueOf(library.library().addBookmark(request));
}

} // namespace

class LibraryCommandsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void stats_ofLibrary_countEverything();
    void stats_noLibrary_areZeroAndMakeNone();
    void stats_asText_areOneALine();
    void tags_ofLibrary_areCounted();
    void tags_asText_areOneALine();
    void searches_saved_areListed();
};

void LibraryCommandsTest::stats_ofLibrary_countEverything()
{
    TempLibrary library;
    fill(library);
    QJsonObject stats = jsonOn(library.locations(), {u"stats"_s});
    QVERIFY(stats.take(u"library_bytes"_s).toInteger() > 0);
    QVERIFY(stats.take(u"log_bytes"_s).toInteger() >= 0);
    const QJsonObject expected{{u"sources"_s, 1},     {u"articles"_s, 3},
                               {u"unread"_s, 1},      {u"articles_with_content"_s, 1},
                               {u"bookmarks"_s, 2},   {u"tags"_s, 3},
                               {u"backup_bytes"_s, 0}};
    QCOMPARE(stats, expected);
}

void LibraryCommandsTest::stats_noLibrary_areZeroAndMakeNone()
{
    const QTemporaryDir folder;
    const Locations locations = Locations::under(folder.filePath(u"none"_s));
    const QJsonObject stats = jsonOn(locations, {u"stats"_s});
    QCOMPARE(stats.size(), 9);
    for (const QJsonValue &value : stats)
        QCOMPARE(value, QJsonValue(0));
    QVERIFY(!QDir(locations.data).exists());
}

void LibraryCommandsTest::stats_asText_areOneALine()
{
    TempLibrary library;
    fill(library);
    const Output output = runOn(library.locations(), {u"stats"_s});
    QVERIFY(output.out.startsWith("Sources\t1\nArticles\t3\n"));
    QCOMPARE(output.out.count('\n'), 9);
    QVERIFY(output.err.isEmpty());
}

void LibraryCommandsTest::tags_ofLibrary_areCounted()
{
    TempLibrary library;
    fill(library);
    const QJsonObject tags = jsonOn(library.locations(), {u"tags"_s});
    QStringList names = eachItem(tags, u"name"_s);
    QVERIFY(names.contains(u"C++"_s));
    const qsizetype rust = names.indexOf(u"Rust"_s);
    QCOMPARE(tags.value(u"items"_s).toArray().at(rust).toObject(),
             (QJsonObject{{u"name"_s, u"Rust"_s}, {u"bookmarks"_s, 1}, {u"articles"_s, 1}}));
    QCOMPARE(names.size(), 3);
}

void LibraryCommandsTest::tags_asText_areOneALine()
{
    TempLibrary library;
    fill(library);
    const Output output = runOn(library.locations(), {u"tags"_s});
    QVERIFY2(output.out.contains("C++\t0\t1\n"), output.out.constData());
    QVERIFY2(output.out.contains("Rust\t1\t1\n"), output.out.constData());
    QVERIFY(!output.out.contains('\x1B'));
    QCOMPARE(output.out.count('\n'), 3);
}

void LibraryCommandsTest::searches_saved_areListed()
{
    TempLibrary library;
    const SavedSearch saved =
        TempLibrary::valueOf(library.library().saveSearch(u"My\u001B list"_s, u"rust is:unread"_s));
    const QJsonObject expected{{u"id"_s, saved.id.value()},
                               {u"title"_s, u"My\u001B list"_s},
                               {u"query"_s, u"rust is:unread"_s}};
    QCOMPARE(jsonOn(library.locations(), {u"searches"_s}).value(u"items"_s),
             QJsonValue(QJsonArray{expected}));
    QCOMPARE(runOn(library.locations(), {u"searches"_s}).out,
             QByteArray("My� list\trust is:unread\n"));
}

QTEST_GUILESS_MAIN(LibraryCommandsTest)
#include "tst_librarycommands.moc"
