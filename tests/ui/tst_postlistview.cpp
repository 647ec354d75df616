// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postlistmodel.h"
#include "support/templibrary.h"
#include "support/warnings.h"
#include "ui/postdelegate.h"
#include "ui/postlistview.h"

#include <QContextMenuEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// How wide a widget was at each paint.
class PaintedWidths final : public QObject
{
public:
    QList<int> seen;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            seen.append(qobject_cast<QWidget *>(watched)->width());
        return false;
    }
};

} // namespace

class PostListViewTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void click_onRow_choosesIt();
    void click_onTheChosenRow_choosesItAgain();
    void click_onHeading_doesNothing();
    void click_belowTheRows_doesNothing();
    void click_onStar_isNoChoice();
    void doubleClick_onStar_isTwoClicks();
    void click_withMiddleOrControl_handsOver_data();
    void click_withMiddleOrControl_handsOver();
    void drag_overRows_keepsTheChosenOne();
    void rightClick_onRow_asksForItsMenu();
    void menuKey_chosenRow_asksForItsMenu();
    void keys_arrows_choose_data();
    void keys_arrows_choose();
    void keys_enter_choosesTheRowAnew();
    void keys_firstOneInAFreshList_chooses_data();
    void keys_firstOneInAFreshList_chooses();
    void keys_letters_searchNothing();
    void keys_atTheEnd_chooseNothing();
    void chooseNext_steps_stayInTheList();
    void showRow_anyRow_choosesNothing();
    void rows_removedOrChanged_chooseNothing();
    void attention_pointerOrKeys_isTold();
    void longList_onlyRowsInSight_areAskedFor();
    void longList_wheel_movesByPixels();
    void longList_bar_reachesBothEnds();
    void longList_keys_moveByViews();
    void longList_scrollTo_bringsTheRowIntoSight_data();
    void longList_scrollTo_bringsTheRowIntoSight();
    void place_rowsComeAndGoAbove_holds();
    void place_topRowRemoved_isTheNextOne();
    void place_listArrangedAnew_holds();
    void place_widthChanges_holds();
    void place_rowsGetTheirPosts_holds();
    void top_newRows_comeIntoSightOnlyWhileNothingIsChosen();
    void rows_inSight_leaveNoGaps();
    void bar_longOrShortList_isThereFromTheFirstPaint_data();
    void bar_longOrShortList_isThereFromTheFirstPaint();
    void bar_rowsComeAndGo_isThereWhenNeeded();
    void firstRowsPainted_manyPaints_comesOnce();
    void firstRowsPainted_emptyList_waitsForRows();

private:
    /// Titles of the rows told by a signal of the view.
    [[nodiscard]] static QStringList titlesOf(const QSignalSpy &spy);
    [[nodiscard]] QPoint middleOf(int row) const;
    [[nodiscard]] QStyleOptionViewItem optionOf(int row) const;
    [[nodiscard]] QPoint starOf(int row) const;
    void search(const QString &text);
    /// Replaces the list by this many posts, "Post 0" and so on; `newer` more stand above them.
    void fill(int posts, int newer = 0);
    void turnWheel(int eighths);
    [[nodiscard]] QString titleAt(const QPoint &position) const;
    void click(const QPoint &position, Qt::MouseButton button = Qt::LeftButton,
               Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<PostListModel> m_model;
    std::unique_ptr<PostListView> m_view;
    std::unique_ptr<QSignalSpy> m_chosen;
    std::unique_ptr<QSignalSpy> m_starred;
    std::unique_ptr<QSignalSpy> m_handedOver;
    std::unique_ptr<QSignalSpy> m_painted;
};

void PostListViewTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
}

