// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace lectern {

/// The post list: tells choosing (a click, Enter, moving with the keys) from mere changes of the
/// current row, such as those when rows come and go, so that nothing loads unasked.
/// Its model is a PostListModel, its delegate a PostDelegate.
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
    void keyboardSearch(const QString &search) override;

protected:
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

protected slots:
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    [[nodiscard]] QStyleOptionViewItem optionFor(const QModelIndex &index) const;

    bool m_hasPaintedRows = false;
};

} // namespace lectern
