// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scopeheading.h"

#include "ui/lineicon.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int chevronSize = 16;
constexpr int countGap = 8;

QFont headingFont(const QFont &base)
{
    QFont font = base;
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

ScopeHeading::ScopeHeading(QWidget *parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ScopeHeading::setScope(const QString &title, std::optional<int> count)
{
    if (title == m_title && count == m_count)
        return;
    m_title = title;
    m_count = count;
    setAccessibleName(count ? tr("%1, %2", "a list, and how many posts it has")
                                  .arg(title, locale().toString(*count))
                            : title);
    update();
}

QSize ScopeHeading::sizeHint() const
{
    return {120, QFontMetrics(headingFont(font())).height() + 12};
}

void ScopeHeading::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else if (event->key() == Qt::Key_Down)
        emit entryRequested();
    else
        QAbstractButton::keyPressEvent(event);
}

void ScopeHeading::paintEvent(QPaintEvent * /*event*/)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(theme.accent, 1.0) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? theme.chip : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const auto placed = [this](const QRect &area) {
        return QStyle::visualRect(layoutDirection(), rect(), area);
    };
    const QFont bold = headingFont(font());
    const QFontMetrics metrics(bold);
    const QString count = m_count ? locale().toString(*m_count) : QString();
    const int countWidth = fontMetrics().horizontalAdvance(count);
    const int room = width() - 4 - countGap - countWidth - 2 * countGap - chevronSize;
    const QString shown = metrics.elidedText(m_title, Qt::ElideRight, std::max(room, 0));
    const int titleWidth = metrics.horizontalAdvance(shown);

    painter.setFont(bold);
    painter.setPen(theme.text);
    painter.drawText(placed(QRect(4, 0, titleWidth + 2, height())), Qt::AlignVCenter, shown);
    painter.setFont(font());
    painter.setPen(theme.secondary);
    painter.drawText(placed(QRect(4 + titleWidth + countGap, 0, countWidth + 2, height())),
                     Qt::AlignVCenter, count);
    painter.drawPixmap(placed(QRect(width() - chevronSize - 4, (height() - chevronSize) / 2,
                                    chevronSize, chevronSize)),
                       lineIconPixmap(isChecked() ? u"chevron-up"_s : u"chevron-down"_s,
                                      theme.secondary, chevronSize, devicePixelRatioF()));
}

} // namespace lectern
