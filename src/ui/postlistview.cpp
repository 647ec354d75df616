// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/postlistview.h"

#include "models/postlistmodel.h"
#include "ui/postdelegate.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <limits>
#include <utility>

namespace lectern {

namespace {

/// Steps of the scroll bar for each row: fine enough for short lists, and enough numbers for long
/// ones.
constexpr int stepsPerRow = 64;

} // namespace

PostListView::PostListView(QWidget *parent) : QListView(parent)
{
    setItemDelegate(new PostDelegate(this));
    setMouseTracking(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // see layOut()
    setFrameShape(QFrame::NoFrame);
}

void PostListView::chooseNext(int step)
{
    if (model() == nullptr || model()->rowCount() == 0)
        return;
    const int last = model()->rowCount() - 1;
    // Taking the keyboard makes a row current, but only a chosen one is selected.
    if (!selectionModel()->hasSelection()) {
        chooseRow(step > 0 ? 0 : last);
        return;
    }
    const int next = std::clamp(currentIndex().row() + step, 0, last);
    if (next != currentIndex().row())
        chooseRow(next);
}

void PostListView::chooseRow(int row)
{
    showRow(row);
    if (currentIndex().isValid())
        emit postChosen(currentIndex());
}

void PostListView::showRow(int row)
{
    if (row < 0) {
        selectionModel()->clear();
        return;
    }
    const QModelIndex index = model()->index(row, 0);
    setCurrentIndex(index);
    scrollTo(index);
}

int PostListView::shownRow() const
{
    return selectionModel()->hasSelection() ? currentIndex().row() : -1;
}

void PostListView::showTop()
{
    m_revealed = QModelIndex();
    m_topIndex = QModelIndex();
    m_topOffset = 0;
    doItemsLayout();
}

void PostListView::setModel(QAbstractItemModel *model)
{
    m_modelConnections = std::make_unique<QObject>();
    if (model != nullptr) {
        QObject *context = m_modelConnections.get();
        connect(model, &QAbstractItemModel::modelAboutToBeReset, context, [this] {
            m_topArticle = m_topIndex.data(PostListModel::IdRole).value<ArticleId>();
        });
        const auto layOutSoon = [this] { scheduleDelayedItemsLayout(); };
        connect(model, &QAbstractItemModel::rowsRemoved, context, layOutSoon);
        connect(model, &QAbstractItemModel::rowsMoved, context, layOutSoon);
        connect(model, &QAbstractItemModel::layoutChanged, context, layOutSoon);
    }
    QListView::setModel(model);
}

void PostListView::keyboardSearch(const QString & /*search*/)
{
    // Single letters are commands here (j, k, n, p); the search field is for typing.
}

bool PostListView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverMove) {
        m_hovered = indexAt(static_cast<const QHoverEvent *>(event)->position().toPoint());
        emit attentionGiven();
    } else if (event->type() == QEvent::HoverLeave) {
        m_hovered = QModelIndex();
    }
    return QListView::viewportEvent(event);
}

void PostListView::keyPressEvent(QKeyEvent *event)
{
    emit attentionGiven();
    const bool isPlain =
        event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (isPlain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        if (selectionModel()->hasSelection())
            emit postChosen(currentIndex());
        else
            chooseNext(1);
        return;
    }
    if (!selectionModel()->hasSelection()) {
        const bool isForward = event->key() == Qt::Key_Down || event->key() == Qt::Key_Home;
        if (isForward || event->key() == Qt::Key_Up || event->key() == Qt::Key_End) {
            chooseNext(isForward ? 1 : -1);
            return;
        }
    }
    const QPersistentModelIndex before = currentIndex();
    QListView::keyPressEvent(event);
    if (currentIndex().isValid() && currentIndex() != before)
        emit postChosen(currentIndex());
}

void PostListView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const auto *rowDelegate = qobject_cast<const PostDelegate *>(itemDelegate());
    if (!index.isValid() || rowDelegate == nullptr)
        return;
    const QPoint position = event->position().toPoint();
    const QStyleOptionViewItem option = optionFor(index);
    if (!rowDelegate->postArea(option, index).contains(position))
        return; // on a section heading
    const bool isLeft = event->button() == Qt::LeftButton;
    if (isLeft && rowDelegate->starArea(option, index).contains(position)) {
        emit starClicked(index);
        return;
    }
    if (event->button() == Qt::MiddleButton
        || (isLeft && event->modifiers().testFlag(Qt::ControlModifier))) {
        emit handOverRequested(index);
        return;
    }
    if (isLeft)
        chooseRow(index.row());
}

