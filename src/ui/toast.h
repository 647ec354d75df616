// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QToolButton;

namespace lectern {

/// A short message over the lower edge of its parent, perhaps with one thing to do about it. It
/// goes by itself, later while the pointer or the keyboard is on it; a new one takes its place.
class Toast final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Toast)

public:
    explicit Toast(QWidget *parent);

    /// Plain text. With an action it stays longer; the toast hides when it is taken.
    void announce(const QString &message);
    void announce(const QString &message, const QString &actionText, std::function<void()> action);
    [[nodiscard]] QString message() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void appear(const QString &message);
    void place();

    QLabel *m_label;
    QToolButton *m_actionButton;
    QToolButton *m_closeButton;
    QTimer m_timer;
    std::function<void()> m_action;
};

} // namespace lectern
