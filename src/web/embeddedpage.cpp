// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/embeddedpage.h"

#include <QChildEvent>
#include <QCoreApplication>
#include <QFocusEvent>
#include <QPixmap>
#include <QWindow>

#include <utility>

namespace lectern {

EmbeddedPage::EmbeddedPage(QWidget *page, QWidget *parent) : QWidget(parent), m_page(page)
{
    Q_ASSERT(page->isWindow() && page->internalWinId() == 0);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled);
    // A window without frame never flashes up should the platform show it before it is embedded.
    page->setWindowFlags(Qt::FramelessWindowHint);
    page->installEventFilter(this);
}

void EmbeddedPage::setPresence(PagePresence presence)
{
    const PagePresence before = std::exchange(m_presence, presence);
    if (!m_page || presence == before)
        return;
    switch (presence) {
    case PagePresence::Ahead:
        // Of a page that is not shown, the engine stops timers and frames, and it paints nothing.
        Q_ASSERT(m_container == nullptr);
        m_page->resize(size());
        m_page->setAttribute(Qt::WA_DontShowOnScreen);
        m_page->setAttribute(Qt::WA_QuitOnClose, false);
        // Made anew for what draws with the GPU, a window that counts as shown is shown in earnest,
        // and takes the focus: it is only shown once it holds that.
        if (m_page->focusProxy() != nullptr)
            m_page->show();
        break;
    case PagePresence::Resting:
        endUnseen();
        if (m_container == nullptr && m_page->focusProxy() != nullptr)
            makeContainer();
        if (m_container != nullptr)
            m_container->hide();
        break;
    case PagePresence::Frozen:
    case PagePresence::InSight:
        break;
    }
}

void EmbeddedPage::endUnseen()
{
    if (!isUnseen())
        return;
    m_page->hide();
    m_page->setAttribute(Qt::WA_DontShowOnScreen, false);
}

void EmbeddedPage::appear()
{
    if (!m_page || m_presence != PagePresence::InSight)
        return;
    endUnseen();
    if (m_page->focusProxy() != nullptr)
        embed();
}

void EmbeddedPage::present()
{
    if (QWidget *target = surface())
        target->repaint();
}

QPixmap EmbeddedPage::picture() const
{
    return m_page ? m_page->grab() : QPixmap();
}

QVariant EmbeddedPage::inputMethodQuery(Qt::InputMethodQuery query) const
{
    const QWidget *target = surface();
    return target != nullptr ? target->inputMethodQuery(query) : QWidget::inputMethodQuery(query);
}

bool EmbeddedPage::event(QEvent *event)
{
    QWidget *target = surface();
    if (target == nullptr)
        return QWidget::event(event);
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::InputMethod:
        return QCoreApplication::sendEvent(target, event);
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        QCoreApplication::sendEvent(target, event);
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

bool EmbeddedPage::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ChildAdded:
        if (auto *child = qobject_cast<QWidget *>(static_cast<QChildEvent *>(event)->child());
            child != nullptr && watched == m_page) {
            child->installEventFilter(this);
            // Later: at this moment the child is not a whole object yet.
            if (m_container == nullptr)
                QMetaObject::invokeMethod(this, &EmbeddedPage::embed, Qt::QueuedConnection);
        }
        break;
    case QEvent::MouseButtonPress:
        setFocus(Qt::MouseFocusReason);
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void EmbeddedPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_container != nullptr)
        m_container->setGeometry(rect());
    else if (m_page)
        m_page->resize(size()); // so that the page is laid out for its size from the start
}

bool EmbeddedPage::isUnseen() const
{
    return m_page->testAttribute(Qt::WA_DontShowOnScreen);
}

QWidget *EmbeddedPage::surface() const
{
    if (!m_page)
        return nullptr;
    return m_page->focusProxy() != nullptr ? m_page->focusProxy() : m_page.data();
}

void EmbeddedPage::embed()
{
    if (!m_page)
        return;
    if (m_presence == PagePresence::Ahead && isUnseen())
        m_page->show();
    if (m_presence != PagePresence::InSight || isUnseen())
        return;
    const bool isFirst = m_container == nullptr;
    if (isFirst)
        makeContainer();
    else if (!m_container->isHidden())
        return;
    m_container->setGeometry(rect());
    m_container->show();
    m_page->show();
    emit pageEmbedded();
    if (isFirst && hasFocus()) {
        QFocusEvent focus(QEvent::FocusIn);
        QCoreApplication::sendEvent(surface(), &focus);
    }
}

void EmbeddedPage::makeContainer()
{
    m_page->winId();
    m_container = QWidget::createWindowContainer(m_page->windowHandle(), this);
    m_container->setFocusPolicy(Qt::NoFocus);
    m_container->setGeometry(rect());
    m_container->hide();
}

void showOverPage(QWidget &widget)
{
    // One native widget makes its relatives native, and then what covers what is up to them.
    QCoreApplication::setAttribute(Qt::AA_DontCreateNativeWidgetSiblings);
    widget.setAttribute(Qt::WA_DontCreateNativeAncestors);
    widget.setAttribute(Qt::WA_NativeWindow);
    widget.show();
    widget.raise();
    // A widget knows of other widgets only, and thinks itself on top when it is the last of them.
    if (QWindow *window = widget.windowHandle())
        window->raise();
}

} // namespace lectern
