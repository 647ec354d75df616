// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QCache>
#include <QStyledItemDelegate>

namespace lectern {

struct Theme;

/// Draws a row of the post list: perhaps a heading, then title, summary (two lines at the most
/// each, what was searched for marked; a note in the summary's place), a line of site, date,
/// reading time and tags, the star, and a dot while unread; grey bars for a post that is not there
/// yet. Reads the roles of PostListModel.
class PostDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PostDelegate)

public:
    explicit PostDelegate(QObject *parent = nullptr);
    ~PostDelegate() override;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

    /// Where the star is drawn, with some air to hit it; in the coordinates of option.rect.
    [[nodiscard]] QRect starArea(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const;
    /// The row without its section heading.
    [[nodiscard]] QRect postArea(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const;

private:
    struct RowTexts;

    [[nodiscard]] RowTexts &textsOf(const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const;
    void paintPlaceholder(QPainter &painter, const QStyleOptionViewItem &option,
                          const Theme &theme) const;
    void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QRect &area,
                      const QString &text, const Theme &theme) const;
    void paintMeta(QPainter &painter, const QStyleOptionViewItem &option, const QRect &area,
                   const QModelIndex &index, const Theme &theme) const;

    mutable QCache<ArticleId, RowTexts> m_texts;
};

} // namespace lectern