void PostListViewTest::init()
{
    failOnUnexpectedWarnings();
    m_kept = std::make_unique<TempLibrary>();
    m_kept->store(u"Mine"_s,
                  {incomingPost(u"a"_s, u"A"_s, u"One"_s), incomingPost(u"b"_s, u"B"_s, u"One"_s),
                   incomingPost(u"c"_s, u"C"_s, u"Two"_s), incomingPost(u"d"_s, u"D"_s, u"Two"_s)});
    m_model = std::make_unique<PostListModel>(m_kept->library());
    QSignalSpy settled(m_model.get(), &PostListModel::settled);
    m_model->setScope({});
    QTRY_VERIFY(!settled.isEmpty());
    QCoreApplication::sendPostedEvents(); // the change told by storing
    QTRY_COMPARE(m_model->rowCount(), 4);

    m_view = std::make_unique<PostListView>();
    m_view->setModel(m_model.get());
    m_chosen = std::make_unique<QSignalSpy>(m_view.get(), &PostListView::postChosen);
    m_starred = std::make_unique<QSignalSpy>(m_view.get(), &PostListView::starClicked);
    m_handedOver = std::make_unique<QSignalSpy>(m_view.get(), &PostListView::handOverRequested);
    m_painted = std::make_unique<QSignalSpy>(m_view.get(), &PostListView::firstRowsPainted);
    m_view->resize(400, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->setFocus();
    QTRY_VERIFY(m_view->hasFocus());
}

void PostListViewTest::cleanup()
{
    m_view.reset();
    m_model.reset();
    m_kept.reset();
}

QStringList PostListViewTest::titlesOf(const QSignalSpy &spy)
{
    QStringList titles;
    for (const QList<QVariant> &arguments : spy)
        titles.append(arguments.constFirst().toModelIndex().data().toString());
    return titles;
}

QStyleOptionViewItem PostListViewTest::optionOf(int row) const
{
    QStyleOptionViewItem option;
    option.initFrom(m_view.get());
    option.font = m_view->font();
    option.rect = m_view->visualRect(m_model->index(row));
    return option;
}

QPoint PostListViewTest::middleOf(int row) const
{
    const auto *rows = qobject_cast<const PostDelegate *>(m_view->itemDelegate());
    return rows->postArea(optionOf(row), m_model->index(row)).center();
}

QPoint PostListViewTest::starOf(int row) const
{
    const auto *rows = qobject_cast<const PostDelegate *>(m_view->itemDelegate());
    return rows->starArea(optionOf(row), m_model->index(row)).center();
}

void PostListViewTest::search(const QString &text)
{
    m_model->setSearch(text);
    QTRY_VERIFY(m_model->isSettled());
}

void PostListViewTest::click(const QPoint &position, Qt::MouseButton button,
                             Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(m_view->viewport(), button, modifiers, position);
}

void PostListViewTest::click_onRow_choosesIt()
{
    click(middleOf(1));
    QCOMPARE(titlesOf(*m_chosen), QStringList{u"B"_s});
    QCOMPARE(m_view->shownRow(), 1);
    click(middleOf(3));
    QCOMPARE(titlesOf(*m_chosen), QStringList({u"B"_s, u"D"_s}));
    QCOMPARE(m_view->shownRow(), 3);
}

void PostListViewTest::click_onTheChosenRow_choosesItAgain()
{
    m_view->showRow(2);
    click(middleOf(2));
    QCOMPARE(titlesOf(*m_chosen), QStringList{u"C"_s});
}

void PostListViewTest::click_onHeading_doesNothing()
{
    m_view->showRow(0);
    const QRect row = m_view->visualRect(m_model->index(2));
    for (const Qt::MouseButton button : {Qt::LeftButton, Qt::MiddleButton}) {
        click(QPoint(row.center().x(), row.top() + 4), button);
        click(QPoint(row.right() - 20, row.top() + 4), button);
    }
    QCOMPARE(m_chosen->size() + m_starred->size() + m_handedOver->size(), 0);
    QCOMPARE(m_view->shownRow(), 0);
}

void PostListViewTest::click_belowTheRows_doesNothing()
{
    m_view->showRow(0);
    const int bottom = m_view->visualRect(m_model->index(3)).bottom();
    QVERIFY(bottom + 10 < m_view->viewport()->height());
    click(QPoint(100, bottom + 10));
    QCOMPARE(m_chosen->size(), 0);
    QCOMPARE(m_view->shownRow(), 0);
}

void PostListViewTest::click_onStar_isNoChoice()
{
    m_view->showRow(0);
    click(starOf(2));
    QCOMPARE(titlesOf(*m_starred), QStringList{u"C"_s});
    QCOMPARE(m_chosen->size(), 0);
    QCOMPARE(m_view->shownRow(), 0);
}

void PostListViewTest::doubleClick_onStar_isTwoClicks()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, starOf(1));
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, starOf(1));
    QVERIFY(m_starred->size() >= 2);
    QCOMPARE(m_chosen->size(), 0);
}

