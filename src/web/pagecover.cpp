// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/pagecover.h"

#include "web/embeddedpage.h"

#include <QPaintEvent>
#include <QPainter>

namespace lectern {

PageCover::PageCover(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void PageCover::showPlain()
{
    m_picture = {};
    appear();
}

void PageCover::showPicture(const QPixmap &picture)
{
    m_picture = picture;
    appear();
}

void PageCover::appear()
{
    update();
    showOverPage(*this);
}

void PageCover::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    if (!m_picture.isNull())
        painter.drawPixmap(0, 0, m_picture);
    emit painted();
}

} // namespace lectern
