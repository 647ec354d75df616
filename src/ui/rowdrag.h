// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPersistentModelIndex>
#include <QPoint>

#include <functional>

class QFrame;

namespace lectern {

class PostListView;

/// Lets the posts of a list be dragged to another place in it: a line shows where the post would
/// come, on which side of a heading, too; Escape leaves it where it is. Only tells; moving the row
/// is for whoever is told. Owned by the list.
class RowDrag final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowDrag)

public:
    explicit RowDrag(PostListView &list);

    /// Asked when a drag begins; without it none does.
    void setAllowed(const std::function<bool()> &isAllowed) { m_isAllowed = isAllowed; }

signals:
    /// `row` is to come right before or after the row `other`.
    void dropped(int row, int other, bool isAfter);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void press(const QPoint &position);
    void drag(const QPoint &position);
    void showLine(int top);
    [[nodiscard]] QRect postArea(const QModelIndex &index) const;
    void drop();
    void end();

    PostListView &m_list;
    const QObject *const m_viewport; ///< its; events come from it until the list is half gone
    std::function<bool()> m_isAllowed;
    QFrame *m_line;
    QPoint m_pressed;
    QPersistentModelIndex m_row; ///< that was pressed
    QPersistentModelIndex m_other; ///< that it is over; valid only during a drag
    bool m_isAfter = false; ///< below that, not above it
    bool m_isDragging = false;
};

} // namespace lectern
