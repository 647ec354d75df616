// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/pagecursor.h"
#include "support/templibrary.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

QList<IncomingArticle> posts(int first, int last)
{
    QList<IncomingArticle> result;
    for (int i = first; i <= last; ++i)
        result.append(incomingPost(QString::number(i), QString::number(i)));
    return result;
}

/// Pages through a library, page by page, and keeps what each showed.
class Pages final
{
public:
    Pages(TempLibrary &library, const Scope &scope, int limit)
        : m_library(library), m_scope(scope), m_limit(limit)
    {
    }

    [[nodiscard]] bool areMore() const { return m_cursor.has_value(); }

    QStringList next()
    {
        const Result<Page> page =
            pageOf(m_library.library(), m_scope, PostSort::ListOrder, m_cursor, m_limit);
        if (!page) {
            QTest::qFail(qPrintable(describe(page.error())), __FILE__, __LINE__);
            return {};
        }
        // As a script would hand it on.
        m_cursor = page->next ? PageCursor::parse(page->next->toString()) : std::nullopt;
        QStringList titles;
        for (const Post &post :
             TempLibrary::valueOf(m_library.library().posts(page->articles, m_scope)))
            titles.append(post.title);
        return titles;
    }

private:
    TempLibrary &m_library;
    Scope m_scope;
    int m_limit;
    std::optional<PageCursor> m_cursor;
};

} // namespace

class PageCursorTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void text_ofCursor_readsAsTheSame();
    void parse_nonsense_isNoCursor_data();
    void parse_nonsense_isNoCursor();
    void pages_ofUnchangedList_areAllOfItOnce_data();
    void pages_ofUnchangedList_areAllOfItOnce();
    void page_afterArrivals_goesOnWhereItWas();
    void page_afterMoreArrivalsThanAPage_goesOnWhereItWas();
    void page_afterLastOnesAreRead_goesOnBehindThem();
    void page_afterAllNamedHaveGone_beginsAnew();
    void page_afterRestWasRemoved_isEmptyAndLast();
    void page_withHostileCursor_isSomePage();
};