void PostListViewTest::click_withMiddleOrControl_handsOver_data()
{
    QTest::addColumn<Qt::MouseButton>("button");
    QTest::addColumn<Qt::KeyboardModifier>("modifier");
    QTest::newRow("middle") << Qt::MiddleButton << Qt::NoModifier;
    QTest::newRow("control") << Qt::LeftButton << Qt::ControlModifier;
}

void PostListViewTest::click_withMiddleOrControl_handsOver()
{
    QFETCH(const Qt::MouseButton, button);
    QFETCH(const Qt::KeyboardModifier, modifier);
    m_view->showRow(0);
    click(middleOf(1), button, modifier);
    QCOMPARE(titlesOf(*m_handedOver), QStringList{u"B"_s});
    QCOMPARE(m_chosen->size(), 0);
    QCOMPARE(m_view->shownRow(), 0);
}

void PostListViewTest::drag_overRows_keepsTheChosenOne()
{
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, middleOf(0));
    for (const int row : {1, 2, 3}) {
        QMouseEvent move(QEvent::MouseMove, middleOf(row),
                         m_view->viewport()->mapToGlobal(middleOf(row)), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_view->viewport(), &move);
    }
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, middleOf(3));

    QCOMPARE(titlesOf(*m_chosen), QStringList{u"A"_s});
    QCOMPARE(m_view->shownRow(), 0);
    QCOMPARE(m_view->selectionModel()->selectedIndexes(), QModelIndexList{m_model->index(0)});
}

void PostListViewTest::rightClick_onRow_asksForItsMenu()
{
    QSignalSpy menu(m_view.get(), &PostListView::menuRequested);
    click(middleOf(1), Qt::RightButton);
    QContextMenuEvent event(QContextMenuEvent::Mouse, middleOf(1),
                            m_view->viewport()->mapToGlobal(middleOf(1)));
    QCoreApplication::sendEvent(m_view->viewport(), &event);
    QCOMPARE(titlesOf(menu), QStringList{u"B"_s});
    QCOMPARE(m_chosen->size(), 0);
}

void PostListViewTest::menuKey_chosenRow_asksForItsMenu()
{
    QSignalSpy menu(m_view.get(), &PostListView::menuRequested);
    m_view->showRow(2);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), m_view->mapToGlobal(QPoint()));
    QCoreApplication::sendEvent(m_view->viewport(), &event);
    QCOMPARE(titlesOf(menu), QStringList{u"C"_s});
    const QPoint position = menu.constFirst().at(1).toPoint();
    QVERIFY(m_view->visualRect(m_model->index(2))
                .contains(m_view->viewport()->mapFromGlobal(position)));
}

void PostListViewTest::keys_arrows_choose_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QString>("title");
    QTest::newRow("down") << 1 << Qt::Key_Down << u"C"_s;
    QTest::newRow("up") << 1 << Qt::Key_Up << u"A"_s;
    QTest::newRow("end") << 1 << Qt::Key_End << u"D"_s;
    QTest::newRow("home") << 3 << Qt::Key_Home << u"A"_s;
    QTest::newRow("page down") << 0 << Qt::Key_PageDown << u"D"_s;
    QTest::newRow("page up") << 3 << Qt::Key_PageUp << u"A"_s;
}

void PostListViewTest::keys_arrows_choose()
{
    QFETCH(const int, from);
    QFETCH(const Qt::Key, key);
    m_view->showRow(from);
    QTest::keyClick(m_view.get(), key);
    QFETCH(const QString, title);
    QCOMPARE(titlesOf(*m_chosen), QStringList{title});
    QCOMPARE(m_view->shownRow(), m_chosen->constFirst().constFirst().toModelIndex().row());
}