void PostListView::mouseMoveEvent(QMouseEvent *event)
{
    // The base class would drag the selection along, away from the post that is shown.
    if (event->buttons() == Qt::NoButton)
        QListView::mouseMoveEvent(event);
}

void PostListView::mouseDoubleClickEvent(QMouseEvent *event)
{
    // The first press has chosen the post already; a second one on the star is a second click.
    if (event->button() == Qt::LeftButton)
        mousePressEvent(event);
}

void PostListView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    const QPoint position =
        isKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    emit menuRequested(index, position);
}

void PostListView::wheelEvent(QWheelEvent *event)
{
    int pixels = event->pixelDelta().y();
    if (event->pixelDelta().isNull()) {
        const int turned = m_wheelRest
            + event->angleDelta().y() * QApplication::wheelScrollLines()
                * fontMetrics().lineSpacing();
        pixels = turned / QWheelEvent::DefaultDeltasPerStep;
        m_wheelRest = turned % QWheelEvent::DefaultDeltasPerStep;
    }
    layOutPending();
    m_revealed = QModelIndex();
    const Place before = place();
    goTo({before.row, before.offset - pixels});
    event->accept();
}

void PostListView::paintEvent(QPaintEvent *event)
{
    layOutPending();
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State common = option.state;
    for (const Box &box : std::as_const(m_boxes)) {
        const QModelIndex index = model()->index(box.row, 0);
        option.rect = QRect(0, box.top, viewport()->width(), box.height);
        if (!option.rect.intersects(event->rect()))
            continue;
        option.state = common;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_MouseOver, m_hovered == index);
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && currentIndex() == index);
        itemDelegate()->paint(&painter, option, index);
    }
    if (!m_hasPaintedRows && !m_boxes.isEmpty()) {
        m_hasPaintedRows = true;
        // Later, so that what answers it does not delay this very paint.
        QMetaObject::invokeMethod(this, &PostListView::firstRowsPainted, Qt::QueuedConnection);
        QMetaObject::invokeMethod(this, &PostListView::showBar, Qt::QueuedConnection);
    }
}

void PostListView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    if (!m_isShowingBar)
        scheduleDelayedItemsLayout();
}

void PostListView::scrollContentsBy(int /*dx*/, int /*dy*/)
{
    if (m_isShowingBar || rowCount() == 0)
        return;
    m_revealed = QModelIndex();
    const int value = verticalScrollBar()->value();
    if (value == verticalScrollBar()->maximum()) {
        goTo(placeEndingWith(rowCount() - 1));
        return;
    }
    const int row = std::min(value / stepsPerRow, rowCount() - 1);
    goTo({row, value % stepsPerRow * rowHeight(row) / stepsPerRow});
}

void PostListView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    if (!m_isShowingBar)
        showBar();
}

void PostListView::doItemsLayout()
{
    layOut(place());
    // Its neighbours may have become taller meanwhile.
    if (m_revealed.isValid() && !isInSight(m_revealed.row()))
        layOut(placeRevealing(m_revealed.row()));
    QAbstractItemView::doItemsLayout();
}

void PostListView::reset()
{
    QAbstractItemView::reset();
    m_boxes.clear();
    m_hovered = QModelIndex();
    const auto *posts = qobject_cast<const PostListModel *>(model());
    const int row = posts != nullptr && m_topArticle ? posts->rowOf(m_topArticle) : -1;
    m_topArticle = {};
    m_topIndex = row >= 0 ? model()->index(row, 0) : QModelIndex();
    if (row < 0)
        m_topOffset = 0;
    scheduleDelayedItemsLayout();
}

QRect PostListView::visualRect(const QModelIndex &index) const
{
    layOutPending();
    if (!index.isValid() || m_boxes.isEmpty())
        return {};
    if (const Box *box = boxOf(index.row()))
        return {0, box->top, viewport()->width(), box->height};
    // Out of sight: somewhere above or below, as tall as it is.
    const int height = rowHeight(index.row());
    const bool isAbove = index.row() < m_boxes.constFirst().row;
    const qint64 rowsBetween = isAbove ? m_boxes.constFirst().row - index.row() - 1
                                       : index.row() - m_boxes.constLast().row - 1;
    const qint64 distance = std::min<qint64>(rowsBetween * height, 1 << 28);
    const int top = isAbove ? m_boxes.constFirst().top - height - static_cast<int>(distance)
                            : m_boxes.constLast().end() + static_cast<int>(distance);
    return {0, top, viewport()->width(), height};
}

