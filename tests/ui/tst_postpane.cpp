// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postlistmodel.h"
#include "models/scopemodel.h"
#include "support/templibrary.h"
#include "support/warnings.h"
#include "ui/errortext.h"
#include "ui/postlistview.h"
#include "ui/postpane.h"
#include "ui/scopeheading.h"
#include "ui/sourcefold.h"
#include "ui/sourcetreeview.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class PostPaneTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void chips_clicked_chooseTheirScope_data();
    void chips_clicked_chooseTheirScope();
    void chip_ofTheScopeShown_staysChecked();
    void heading_anyScope_followsIt();
    void heading_keys_unfoldTheTreeAndChooseInIt();
    void heading_clicked_foldsAndUnfolds();
    void sources_unfoldedBeforeTheList_keepTheirRoom();
    void search_typed_narrows();
    void search_enter_choosesTheFirstPost();
    void search_enterWithoutMatch_choosesNothing();
    void clearSearch_twice_tellsWhetherThereWasOne();
    void focusSearch_withWords_selectsThem();
    void message_emptyList_saysWhy_data();
    void message_emptyList_saysWhy();
    void message_listNotCompleteYet_isNone();
    void message_postsCome_givesWayToTheList();
    void message_lastBookmarkRemoved_comes();
    void libraryError_shown_offersToTryAgain();
    void libraryError_shown_staysWhileTheReaderTypes();
    void libraryError_libraryAnswers_givesWay();
    void scope_sourceRemoved_becomesAll();

private:
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_pane->findChild<T *>(name);
    }
    void click(const QString &button);
    void showScope(const Scope &scope);
    [[nodiscard]] SourceFold &sources() const { return m_pane->sources(); }
    [[nodiscard]] bool isListShown() const;
    [[nodiscard]] QString messageTitle() const;

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<PostListModel> m_posts;
    std::unique_ptr<ScopeModel> m_scopes;
    std::unique_ptr<PostPane> m_pane;
    std::unique_ptr<QSignalSpy> m_settled;
    SourceId m_source;
};

void PostPaneTest::initTestCase()
{
    qRegisterMetaType<Error>();
    qRegisterMetaType<LibraryChange>();
}

void PostPaneTest::init()
{
    failOnUnexpectedWarnings();
    m_kept = std::make_unique<TempLibrary>();
    m_source = m_kept->store(
        u"Mine"_s, {incomingPost(u"gil"_s, u"Life of the GIL"_s), incomingPost(u"go"_s, u"Go"_s)});
    m_kept->store(u"Other"_s, {incomingPost(u"c"_s, u"Channels"_s)});
    m_kept->keep(postUrl(u"go"_s));
    m_posts = std::make_unique<PostListModel>(m_kept->library());
    m_scopes = std::make_unique<ScopeModel>(m_kept->library());
    m_settled = std::make_unique<QSignalSpy>(m_posts.get(), &PostListModel::settled);
    m_pane = std::make_unique<PostPane>(*m_posts, *m_scopes, m_kept->library());
    m_pane->resize(392, 600);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    m_posts->refresh();
    m_scopes->refresh();
    QTRY_COMPARE(m_scopes->rowCount(), 5);
    QTRY_COMPARE(m_posts->rowCount(), 3);
}

void PostPaneTest::cleanup()
{
    m_pane.reset();
    m_scopes.reset();
    m_posts.reset();
    m_kept.reset();
}

void PostPaneTest::click(const QString &button)
{
    QTest::mouseClick(child<QAbstractButton>(button), Qt::LeftButton);
}

void PostPaneTest::showScope(const Scope &scope)
{
    m_pane->setScope(scope);
    QTRY_VERIFY(m_posts->isSettled());
    m_settled->clear();
}

bool PostPaneTest::isListShown() const
{
    return m_pane->list().isVisible();
}

QString PostPaneTest::messageTitle() const
{
    const auto *label = child<QLabel>(u"postMessageTitleLabel"_s);
    return label->isVisible() ? label->text() : QString();
}