void PostListViewTest::keys_enter_choosesTheRowAnew()
{
    m_view->showRow(1);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QTest::keyClick(m_view.get(), Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(titlesOf(*m_chosen), QStringList({u"B"_s, u"B"_s}));

    // With other keys held it is somebody else's shortcut.
    QTest::keyClick(m_view.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_chosen->size(), 2);
}

void PostListViewTest::keys_firstOneInAFreshList_chooses_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QString>("title");
    QTest::newRow("down") << Qt::Key_Down << u"A"_s;
    QTest::newRow("enter") << Qt::Key_Return << u"A"_s;
    QTest::newRow("home") << Qt::Key_Home << u"A"_s;
    QTest::newRow("up") << Qt::Key_Up << u"D"_s;
    QTest::newRow("end") << Qt::Key_End << u"D"_s;
}

void PostListViewTest::keys_firstOneInAFreshList_chooses()
{
    // Taking the keyboard makes a row current in Qt's views; that must not count as a choice.
    m_view->clearFocus();
    m_view->setFocus(Qt::TabFocusReason);
    QCOMPARE(m_view->shownRow(), -1);
    QCOMPARE(m_chosen->size(), 0);

    QFETCH(const Qt::Key, key);
    QTest::keyClick(m_view.get(), key);
    QFETCH(const QString, title);
    QCOMPARE(titlesOf(*m_chosen), QStringList{title});
    QCOMPARE(m_model->postAt(m_view->shownRow())->title, title);
}

void PostListViewTest::keys_letters_searchNothing()
{
    m_view->showRow(0);
    QTest::keyClicks(m_view.get(), u"dcbjknp/"_s);
    QCOMPARE(m_chosen->size(), 0);
    QCOMPARE(m_view->shownRow(), 0);
}

void PostListViewTest::keys_atTheEnd_chooseNothing()
{
    m_view->showRow(3);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    m_view->showRow(0);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_chosen->size(), 0);
}

void PostListViewTest::chooseNext_steps_stayInTheList()
{
    m_view->chooseNext(1);
    m_view->chooseNext(1);
    m_view->chooseNext(-1);
    m_view->chooseNext(-1);
    m_view->chooseNext(99);
    m_view->chooseNext(1);
    QCOMPARE(titlesOf(*m_chosen), QStringList({u"A"_s, u"B"_s, u"A"_s, u"D"_s}));

    m_view->showRow(-1);
    m_chosen->clear();
    m_view->chooseNext(-1);
    QCOMPARE(titlesOf(*m_chosen), QStringList{u"D"_s});

    search(u"nosuchword"_s);
    m_chosen->clear();
    m_view->chooseNext(1);
    QCOMPARE(m_chosen->size(), 0);
}

void PostListViewTest::showRow_anyRow_choosesNothing()
{
    m_view->resize(400, 150);
    m_view->showRow(3);
    QCOMPARE(m_view->shownRow(), 3);
    QVERIFY(m_view->viewport()->rect().intersects(m_view->visualRect(m_model->index(3))));
    m_view->showRow(-1);
    QCOMPARE(m_view->shownRow(), -1);
    QVERIFY(m_view->selectionModel()->selectedIndexes().isEmpty());
    QCOMPARE(m_chosen->size(), 0);
}

void PostListViewTest::rows_removedOrChanged_chooseNothing()
{
    m_view->showRow(1);
    search(u"c"_s);
    QCOMPARE(m_model->rowCount(), 1);
    search({});
    QCOMPARE(m_model->rowCount(), 4);
    m_kept->setRead(postUrl(u"b"_s));
    QTRY_VERIFY(m_model->index(1).data(PostListModel::IsReadRole).toBool());
    QCOMPARE(m_chosen->size(), 0);
}

void PostListViewTest::attention_pointerOrKeys_isTold()
{
    QSignalSpy attention(m_view.get(), &PostListView::attentionGiven);
    QTest::keyClick(m_view.get(), Qt::Key_Shift);
    QCOMPARE(attention.size(), 1);

    const QPointF place = middleOf(1);
    QHoverEvent hover(QEvent::HoverMove, place, place, QPointF(1, 1));
    QCoreApplication::sendEvent(m_view->viewport(), &hover);
    QCOMPARE(attention.size(), 2);
}

