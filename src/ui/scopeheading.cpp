// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scopebox.h"

#include "models/scopemodel.h"
#include "ui/lineicon.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int chevronSize = 16;
constexpr int countGap = 8;

QString countText(const QVariant &count, const QLocale &locale)
{
    return count.isValid() ? locale.toString(count.toInt()) : QString();
}

/// The open list: a name at the left, its count at the right.
class ScopeDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setPen(isSelected ? option.palette.color(QPalette::HighlightedText)
                                   : Theme::of(option.palette).secondary);
        painter->drawText(option.rect.adjusted(10, 0, -10, 0),
                          static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignRight)
                                           | Qt::AlignVCenter),
                          countText(index.data(ScopeModel::CountRole), option.locale));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(60, 8);
    }
};

QFont headingFont(const QFont &base)
{
    QFont font = base;
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

ScopeBox::ScopeBox(QWidget *parent) : QComboBox(parent)
{
    setItemDelegate(new ScopeDelegate(this));
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize ScopeBox::sizeHint() const
{
    return {QComboBox::sizeHint().width(), QFontMetrics(headingFont(font())).height() + 12};
}

void ScopeBox::paintEvent(QPaintEvent * /*event*/)
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
    const QString count = countText(currentData(ScopeModel::CountRole), locale());
    const int countWidth = fontMetrics().horizontalAdvance(count);
    const int room = width() - 4 - countGap - countWidth - 2 * countGap - chevronSize;
    const QString title = metrics.elidedText(currentText(), Qt::ElideRight, std::max(room, 0));
    const int titleWidth = metrics.horizontalAdvance(title);

    painter.setFont(bold);
    painter.setPen(theme.text);
    painter.drawText(placed(QRect(4, 0, titleWidth + 2, height())), Qt::AlignVCenter, title);
    painter.setFont(font());
    painter.setPen(theme.secondary);
    painter.drawText(placed(QRect(4 + titleWidth + countGap, 0, countWidth + 2, height())),
                     Qt::AlignVCenter, count);
    painter.drawPixmap(
        placed(QRect(width() - chevronSize - 4, (height() - chevronSize) / 2, chevronSize,
                     chevronSize)),
        lineIconPixmap(u"chevron-down"_s, theme.secondary, chevronSize, devicePixelRatioF()));
}

} // namespace lectern
