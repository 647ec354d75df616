// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/templibrary.h"
#include "ui/bookmarking.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class BookmarkingTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void toggle_notKept_keepsIt();
    void toggle_knownPost_takesItsTitleFromTheLibrary();
    void toggle_kept_removesIt();
    void toggle_otherFormOfTheAddress_isTheSameBookmark();
    void undoRemoval_bringsBackTheWholeBookmark();
    void undoRemoval_nothingRemoved_doesNothing();
    void undoRemoval_twice_restoresOnce();
    void edit_keptPage_isTold();
    void edit_goneBookmark_fails();
    void setPage_keptPage_isKnownToBe();
    void setPage_changedInBetween_ignoresTheOldAnswer();
    void page_keptElsewhere_follows();
    void anyAct_libraryFailed_tellsAndChangesNothing_data();
    void anyAct_libraryFailed_tellsAndChangesNothing();

private:
    [[nodiscard]] Bookmark stored(const QUrl &url);

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<Bookmarking> m_bookmarking;
    std::unique_ptr<QSignalSpy> m_added;
    std::unique_ptr<QSignalSpy> m_removed;
    std::unique_ptr<QSignalSpy> m_restored;
    std::unique_ptr<QSignalSpy> m_failed;
    QUrl m_url = postUrl(u"a"_s);
};

void BookmarkingTest::initTestCase()
{
    qRegisterMetaType<Bookmark>();
    qRegisterMetaType<Error>();
    qRegisterMetaType<LibraryChange>();
}

void BookmarkingTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_kept = std::make_unique<TempLibrary>();
    m_bookmarking = std::make_unique<Bookmarking>(m_kept->library());
    m_added = std::make_unique<QSignalSpy>(m_bookmarking.get(), &Bookmarking::added);
    m_removed = std::make_unique<QSignalSpy>(m_bookmarking.get(), &Bookmarking::removed);
    m_restored = std::make_unique<QSignalSpy>(m_bookmarking.get(), &Bookmarking::restored);
    m_failed = std::make_unique<QSignalSpy>(m_bookmarking.get(), &Bookmarking::failed);
}

void BookmarkingTest::cleanup()
{
    m_bookmarking.reset();
    m_kept.reset();
}

Bookmark BookmarkingTest::stored(const QUrl &url)
{
    return TempLibrary::valueOf(m_kept->library().bookmarkAt(url)).value_or(Bookmark());
}

void BookmarkingTest::toggle_notKept_keepsIt()
{
    m_bookmarking->toggle({m_url, u"A title"_s, u"A summary"_s, {}, {}});

    QTRY_COMPARE(m_added->size(), 1);
    const auto told = m_added->constFirst().constFirst().value<Bookmark>();
    QCOMPARE(told, stored(m_url));
    QCOMPARE(told.title, u"A title"_s);
    QCOMPARE(told.summary, u"A summary"_s);
    QCOMPARE(m_failed->size(), 0);
}

void BookmarkingTest::toggle_knownPost_takesItsTitleFromTheLibrary()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"As listed"_s)});
    m_bookmarking->toggle({m_url, {}, {}, {}, {}});
    QTRY_COMPARE(m_added->size(), 1);
    QCOMPARE(stored(m_url).title, u"As listed"_s);
}

void BookmarkingTest::toggle_kept_removesIt()
{
    const Bookmark bookmark = m_kept->keep(m_url);

    m_bookmarking->toggle({m_url, {}, {}, {}, {}});

    QTRY_COMPARE(m_removed->size(), 1);
    QCOMPARE(m_removed->constFirst().constFirst().value<Bookmark>(), bookmark);
    QVERIFY(!m_kept->isKept(m_url));
    QVERIFY(m_bookmarking->canUndoRemoval());
}

void BookmarkingTest::toggle_otherFormOfTheAddress_isTheSameBookmark()
{
    m_kept->keep(m_url);
    m_bookmarking->toggle({QUrl(u"https://POSTS.example/a?utm_source=mail#top"_s), {}, {}, {}, {}});
    QTRY_COMPARE(m_removed->size(), 1);
    QCOMPARE(m_added->size(), 0);
}

void BookmarkingTest::undoRemoval_bringsBackTheWholeBookmark()
{
    Bookmark bookmark = m_kept->keep(m_url);
    bookmark.note = u"Why"_s;
    bookmark.tags = {u"one"_s, u"two"_s};
    TempLibrary::valueOf(m_kept->library().editBookmark(bookmark));
    m_bookmarking->toggle({m_url, {}, {}, {}, {}});
    QTRY_COMPARE(m_removed->size(), 1);

    m_bookmarking->undoRemoval();

    QTRY_COMPARE(m_restored->size(), 1);
    QVERIFY(!m_bookmarking->canUndoRemoval());
    Bookmark restored = stored(m_url);
    QCOMPARE(m_restored->constFirst().constFirst().value<Bookmark>(), restored);
    restored.id = bookmark.id; // may be new
    QCOMPARE(restored, bookmark);
}

