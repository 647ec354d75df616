// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/feedrefresher.h"

#include <QTimer>
#include <QWidget>

#include <chrono>

class QLabel;
class QToolButton;

namespace lectern {

/// A quiet line that says how far a refresh is, with a button to cancel it. What takes only a
/// moment is not worth a line that comes and goes: it appears after a while.
class RefreshLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RefreshLine)

public:
    static constexpr std::chrono::milliseconds patience{700};

    explicit RefreshLine(QWidget *parent = nullptr);

    /// With a total of 0 nothing is being refreshed, and the line goes.
    void setProgress(const RefreshProgress &progress);

signals:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_label;
    QToolButton *m_cancelButton;
    QTimer m_appearTimer;
    RefreshProgress m_progress;
};

} // namespace lectern