void PostPaneTest::chips_clicked_chooseTheirScope_data()
{
    QTest::addColumn<QString>("chip");
    QTest::addColumn<Scope::Kind>("kind");
    QTest::addColumn<int>("rows");
    QTest::newRow("all") << u"allScopeButton"_s << Scope::Kind::All << 3;
    QTest::newRow("unread") << u"unreadScopeButton"_s << Scope::Kind::Unread << 2;
    QTest::newRow("bookmarks") << u"bookmarksScopeButton"_s << Scope::Kind::Bookmarks << 1;
}

void PostPaneTest::chips_clicked_chooseTheirScope()
{
    m_kept->setRead(postUrl(u"gil"_s));
    showScope({Scope::Kind::Source, m_source});
    QSignalSpy scopeChanged(m_pane.get(), &PostPane::scopeChanged);

    QFETCH(const QString, chip);
    QFETCH(const Scope::Kind, kind);
    click(chip);

    QCOMPARE(scopeChanged.size(), 1);
    QCOMPARE(m_posts->scope().kind, kind);
    QTRY_COMPARE(m_settled->size(), 1);
    QTEST(m_posts->rowCount(), "rows");
    for (const QString &each :
         {u"allScopeButton"_s, u"unreadScopeButton"_s, u"bookmarksScopeButton"_s})
        QCOMPARE(child<QAbstractButton>(each)->isChecked(), each == chip);
}

void PostPaneTest::chip_ofTheScopeShown_staysChecked()
{
    click(u"allScopeButton"_s);
    click(u"allScopeButton"_s);
    QVERIFY(child<QAbstractButton>(u"allScopeButton"_s)->isChecked());
}

void PostPaneTest::heading_anyScope_followsIt()
{
    auto *heading = child<ScopeHeading>(u"scopeHeading"_s);
    showScope({Scope::Kind::Bookmarks, {}});
    QCOMPARE(heading->title(), u"Bookmarks"_s);
    showScope({Scope::Kind::Source, m_source});
    QCOMPARE(heading->title(), u"Mine"_s);
    QCOMPARE(heading->accessibleName(), u"Mine, 2"_s);
}

void PostPaneTest::heading_keys_unfoldTheTreeAndChooseInIt()
{
    auto *heading = child<ScopeHeading>(u"scopeHeading"_s);
    QVERIFY(!sources().isVisible());
    QVERIFY(sources().tree() == nullptr);
    heading->setFocus();
    QTest::keyClick(heading, Qt::Key_Return);
    QVERIFY(heading->isChecked());
    QTRY_VERIFY(sources().isVisible());
    QVERIFY(heading->hasFocus());
    QTest::keyClick(heading, Qt::Key_Down);
    QTRY_VERIFY(sources().tree() != nullptr);
    QVERIFY(sources().tree()->hasFocus());
    QCOMPARE(sources().tree()->currentIndex().data().toString(), u"All posts"_s);

    for (int i = 0; i < 3; ++i)
        QTest::keyClick(sources().tree(), Qt::Key_Down);
    QCOMPARE(m_posts->scope(), Scope());
    QTest::keyClick(sources().tree(), Qt::Key_Return);
    QCOMPARE(m_posts->scope(), (Scope{Scope::Kind::Source, m_source}));
    QTRY_COMPARE(m_posts->rowCount(), 2);
    QVERIFY(m_pane->list().hasFocus());
    QVERIFY(sources().isVisible());

    QTest::keyClick(heading, Qt::Key_Space);
    QVERIFY(!sources().isVisible());
    QVERIFY(!heading->isChecked());
}

void PostPaneTest::heading_clicked_foldsAndUnfolds()
{
    click(u"scopeHeading"_s);
    QVERIFY(sources().isVisible());
    QVERIFY(m_pane->list().isVisible());
    click(u"scopeHeading"_s);
    QVERIFY(!sources().isVisible());
}