QModelIndex PostListView::indexAt(const QPoint &position) const
{
    layOutPending();
    for (const Box &box : m_boxes) {
        if (position.y() >= box.top && position.y() < box.end())
            return model()->index(box.row, 0);
    }
    return {};
}

void PostListView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    layOutPending();
    m_revealed = index;
    const int row = index.row();
    switch (hint) {
    case EnsureVisible:
        if (!isInSight(row))
            goTo(placeRevealing(row));
        return;
    case PositionAtTop:
        goTo({row, 0});
        return;
    case PositionAtBottom:
        goTo(placeEndingWith(row));
        return;
    case PositionAtCenter:
        goTo({row, (rowHeight(row) - viewport()->height()) / 2});
        return;
    }
}

QModelIndex PostListView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/)
{
    layOutPending();
    const int last = rowCount() - 1;
    if (last < 0)
        return {};
    if (!currentIndex().isValid())
        return model()->index(0, 0);
    int row = currentIndex().row();
    switch (action) {
    case MoveUp:
    case MovePrevious:
        --row;
        break;
    case MoveDown:
    case MoveNext:
        ++row;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MovePageUp:
    case MovePageDown: {
        // As far as both the row now and the one then fit into the view.
        const int step = action == MovePageUp ? -1 : 1;
        int room = viewport()->height() - rowHeight(row);
        do {
            row += step;
            if (row <= 0 || row >= last)
                break;
            room -= rowHeight(row);
        } while (room >= rowHeight(row + step));
        break;
    }
    case MoveLeft:
    case MoveRight:
        break;
    }
    return model()->index(std::clamp(row, 0, last), 0);
}

void PostListView::setSelection(const QRect &area, QItemSelectionModel::SelectionFlags command)
{
    // One row at most is selected, so the area is a point in it.
    const QModelIndex index = indexAt(area.center());
    if (index.isValid())
        selectionModel()->select(index, command);
}

QRegion PostListView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const Box &box : m_boxes) {
        if (selection.contains(model()->index(box.row, 0)))
            region += QRect(0, box.top, viewport()->width(), box.height);
    }
    return region;
}

void PostListView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QAbstractItemView::rowsInserted(parent, first, last);
    const bool wasAtTop = m_topOffset == 0 && first == 0 && m_topIndex.row() == last + 1;
    if (wasAtTop && !selectionModel()->hasSelection())
        m_topIndex = model()->index(0, 0);
    scheduleDelayedItemsLayout();
}

void PostListView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Qt would select a neighbour, which would then look like the post that is shown.
    const int current = currentIndex().row();
    if (current >= first && current <= last)
        selectionModel()->clear();
    if (m_topIndex.row() >= first && m_topIndex.row() <= last) {
        m_topIndex = model()->index(last + 1 < rowCount() ? last + 1 : first - 1, 0);
        m_topOffset = 0;
    }
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
}

void PostListView::dataChanged(const QModelIndex &first, const QModelIndex &last,
                               const QList<int> &roles)
{
    QAbstractItemView::dataChanged(first, last, roles);
    // Other text may make a row taller or smaller.
    if (!m_boxes.isEmpty() && last.row() >= m_boxes.constFirst().row
        && first.row() <= m_boxes.constLast().row)
        scheduleDelayedItemsLayout();
}

QStyleOptionViewItem PostListView::optionFor(const QModelIndex &index) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    return option;
}

int PostListView::rowCount() const
{
    return model() != nullptr ? model()->rowCount() : 0;
}

int PostListView::rowHeight(int row) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = QRect(0, 0, viewport()->width(), 0);
    return std::max(1, itemDelegate()->sizeHint(option, model()->index(row, 0)).height());
}

const PostListView::Box *PostListView::boxOf(int row) const
{
    const qsizetype at = m_boxes.isEmpty() ? -1 : row - m_boxes.constFirst().row;
    return at >= 0 && at < m_boxes.size() ? &m_boxes.at(at) : nullptr;
}

PostListView::Place PostListView::place() const
{
    return m_topIndex.isValid() ? Place{m_topIndex.row(), m_topOffset} : Place{};
}

PostListView::Place PostListView::placeEndingWith(int row) const
{
    int room = viewport()->height();
    while (true) {
        const int height = rowHeight(row);
        if (height >= room)
            return {row, height - room};
        if (row == 0)
            return {};
        room -= height;
        --row;
    }
}

