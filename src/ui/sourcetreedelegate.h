// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QCache>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace lectern {

/// Paints a row of the tree of sources: its icon (or for a folder, whether it is unfolded), title,
/// a mark when it could not be refreshed, and its count at the end.
class SourceTreeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceTreeDelegate)

public:
    explicit SourceTreeDelegate(QObject *parent = nullptr);

    void setShownScope(const Scope &scope) { m_shownScope = scope; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

    /// Where the row's icon is drawn, which unfolds a folder when it is clicked.
    [[nodiscard]] static QRect iconArea(const QRect &row, Qt::LayoutDirection direction);

private:
    void paintIcon(QPainter &painter, const QRect &area, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;
    [[nodiscard]] QPixmap iconFrom(const QByteArray &image, int size, double ratio) const;

    Scope m_shownScope;
    /// Decoded once; null for bytes that are no such image.
    mutable QCache<QByteArray, QPixmap> m_icons;
};

} // namespace lectern
