// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/toast.h"

#include "ui/lineicon.h"
#include "ui/theme.h"
#include "web/embeddedpage.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr auto messageTime = 5s;
constexpr auto actionTime = 10s;
constexpr int edgeDistance = 18;

} // namespace

Toast::Toast(QWidget *parent)
    : QFrame(parent), m_label(new QLabel(this)), m_actionButton(new QToolButton(this)),
      m_closeButton(new QToolButton(this))
{
    setObjectName(u"toast"_s);
    setAccessibleName(tr("Message"));
    m_label->setObjectName(u"toastLabel"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(false);
    m_actionButton->setObjectName(u"toastActionButton"_s);
    m_actionButton->setFocusPolicy(Qt::TabFocus);
    m_closeButton->setObjectName(u"toastCloseButton"_s);
    m_closeButton->setAutoRaise(true);
    m_closeButton->setIcon(lineIcon(u"close"_s));
    m_closeButton->setAccessibleName(tr("Close the message"));
    m_closeButton->setFocusPolicy(Qt::TabFocus);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_actionButton);
    layout->addWidget(m_closeButton);

    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isAncestorOf(QApplication::focusWidget()))
            m_timer.start();
        else
            hide();
    });
    connect(m_closeButton, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_actionButton, &QToolButton::clicked, this, [this] {
        hide();
        // Moved out first: the action may show the next message.
        if (const auto action = std::exchange(m_action, {}))
            action();
    });
    parent->installEventFilter(this);
    hide();
}

void Toast::announce(const QString &message)
{
    m_action = {};
    m_actionButton->hide();
    m_timer.setInterval(messageTime);
    appear(message);
}

void Toast::announce(const QString &message, const QString &actionText,
                     std::function<void()> action)
{
    m_action = std::move(action);
    m_actionButton->setText(actionText);
    m_actionButton->show();
    m_timer.setInterval(actionTime);
    appear(message);
}

QString Toast::message() const
{
    return m_label->text();
}

void Toast::appear(const QString &message)
{
    m_label->setText(message);
    m_label->setWordWrap(false);
    place();
    showOverPage(*this);
    m_timer.start();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Toast::place()
{
    const int room = parentWidget()->width() - 2 * edgeDistance;
    if (sizeHint().width() > room)
        m_label->setWordWrap(true);
    const int width = std::min(sizeHint().width(), room);
    const int height = hasHeightForWidth() ? heightForWidth(width) : sizeHint().height();
    setGeometry((parentWidget()->width() - width) / 2,
                parentWidget()->height() - height - edgeDistance, width, height);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent *event)
{
    m_timer.stop();
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    m_timer.start();
    QFrame::leaveEvent(event);
}

void Toast::paintEvent(QPaintEvent * /*event*/)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.secondary);
    painter.setBrush(palette().color(QPalette::Button));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
}

} // namespace lectern
