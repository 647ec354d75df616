// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QAction;

namespace lectern {

/// Original | Reader, as one control that is checked in reader view. Where there is little room it
/// is a single button with a pilcrow.
class ViewSwitch final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ViewSwitch)

public:
    explicit ViewSwitch(QWidget *parent = nullptr);

    /// Follows a checkable action, and triggers it. Not owned.
    void setAction(QAction *action);
    void setCompact(bool isCompact);
    [[nodiscard]] bool isCompact() const { return m_isCompact; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] int halfWidth() const;
    void adopt();

    QAction *m_action = nullptr;
    bool m_isCompact = false;
};

} // namespace lectern