void PageCursorTest::text_ofCursor_readsAsTheSame()
{
    PageCursor cursor;
    cursor.before = 50;
    cursor.last = {ArticleId(9'000'000'000), ArticleId(3)};
    QCOMPARE(cursor.toString(), u"50.9000000000.3"_s);
    QCOMPARE(PageCursor::parse(cursor.toString()), cursor);
}

void PageCursorTest::parse_nonsense_isNoCursor_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("words") << u"next"_s;
    QTest::newRow("no articles") << u"50"_s;
    QTest::newRow("empty article") << u"50."_s;
    QTest::newRow("negative") << u"-1.3"_s;
    QTest::newRow("negative article") << u"50.-3"_s;
    QTest::newRow("too large") << u"50.99999999999999999999"_s;
    QTest::newRow("too many") << u"50.1.2.3.4.5.6"_s;
    QTest::newRow("SQL") << u"50.1 OR 1=1"_s;
}

void PageCursorTest::parse_nonsense_isNoCursor()
{
    QFETCH(QString, text);
    QVERIFY(!PageCursor::parse(text));
}

void PageCursorTest::pages_ofUnchangedList_areAllOfItOnce_data()
{
    QTest::addColumn<int>("limit");
    for (const int limit : {1, 2, 6, 7, 10, 11, 12, 100})
        QTest::addRow("%d", limit) << limit;
}

void PageCursorTest::pages_ofUnchangedList_areAllOfItOnce()
{
    QFETCH(int, limit);
    TempLibrary library;
    library.store(u"one"_s, posts(1, 7));
    library.store(u"two"_s, posts(6, 11));
    Pages pages(library, {}, limit);
    QStringList all;
    do {
        const QStringList page = pages.next();
        QCOMPARE(page.size(), std::min<qsizetype>(limit, 11 - all.size()));
        all += page;
    } while (pages.areMore());
    QStringList expected;
    for (int i = 1; i <= 11; ++i)
        expected.append(QString::number(i));
    QCOMPARE(all, expected);
}

void PageCursorTest::page_afterArrivals_goesOnWhereItWas()
{
    TempLibrary library;
    const Scope scope{Scope::Kind::Source, library.store(u"feed"_s, posts(10, 20))};
    Pages pages(library, scope, 4);
    QCOMPARE(pages.next(), (QStringList{u"10"_s, u"11"_s, u"12"_s, u"13"_s}));
    library.store(u"feed"_s, posts(8, 20));
    QCOMPARE(pages.next(), (QStringList{u"14"_s, u"15"_s, u"16"_s, u"17"_s}));
    library.store(u"feed"_s, posts(12, 20));
    QCOMPARE(pages.next(), (QStringList{u"18"_s, u"19"_s, u"20"_s}));
    QVERIFY(!pages.areMore());
}

void PageCursorTest::page_afterMoreArrivalsThanAPage_goesOnWhereItWas()
{
    TempLibrary library;
    const Scope scope{Scope::Kind::Source, library.store(u"feed"_s, posts(100, 120))};
    Pages pages(library, scope, 2);
    QCOMPARE(pages.next(), (QStringList{u"100"_s, u"101"_s}));
    library.store(u"feed"_s, posts(1, 120));
    QCOMPARE(pages.next(), (QStringList{u"102"_s, u"103"_s}));
    // And so does it when the first page of the changed list happens to end right behind.
    library.store(u"feed"_s, posts(102, 120));
    QCOMPARE(pages.next(), (QStringList{u"104"_s, u"105"_s}));
}

void PageCursorTest::page_afterLastOnesAreRead_goesOnBehindThem()
{
    TempLibrary library;
    library.store(u"feed"_s, posts(1, 20));
    Pages pages(library, {Scope::Kind::Unread, {}}, 6);
    QCOMPARE(pages.next().constLast(), u"6"_s);
    for (const QString &name : {u"6"_s, u"5"_s, u"3"_s})
        library.setRead(postUrl(name));
    QCOMPARE(pages.next(), (QStringList{u"7"_s, u"8"_s, u"9"_s, u"10"_s, u"11"_s, u"12"_s}));
}

void PageCursorTest::page_afterAllNamedHaveGone_beginsAnew()
{
    TempLibrary library;
    library.store(u"feed"_s, posts(1, 20));
    Pages pages(library, {Scope::Kind::Unread, {}}, 6);
    QCOMPARE(pages.next().constLast(), u"6"_s);
    for (int i = 2; i <= 7; ++i)
        library.setRead(postUrl(QString::number(i)));
    QCOMPARE(pages.next(), (QStringList{u"1"_s, u"8"_s, u"9"_s, u"10"_s, u"11"_s, u"12"_s}));
}

void PageCursorTest::page_afterRestWasRemoved_isEmptyAndLast()
{
    TempLibrary library;
    const Scope scope{Scope::Kind::Source, library.store(u"feed"_s, posts(1, 20))};
    Pages pages(library, scope, 6);
    QCOMPARE(pages.next().size(), 6);
    library.store(u"feed"_s, posts(1, 6));
    QCOMPARE(pages.next(), QStringList());
    QVERIFY(!pages.areMore());
}

void PageCursorTest::page_withHostileCursor_isSomePage()
{
    TempLibrary library;
    library.store(u"feed"_s, posts(1, 20));
    const auto cursor = PageCursor::parse(u"2147483647.9223372036854775807"_s);
    QVERIFY(cursor);
    const Result<Page> page =
        pageOf(library.library(), {}, PostSort::Newest, cursor, std::numeric_limits<int>::max());
    QVERIFY(page);
    QCOMPARE(page->articles.size(), 20);
    QVERIFY(!page->next);
}

QTEST_GUILESS_MAIN(PageCursorTest)
#include "tst_pagecursor.moc"