PostListView::Place PostListView::placeRevealing(int row) const
{
    const bool isAbove = row <= place().row || rowHeight(row) >= viewport()->height();
    return isAbove ? Place{row, 0} : placeEndingWith(row);
}

bool PostListView::isInSight(int row) const
{
    const Box *box = boxOf(row);
    return box != nullptr && box->top >= 0
        && box->end() <= std::max(viewport()->height(), box->height);
}

int PostListView::barValueOf(const Place &place) const
{
    const qint64 value = static_cast<qint64>(place.row) * stepsPerRow
        + place.offset * stepsPerRow / rowHeight(place.row);
    return static_cast<int>(std::min<qint64>(value, std::numeric_limits<int>::max()));
}

void PostListView::goTo(Place place)
{
    layOut(place);
    showBar();
    viewport()->update();
}

// The bar is there or not before anything is painted: it takes width, and another width makes other
// heights. Qt's own way would show it later, and everything would be wrapped anew before the
// reader's eyes.
void PostListView::layOut(Place place)
{
    // Each row has a title and a line below it. So many need no measuring without the bar first.
    if (rowCount() > viewport()->height() / (2 * fontMetrics().lineSpacing()))
        setBarThere(true);
    fillFrom(place);
    if (m_boxes.isEmpty()
        || areAllInSight() == (verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOff))
        return;
    setBarThere(!areAllInSight());
    fillFrom(place);
}

void PostListView::fillFrom(Place place)
{
    m_boxes.clear();
    const int count = rowCount();
    const int room = viewport()->height();
    int row = std::clamp(place.row, 0, std::max(0, count - 1));
    int top = -place.offset;
    while (top > 0 && row > 0) {
        --row;
        top -= rowHeight(row);
    }
    top = std::min(top, 0);
    for (; row < count && top < room; ++row) {
        const Box box{row, top, rowHeight(row)};
        top = box.end();
        if (top > 0 || row == count - 1)
            m_boxes.append(box);
    }
    if (m_boxes.isEmpty()) {
        m_topIndex = QModelIndex();
        m_topOffset = 0;
        return;
    }
    fillFromAbove();
    m_topIndex = model()->index(m_boxes.constFirst().row, 0);
    m_topOffset = -m_boxes.constFirst().top;
    if (auto *posts = qobject_cast<PostListModel *>(model()))
        posts->loadAround(m_boxes.constFirst().row, m_boxes.constLast().row);
}

// Leaves no room below the last row while there are rows above.
void PostListView::fillFromAbove()
{
    const int left = viewport()->height() - m_boxes.constLast().end();
    if (left <= 0)
        return;
    while (m_boxes.constFirst().row > 0 && -m_boxes.constFirst().top < left) {
        const int row = m_boxes.constFirst().row - 1;
        const int height = rowHeight(row);
        m_boxes.prepend({row, m_boxes.constFirst().top - height, height});
    }
    const int shift = std::min(left, -m_boxes.constFirst().top);
    for (Box &box : m_boxes)
        box.top += shift;
}

// Nothing that can be seen changes by it.
void PostListView::layOutPending() const
{
    const_cast<PostListView *>(this)->executeDelayedItemsLayout();
}

bool PostListView::areAllInSight() const
{
    return m_boxes.isEmpty()
        || (m_boxes.size() == rowCount()
            && m_boxes.constLast().end() - m_boxes.constFirst().top <= viewport()->height());
}

void PostListView::setBarThere(bool isThere)
{
    const bool wasShowing = std::exchange(m_isShowingBar, true);
    setVerticalScrollBarPolicy(isThere ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    m_isShowingBar = wasShowing;
}

int PostListView::endOfBar() const
{
    if (areAllInSight())
        return 0;
    // What stands at the end is measured when the beginning is on the screen.
    if (!m_hasPaintedRows)
        return static_cast<int>(std::min<qint64>((rowCount() - m_boxes.size()) * stepsPerRow,
                                                 std::numeric_limits<int>::max()));
    return barValueOf(placeEndingWith(rowCount() - 1));
}

void PostListView::showBar()
{
    m_isShowingBar = true;
    QScrollBar *bar = verticalScrollBar();
    const int end = endOfBar();
    bar->setRange(0, end);
    bar->setSingleStep(stepsPerRow / 2);
    bar->setPageStep(std::max(1, static_cast<int>(m_boxes.size()) - 1) * stepsPerRow);
    bar->setValue(m_boxes.isEmpty() ? 0 : std::min(end, barValueOf(place())));
    m_isShowingBar = false;
}

} // namespace lectern