void PostPaneTest::sources_unfoldedBeforeTheList_keepTheirRoom()
{
    m_pane.reset();
    PostListModel posts(m_kept->library());
    ScopeModel scopes(m_kept->library());
    PostPane pane(posts, scopes, m_kept->library());
    pane.sources().restore({true, 140, {}});
    pane.resize(392, 600);
    pane.show();
    QVERIFY(pane.sources().isVisible());
    QCOMPARE(pane.sources().height(), 140);
    QVERIFY(pane.sources().tree() == nullptr);

    posts.refresh();
    scopes.refresh();
    QTRY_VERIFY(pane.sources().tree() != nullptr);
    QVERIFY(pane.sources().memory().isUnfolded);
}

void PostPaneTest::search_typed_narrows()
{
    auto *field = child<QLineEdit>(u"searchLineEdit"_s);
    QTest::keyClicks(field, u"gil"_s);
    QTRY_COMPARE(m_posts->rowCount(), 1);
    QVERIFY(isListShown());
    const auto *note = child<QLabel>(u"searchNoteLabel"_s);
    QVERIFY(note->isVisible());
    QTest::keyClick(field, Qt::Key_Backspace);
    QTest::keyClick(field, Qt::Key_Backspace);
    QTRY_COMPARE(m_posts->rowCount(), 2); // GIL and Go
    QTest::keyClick(field, Qt::Key_Backspace);
    QTRY_COMPARE(m_posts->rowCount(), 3);
    QVERIFY(!note->isVisible());
}