void PostListViewTest::fill(int posts, int newer)
{
    QList<IncomingArticle> articles;
    for (int i = 0; i < newer; ++i)
        articles.append(incomingPost(u"new%1"_s.arg(i), u"New %1"_s.arg(i)));
    for (int i = 0; i < posts; ++i) {
        IncomingArticle article = incomingPost(u"p%1"_s.arg(i), u"Post %1"_s.arg(i));
        article.summary = u"Some words of a summary. "_s.repeated(i % 4);
        articles.append(article);
    }
    m_kept->store(u"Mine"_s, articles);
    QTRY_COMPARE(m_model->rowCount(), posts + newer);
    QTRY_VERIFY(m_model->isSettled());
}

void PostListViewTest::turnWheel(int eighths)
{
    const QPointF place(50, 50);
    QWheelEvent event(place, m_view->viewport()->mapToGlobal(place), QPoint(), QPoint(0, eighths),
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_view->viewport(), &event);
}

QString PostListViewTest::titleAt(const QPoint &position) const
{
    return m_view->indexAt(position).data().toString();
}

void PostListViewTest::longList_onlyRowsInSight_areAskedFor()
{
    fill(3000);
    m_view->scrollTo(m_model->index(1500));
    QTRY_VERIFY(m_model->postAt(1500) != nullptr);
    QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_model->index(1500))));
    int loaded = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        loaded += m_model->postAt(row) != nullptr ? 1 : 0;
    QVERIFY2(loaded < 300, qPrintable(QString::number(loaded)));
}

void PostListViewTest::longList_wheel_movesByPixels()
{
    fill(500);
    const QRect before = m_view->visualRect(m_model->index(2));
    turnWheel(-120);
    const int step = before.top() - m_view->visualRect(m_model->index(2)).top();
    QVERIFY(step > 0);
    turnWheel(120);
    QCOMPARE(m_view->visualRect(m_model->index(2)), before);
    // Many small turns are as far as a large one.
    for (int i = 0; i < 120; ++i)
        turnWheel(-1);
    QCOMPARE(before.top() - m_view->visualRect(m_model->index(2)).top(), step);
    turnWheel(100 * 120); // no further than the top
    QCOMPARE(m_view->visualRect(m_model->index(0)).top(), 0);
    turnWheel(-10'000 * 120); // nor than the end
    QTRY_COMPARE(titleAt(QPoint(10, m_view->viewport()->height() - 1)), u"Post 499"_s);
    QTRY_COMPARE(m_view->visualRect(m_model->index(499)).bottom() + 1,
                 m_view->viewport()->height());
}

void PostListViewTest::longList_bar_reachesBothEnds()
{
    fill(500);
    QScrollBar *bar = m_view->verticalScrollBar();
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->value(), 0);
    bar->setValue(bar->maximum());
    QTRY_COMPARE(m_view->visualRect(m_model->index(499)).bottom() + 1,
                 m_view->viewport()->height());
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(bar->maximum() / 2);
    const int middle = m_view->indexAt(QPoint(10, 250)).row();
    QVERIFY2(middle > 230 && middle < 270, qPrintable(QString::number(middle)));
    bar->setValue(0);
    QCOMPARE(m_view->visualRect(m_model->index(0)).top(), 0);
    // Where all rows fit there is nothing to scroll.
    fill(2);
    QTRY_COMPARE(bar->maximum(), 0);
}

void PostListViewTest::longList_keys_moveByViews()
{
    fill(500);
    m_view->showRow(100);
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    const int down = m_view->shownRow();
    QVERIFY(down > 101 && down < 110);
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QCOMPARE(m_view->shownRow(), 100);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->shownRow(), 499);
    // Also when the rows above turn out taller than their placeholders.
    QTRY_VERIFY(m_model->postAt(499) != nullptr);
    QCOMPARE(m_view->visualRect(m_model->index(499)).bottom() + 1, m_view->viewport()->height());
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->shownRow(), 0);
    QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_model->index(0))));
}

void PostListViewTest::longList_scrollTo_bringsTheRowIntoSight_data()
{
    QTest::addColumn<QAbstractItemView::ScrollHint>("hint");
    QTest::newRow("visible") << QAbstractItemView::EnsureVisible;
    QTest::newRow("top") << QAbstractItemView::PositionAtTop;
    QTest::newRow("bottom") << QAbstractItemView::PositionAtBottom;
    QTest::newRow("center") << QAbstractItemView::PositionAtCenter;
}

