// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QListView>
#include <QPersistentModelIndex>

#include <memory>

namespace lectern {

/// The post list: tells choosing (a click, Enter, moving with the keys) from mere changes of the
/// current row, such as those when rows come and go, so that nothing loads unasked.
/// Its model is a PostListModel, its delegate a PostDelegate.
///
/// It lays out only the rows in sight, so a million are shown as quickly as ten, each as tall as
/// its text. Its place is the row at the top of the view: that row stays where it is when others
/// come or go above it, when the width changes, and when rows get their posts. (At the very top
/// of a list in which nothing is chosen, new posts come into sight.) The scroll bar counts rows,
/// not pixels, since nobody knows the heights of those never seen.
class PostListView final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PostListView)

public:
    explicit PostListView(QWidget *parent = nullptr);

    /// Moves by rows and chooses; from no row at all the first (or last) one is chosen.
    void chooseNext(int step);
    void chooseRow(int row);
    /// Marks the row as the one shown, without choosing it; -1 for none.
    void showRow(int row);
    [[nodiscard]] int shownRow() const;
    void showTop();

signals:
    void postChosen(const QModelIndex &index);
    void starClicked(const QModelIndex &index);
    void handOverRequested(const QModelIndex &index); ///< middle click or Ctrl+click
    void menuRequested(const QModelIndex &index, const QPoint &globalPosition);
    /// The first time that rows are on the screen; once.
    void firstRowsPainted();
    /// The reader's pointer or keys came to the list: a choice may follow soon.
    void attentionGiven();

    // Qt's view calls these; they are overridden, not meant to be called.
public:
    void setModel(QAbstractItemModel *model) override;
    void keyboardSearch(const QString &search) override;
    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &position) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void reset() override;

protected:
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override { return 0; }
    [[nodiscard]] bool isIndexHidden(const QModelIndex &) const override { return false; }
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &area, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;

protected slots:
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void dataChanged(const QModelIndex &first, const QModelIndex &last,
                     const QList<int> &roles) override;

private:
    /// A row in sight, in pixels of the viewport.
    struct Box
    {
        int row = 0;
        int top = 0;
        int height = 0;

        [[nodiscard]] int end() const { return top + height; }
    };
    /// A row and how many of its pixels lie above the top of the viewport.
    struct Place
    {
        int row = 0;
        int offset = 0;
    };

    [[nodiscard]] QStyleOptionViewItem optionFor(const QModelIndex &index) const;
    [[nodiscard]] int rowCount() const;
    [[nodiscard]] int rowHeight(int row) const;
    [[nodiscard]] const Box *boxOf(int row) const;
    [[nodiscard]] Place place() const;
    /// The place at which `row` stands right above the lower edge.
    [[nodiscard]] Place placeEndingWith(int row) const;
    /// The nearest one at which all of `row` is in sight.
    [[nodiscard]] Place placeRevealing(int row) const;
    [[nodiscard]] bool isInSight(int row) const;
    [[nodiscard]] int barValueOf(const Place &place) const;
    void goTo(Place place);
    void layOut(Place place);
    void fillFrom(Place place);
    [[nodiscard]] bool areAllInSight() const;
    void setBarThere(bool isThere);
    [[nodiscard]] int endOfBar() const;
    void layOutPending() const;
    void fillFromAbove();
    void showBar();

    QList<Box> m_boxes; ///< from the top down; all there is when that leaves room
    QPersistentModelIndex m_topIndex; ///< the row that keeps its place
    int m_topOffset = 0; ///< see Place
    ArticleId m_topArticle; ///< during a reset
    QPersistentModelIndex m_revealed; ///< stays in sight until the reader scrolls
    bool m_isShowingBar = false; ///< the bar follows the view, not the view the bar
    int m_wheelRest = 0; ///< turned, but too little for a pixel
    std::unique_ptr<QObject> m_modelConnections;
    QPersistentModelIndex m_hovered;
    bool m_hasPaintedRows = false;
};

} // namespace lectern
