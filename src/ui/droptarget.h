// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMimeData;
class QWidget;

namespace lectern {

/// Takes addresses and files that are dropped on a window from elsewhere, or pasted where nothing
/// else takes the keys. GUI thread; the window owns it.
class DropTarget final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DropTarget)

public:
    explicit DropTarget(QWidget &window);

    /// The first address or file in it; empty when there is none.
    [[nodiscard]] static QString addressIn(const QMimeData &data);

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void taken(const QString &address);
};

} // namespace lectern
