// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pageheading.h"

#include "ui/smallfont.h"
#include "ui/theme.h"

#include <QPainter>

namespace lectern {

namespace {

QFont titleFont(const QFont &base)
{
    QFont font = base;
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

PageHeading::PageHeading(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void PageHeading::setPage(const QString &title, const QString &site, const QString &address)
{
    m_title = title.simplified();
    m_site = site;
    setToolTip(address.toHtmlEscaped());
    setAccessibleDescription(m_site.isEmpty() ? m_title : tr("%1, from %2").arg(m_title, m_site));
    update();
}

QSize PageHeading::sizeHint() const
{
    return {240, minimumSizeHint().height()};
}

QSize PageHeading::minimumSizeHint() const
{
    return {60,
            QFontMetrics(titleFont(font())).height() + QFontMetrics(smallFont(font())).height()};
}

void PageHeading::paintEvent(QPaintEvent * /*event*/)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    const QFont bold = titleFont(font());
    const QFont small = smallFont(font());
    const QFontMetrics boldMetrics(bold);
    const QFontMetrics smallMetrics(small);
    const int textHeight = boldMetrics.height() + (m_site.isEmpty() ? 0 : smallMetrics.height());
    const int top = (height() - textHeight) / 2;

    painter.setFont(bold);
    painter.setPen(theme.text);
    painter.drawText(QRect(0, top, width(), boldMetrics.height()), Qt::AlignCenter,
                     boldMetrics.elidedText(m_title, Qt::ElideRight, width()));
    painter.setFont(small);
    painter.setPen(theme.secondary);
    painter.drawText(QRect(0, top + boldMetrics.height(), width(), smallMetrics.height()),
                     Qt::AlignCenter, smallMetrics.elidedText(m_site, Qt::ElideMiddle, width()));
}

} // namespace lectern