void PostListViewTest::longList_scrollTo_bringsTheRowIntoSight()
{
    QFETCH(const QAbstractItemView::ScrollHint, hint);
    fill(500);
    for (const int row : {250, 3, 499, 0, 250}) {
        m_view->scrollTo(m_model->index(row), hint);
        QTRY_VERIFY(m_model->postAt(row) != nullptr);
        m_view->scrollTo(m_model->index(row), hint);
        const QRect rect = m_view->visualRect(m_model->index(row));
        QVERIFY(m_view->viewport()->rect().contains(rect));
        if (row != 250)
            continue;
        if (hint == QAbstractItemView::PositionAtTop)
            QCOMPARE(rect.top(), 0);
        if (hint == QAbstractItemView::PositionAtBottom)
            QCOMPARE(rect.bottom() + 1, m_view->viewport()->height());
        if (hint == QAbstractItemView::PositionAtCenter)
            QVERIFY(std::abs(rect.center().y() - m_view->viewport()->height() / 2) <= 1);
    }
    // What is in sight already stays where it is.
    const QRect before = m_view->visualRect(m_model->index(251));
    m_view->scrollTo(m_model->index(250));
    QCOMPARE(m_view->visualRect(m_model->index(251)), before);
}

void PostListViewTest::place_rowsComeAndGoAbove_holds()
{
    fill(500);
    m_view->scrollTo(m_model->index(250), QAbstractItemView::PositionAtTop);
    QTRY_VERIFY(m_model->postAt(250) != nullptr);
    turnWheel(-40);
    const QPersistentModelIndex seen(m_model->index(252));
    const QRect before = m_view->visualRect(seen);
    QVERIFY(before.isValid());

    fill(500, 70);
    QCOMPARE(seen.row(), 322);
    QCOMPARE(m_view->visualRect(seen), before);
    fill(500);
    QCOMPARE(seen.row(), 252);
    QCOMPARE(m_view->visualRect(seen), before);
}

void PostListViewTest::place_topRowRemoved_isTheNextOne()
{
    fill(500, 1);
    m_view->showTop();
    m_view->showRow(3);
    fill(500);
    QCOMPARE(m_view->visualRect(m_model->index(0)).top(), 0);
    QCOMPARE(titleAt(QPoint(10, 1)), u"Post 0"_s);
}

void PostListViewTest::place_listArrangedAnew_holds()
{
    fill(500);
    m_view->scrollTo(m_model->index(250), QAbstractItemView::PositionAtTop);
    QTRY_COMPARE(titleAt(QPoint(10, 1)), u"Post 250"_s);
    PostArrangement arrangement;
    arrangement.setSort(PostSort::Title);
    m_model->setArrangement(arrangement);
    QTRY_COMPARE(m_model->index(1).data().toString(), u"Post 1"_s);
    QTRY_COMPARE(m_model->index(2).data().toString(), u"Post 10"_s);
    // Not by itself: the list is another one, so its owner may have it begin at the top.
    m_view->showTop();
    QTRY_COMPARE(titleAt(QPoint(10, 1)), u"Post 0"_s);
}

void PostListViewTest::place_widthChanges_holds()
{
    fill(500);
    m_view->scrollTo(m_model->index(250), QAbstractItemView::PositionAtTop);
    QTRY_COMPARE(titleAt(QPoint(10, 1)), u"Post 250"_s);
    m_view->resize(220, 500);
    QTRY_COMPARE(m_view->viewport()->rect().right(),
                 m_view->visualRect(m_model->index(250)).right());
    QCOMPARE(titleAt(QPoint(10, 1)), u"Post 250"_s);
    m_view->resize(600, 300);
    QTRY_COMPARE(m_view->viewport()->rect().right(),
                 m_view->visualRect(m_model->index(250)).right());
    QCOMPARE(titleAt(QPoint(10, 1)), u"Post 250"_s);
}