void PostPaneTest::search_enter_choosesTheFirstPost()
{
    QSignalSpy chosen(&m_pane->list(), &PostListView::postChosen);
    auto *field = child<QLineEdit>(u"searchLineEdit"_s);
    QTest::keyClicks(field, u"chan"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(chosen.size(), 1);
    QCOMPARE(chosen.constFirst().constFirst().toModelIndex().data().toString(), u"Channels"_s);
    QVERIFY(m_pane->list().hasFocus());
}

void PostPaneTest::search_enterWithoutMatch_choosesNothing()
{
    QSignalSpy chosen(&m_pane->list(), &PostListView::postChosen);
    m_pane->completeList();
    auto *field = child<QLineEdit>(u"searchLineEdit"_s);
    QTest::keyClicks(field, u"nowhere"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(messageTitle(), u"Nothing found"_s);
    QCOMPARE(chosen.size(), 0);
    QVERIFY(field->hasFocus());
}

void PostPaneTest::clearSearch_twice_tellsWhetherThereWasOne()
{
    child<QLineEdit>(u"searchLineEdit"_s)->setText(u"gil"_s);
    QTRY_COMPARE(m_posts->rowCount(), 1);
    QVERIFY(m_pane->clearSearch());
    QTRY_COMPARE(m_posts->rowCount(), 3);
    QVERIFY(!m_pane->clearSearch());
}

void PostPaneTest::focusSearch_withWords_selectsThem()
{
    auto *field = child<QLineEdit>(u"searchLineEdit"_s);
    field->setText(u"gil"_s);
    m_pane->list().setFocus();
    m_pane->focusSearch();
    QVERIFY(field->hasFocus());
    QCOMPARE(field->selectedText(), u"gil"_s);
}

void PostPaneTest::message_emptyList_saysWhy_data()
{
    QTest::addColumn<Scope::Kind>("kind");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("title");
    QTest::newRow("nothing at all") << Scope::Kind::All << QString() << u"No posts here"_s;
    QTest::newRow("all read") << Scope::Kind::Unread << QString() << u"All read"_s;
    QTest::newRow("no bookmarks") << Scope::Kind::Bookmarks << QString() << u"No bookmarks yet"_s;
    QTest::newRow("no match") << Scope::Kind::All << u"zzz"_s << u"Nothing found"_s;
    QTest::newRow("no match among none")
        << Scope::Kind::Bookmarks << u"zzz"_s << u"Nothing found"_s;
}

void PostPaneTest::message_emptyList_saysWhy()
{
    QFETCH(const Scope::Kind, kind);
    QFETCH(const QString, filter);
    QFETCH(const QString, title);
    for (const QString &name : {u"gil"_s, u"go"_s, u"c"_s})
        m_kept->setRead(postUrl(name));
    m_kept->unkeep(postUrl(u"go"_s));
    if (kind == Scope::Kind::All && filter.isEmpty()) {
        for (int row = ScopeModel::FirstSourceRow; row < m_scopes->rowCount(); ++row)
            m_kept->remove(m_scopes->scopeAt(row).scope.source);
    }
    m_pane->completeList();
    showScope({kind, {}});
    child<QLineEdit>(u"searchLineEdit"_s)->setText(filter);

    QTRY_COMPARE(messageTitle(), title);
    QVERIFY(!isListShown());
    QVERIFY(!child<QLabel>(u"postMessageLabel"_s)->text().isEmpty());
    // What is not found in one scope may be in another.
    auto *button = child<QAbstractButton>(u"postMessageButton"_s);
    QCOMPARE(button->isVisible(), !filter.isEmpty() && kind != Scope::Kind::All);
    if (button->isVisible()) {
        button->click();
        QTRY_COMPARE(m_posts->scope(), Scope());
    }
}

void PostPaneTest::message_listNotCompleteYet_isNone()
{
    child<QLineEdit>(u"searchLineEdit"_s)->setText(u"zzz"_s);
    QTRY_COMPARE(m_posts->rowCount(), 0);
    QVERIFY(isListShown());
    m_pane->completeList();
    QVERIFY(!isListShown());
}

void PostPaneTest::message_postsCome_givesWayToTheList()
{
    m_pane->completeList();
    child<QLineEdit>(u"searchLineEdit"_s)->setText(u"brand new"_s);
    QTRY_VERIFY(!isListShown());
    m_kept->store(u"Third"_s, {incomingPost(u"n"_s, u"Brand new"_s)});
    QTRY_VERIFY(isListShown());
    QCOMPARE(m_posts->rowCount(), 1);
}

void PostPaneTest::message_lastBookmarkRemoved_comes()
{
    m_pane->completeList();
    showScope({Scope::Kind::Bookmarks, {}});
    QVERIFY(isListShown());
    m_kept->unkeep(postUrl(u"go"_s));
    QTRY_COMPARE(messageTitle(), u"No bookmarks yet"_s);
}

void PostPaneTest::libraryError_shown_offersToTryAgain()
{
    QSignalSpy retry(m_pane.get(), &PostPane::retryRequested);
    m_pane->showLibraryError({u"The disk is full"_s, u"Free some space."_s, u"warning"_s}, false);
    QVERIFY(!isListShown());
    QCOMPARE(messageTitle(), u"The disk is full"_s);
    QCOMPARE(child<QLabel>(u"postMessageLabel"_s)->text(), u"Free some space."_s);
    const auto *button = child<QAbstractButton>(u"postMessageButton"_s);
    QVERIFY(button->isVisible());
    QVERIFY(!button->text().isEmpty());
    click(u"postMessageButton"_s);
    QCOMPARE(retry.size(), 1);
}

void PostPaneTest::libraryError_shown_staysWhileTheReaderTypes()
{
    m_pane->showLibraryError({u"The disk is full"_s, u"Free some space."_s, u"warning"_s}, false);
    QTest::keyClicks(child<QLineEdit>(u"searchLineEdit"_s), u"gil"_s);
    m_pane->completeList();
    QCOMPARE(messageTitle(), u"The disk is full"_s);
    QVERIFY(child<QAbstractButton>(u"postMessageButton"_s)->isVisible());
}

void PostPaneTest::libraryError_libraryAnswers_givesWay()
{
    m_pane->showLibraryError({u"The disk is full"_s, u"Free some space."_s, u"warning"_s}, false);
    m_posts->refresh();
    QTRY_VERIFY(isListShown());
}

void PostPaneTest::scope_sourceRemoved_becomesAll()
{
    showScope({Scope::Kind::Source, m_source});
    QSignalSpy scopeChanged(m_pane.get(), &PostPane::scopeChanged);
    m_kept->remove(m_source);
    QTRY_COMPARE(m_posts->scope().kind, Scope::Kind::All);
    QCOMPARE(scopeChanged.size(), 1);
    QTRY_COMPARE(m_posts->rowCount(), 1);
    QVERIFY(child<QAbstractButton>(u"allScopeButton"_s)->isChecked());
}

QTEST_MAIN(PostPaneTest)
#include "tst_postpane.moc"
