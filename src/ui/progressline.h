// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace lectern {

/// A line of two pixels over the page that fills while it loads. It keeps its room when idle, so
/// that nothing jumps, and is then the line that parts the bar from the page.
class ProgressLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProgressLine)

public:
    explicit ProgressLine(QWidget *parent = nullptr);

    void start();
    void setPercent(int percent);
    void finish();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QTimer m_growTimer;
    int m_percent = 0;
    bool m_isRunning = false;
};

} // namespace lectern