void PostListViewTest::place_rowsGetTheirPosts_holds()
{
    fill(2000);
    m_view->scrollTo(m_model->index(1000), QAbstractItemView::PositionAtTop);
    QCOMPARE(m_model->postAt(1000), nullptr);
    QCOMPARE(m_view->indexAt(QPoint(10, 1)).row(), 1000);
    QTRY_VERIFY(m_model->postAt(1000) != nullptr);
    QCOMPARE(m_view->indexAt(QPoint(10, 1)).row(), 1000);
    QCOMPARE(m_view->visualRect(m_model->index(1000)).top(), 0);
}

void PostListViewTest::top_newRows_comeIntoSightOnlyWhileNothingIsChosen()
{
    fill(300);
    fill(300, 5);
    QTRY_COMPARE(titleAt(QPoint(10, 1)), u"New 0"_s);
    m_view->showRow(0);
    fill(300, 9);
    QCOMPARE(m_view->shownRow(), 0);
    fill(300, 0);
    m_view->showRow(1);
    const QPersistentModelIndex top(m_model->index(0));
    fill(300, 7);
    QCOMPARE(top.row(), 7);
    QCOMPARE(m_view->visualRect(top).top(), 0);
}

void PostListViewTest::rows_inSight_leaveNoGaps()
{
    fill(400);
    QScrollBar *bar = m_view->verticalScrollBar();
    for (int value = 0; value <= bar->maximum(); value += 997) {
        bar->setValue(value);
        int row = m_view->indexAt(QPoint(10, 0)).row();
        QVERIFY(row >= 0);
        int bottom = m_view->visualRect(m_model->index(row)).bottom();
        while (bottom < m_view->viewport()->height() - 1) {
            const QRect next = m_view->visualRect(m_model->index(++row));
            QCOMPARE(next.top(), bottom + 1);
            bottom = next.bottom();
        }
        QVERIFY(row < m_model->rowCount());
    }
}

void PostListViewTest::bar_longOrShortList_isThereFromTheFirstPaint_data()
{
    QTest::addColumn<int>("posts");
    QTest::addColumn<bool>("hasBar");
    QTest::newRow("short") << 2 << false;
    QTest::newRow("a little longer than the view") << 8 << true;
    QTest::newRow("long") << 300 << true;
}

void PostListViewTest::bar_longOrShortList_isThereFromTheFirstPaint()
{
    QFETCH(const int, posts);
    QFETCH(const bool, hasBar);
    fill(posts);
    PostListView view;
    PaintedWidths widths;
    QSignalSpy painted(&view, &PostListView::firstRowsPainted);
    view.resize(400, 500);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.viewport()->installEventFilter(&widths);
    view.setModel(m_model.get());
    view.showTop();
    view.viewport()->repaint();
    QTRY_COMPARE(painted.size(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(view.verticalScrollBar()->isVisible(), hasBar);
    QCOMPARE(view.verticalScrollBar()->maximum() > 0, hasBar);
    QVERIFY(!widths.seen.isEmpty());
    QCOMPARE(widths.seen.count(view.viewport()->width()), widths.seen.size());
}

void PostListViewTest::bar_rowsComeAndGo_isThereWhenNeeded()
{
    QScrollBar *bar = m_view->verticalScrollBar();
    for (const int posts : {300, 2, 8, 3}) {
        fill(posts);
        m_view->viewport()->repaint();
        QCOMPARE(bar->isVisible(), posts > 4);
        QCOMPARE(bar->maximum() > 0, posts > 4);
    }
}

void PostListViewTest::firstRowsPainted_manyPaints_comesOnce()
{
    QTRY_COMPARE(m_painted->size(), 1);
    m_view->viewport()->repaint();
    m_view->resize(300, 400);
    search(u"a"_s);
    m_view->viewport()->repaint();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_painted->size(), 1);
}

void PostListViewTest::firstRowsPainted_emptyList_waitsForRows()
{
    search(u"nosuchword"_s);
    PostListView view;
    QSignalSpy painted(&view, &PostListView::firstRowsPainted);
    view.setModel(m_model.get());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.viewport()->repaint();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(painted.size(), 0);

    search({});
    QTRY_COMPARE(painted.size(), 1);
}

QTEST_MAIN(PostListViewTest)
#include "tst_postlistview.moc"