void BookmarkingTest::undoRemoval_nothingRemoved_doesNothing()
{
    m_kept->keep(m_url);
    QVERIFY(!m_bookmarking->canUndoRemoval());
    m_bookmarking->undoRemoval();

    // Acts are done in order: after this one the other would have been told.
    m_bookmarking->toggle({m_url, {}, {}, {}, {}});
    QTRY_COMPARE(m_removed->size(), 1);
    QCOMPARE(m_restored->size() + m_failed->size(), 0);
}

void BookmarkingTest::undoRemoval_twice_restoresOnce()
{
    m_kept->keep(m_url);
    m_bookmarking->toggle({m_url, {}, {}, {}, {}});
    QTRY_COMPARE(m_removed->size(), 1);

    m_bookmarking->undoRemoval();
    m_bookmarking->undoRemoval();

    QTRY_COMPARE(m_restored->size(), 1);
    m_bookmarking->toggle({m_url, {}, {}, {}, {}});
    QTRY_COMPARE(m_removed->size(), 2);
    QCOMPARE(m_restored->size(), 1);
    QCOMPARE(m_failed->size(), 0);
}

void BookmarkingTest::edit_keptPage_isTold()
{
    Bookmark bookmark = m_kept->keep(m_url);
    m_bookmarking->setPage(m_url);
    QTRY_VERIFY(m_bookmarking->isPageKept());

    bookmark.note = u"Why"_s;
    m_bookmarking->edit(bookmark);

    QTRY_COMPARE(m_bookmarking->pageBookmark()->note, u"Why"_s);
    QCOMPARE(stored(m_url).note, u"Why"_s);
}

void BookmarkingTest::edit_goneBookmark_fails()
{
    Bookmark bookmark = m_kept->keep(m_url);
    m_kept->unkeep(m_url);
    bookmark.note = u"Too late"_s;

    m_bookmarking->edit(bookmark);

    QTRY_COMPARE(m_failed->size(), 1);
    QCOMPARE(m_failed->constFirst().constFirst().value<Error>().code, ErrorCode::NotFound);
}

void BookmarkingTest::setPage_keptPage_isKnownToBe()
{
    const Bookmark bookmark = m_kept->keep(m_url);
    QSignalSpy pageChanged(m_bookmarking.get(), &Bookmarking::pageChanged);

    m_bookmarking->setPage(m_url);
    QVERIFY(!m_bookmarking->isPageKept()); // not before the library has said so
    QTRY_VERIFY(m_bookmarking->isPageKept());
    QCOMPARE(m_bookmarking->pageBookmark(), bookmark);
    QCOMPARE(pageChanged.size(), 2);

    m_bookmarking->setPage(m_url);
    QVERIFY(m_bookmarking->isPageKept());
    QCOMPARE(pageChanged.size(), 2);

    m_bookmarking->setPage({});
    QVERIFY(!m_bookmarking->isPageKept());
}

void BookmarkingTest::setPage_changedInBetween_ignoresTheOldAnswer()
{
    m_kept->keep(m_url);
    QSignalSpy pageChanged(m_bookmarking.get(), &Bookmarking::pageChanged);
    m_bookmarking->setPage(m_url);
    m_bookmarking->setPage(postUrl(u"b"_s));

    m_bookmarking->toggle({postUrl(u"c"_s), {}, {}, {}, {}});
    QTRY_COMPARE(m_added->size(), 1);
    QVERIFY(!m_bookmarking->isPageKept());
    QCOMPARE(pageChanged.size(), 2);
}

void BookmarkingTest::page_keptElsewhere_follows()
{
    m_bookmarking->setPage(m_url);
    m_kept->keep(m_url);
    QTRY_VERIFY(m_bookmarking->isPageKept());
    m_kept->unkeep(m_url);
    QTRY_VERIFY(!m_bookmarking->isPageKept());
    QVERIFY(!m_bookmarking->canUndoRemoval()); // this one was not removed here
}

void BookmarkingTest::anyAct_libraryFailed_tellsAndChangesNothing_data()
{
    QTest::addColumn<bool>("isEdit");
    QTest::newRow("toggle") << false;
    QTest::newRow("edit") << true;
}

void BookmarkingTest::anyAct_libraryFailed_tellsAndChangesNothing()
{
    QFETCH(const bool, isEdit);
    TempLibrary broken(TempLibrary::State::Failed);
    Bookmarking bookmarking(broken.library());
    QSignalSpy added(&bookmarking, &Bookmarking::added);
    QSignalSpy failed(&bookmarking, &Bookmarking::failed);
    bookmarking.setPage(m_url);

    if (isEdit)
        bookmarking.edit(Bookmark{BookmarkId(1), ArticleId(1), m_url, {}, {}, {}, {}, {}});
    else
        bookmarking.toggle({m_url, {}, {}, {}, {}});

    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.constFirst().constFirst().value<Error>().kind, ErrorKind::Data);
    QCOMPARE(added.size(), 0);
    QVERIFY(!bookmarking.isPageKept());
}

QTEST_GUILESS_MAIN(BookmarkingTest)
#include "tst_bookmarking.moc"
