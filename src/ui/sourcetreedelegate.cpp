// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sourcetreedelegate.h"

#include "models/sourcetreemodel.h"
#include "ui/lettertile.h"
#include "ui/lineicon.h"
#include "ui/theme.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int sideMargin = 14;
constexpr int iconSize = 16;
constexpr int iconGap = 8;
constexpr int selectionBar = 3;
constexpr int dotSize = 7;
constexpr int heightMargin = 5;

/// Rows in sight, and some to scroll back to.
constexpr qsizetype mostIcons = 200;
/// In pixels, along either side: an icon is no larger, whatever its file claims.
constexpr int largestIcon = 512;

/// Fixed scopes, sources and saved searches are told apart by a line.
int groupOf(const QModelIndex &index)
{
    switch (static_cast<Scope::Kind>(index.data(SourceTreeModel::KindRole).toInt())) {
    case Scope::Kind::All:
    case Scope::Kind::Unread:
    case Scope::Kind::Bookmarks:
        return 0;
    case Scope::Kind::Source:
    case Scope::Kind::Folder:
        return 1;
    case Scope::Kind::Search:
        return 2;
    }
    Q_UNREACHABLE();
}

QFont tileFont(const QFont &base)
{
    QFont font = base;
    font.setPixelSize(10);
    return font;
}

} // namespace

SourceTreeDelegate::SourceTreeDelegate(QObject *parent)
    : QStyledItemDelegate(parent), m_icons(mostIcons)
{
}

QSize SourceTreeDelegate::sizeHint(const QStyleOptionViewItem &option,
                                   const QModelIndex & /*index*/) const
{
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    return {100, std::max(QFontMetrics(bold).height(), iconSize) + 2 * heightMargin};
}

QRect SourceTreeDelegate::iconArea(const QRect &row, Qt::LayoutDirection direction)
{
    const QRect area(row.left() + sideMargin, row.top() + (row.height() - iconSize) / 2, iconSize,
                     iconSize);
    return QStyle::visualRect(direction, row, area);
}

void SourceTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.palette);
    const auto *model = qobject_cast<const SourceTreeModel *>(index.model());
    const bool isShown = model != nullptr && model->rowAt(index).scope == m_shownScope;
    const bool isCurrent = option.state.testFlag(QStyle::State_HasFocus);
    // The whole width, also before what stands within a folder.
    QRect row = option.rect;
    if (const QWidget *viewport = option.widget) {
        row.setLeft(0);
        row.setRight(viewport->width() - 1);
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isShown) {
        painter->fillRect(row, theme.selection);
        const QRect bar(row.left(), row.top(), selectionBar, row.height());
        painter->fillRect(QStyle::visualRect(option.direction, row, bar), theme.accent);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        QColor hover = theme.selection;
        hover.setAlphaF(0.45F);
        painter->fillRect(row, hover);
    }
    if (isCurrent) {
        painter->setPen(QPen(theme.accent, 1.0));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(row).adjusted(4.5, 1.5, -4.5, -1.5), 5, 5);
    }
    const QModelIndex above = index.siblingAtRow(index.row() - 1);
    if (above.isValid() && groupOf(above) != groupOf(index))
        painter->fillRect(QRect(row.left(), row.top(), row.width(), 1), theme.line);

    const QRect icon = iconArea(option.rect, option.direction);
    paintIcon(*painter, icon, option, index);

    const auto placed = [&](const QRect &area) {
        return QStyle::visualRect(option.direction, option.rect, area);
    };
    const QVariant count = index.data(SourceTreeModel::CountRole);
    const QString countText = count.toInt() > 0 ? option.locale.toString(count.toInt()) : QString();
    const int countWidth = option.fontMetrics.horizontalAdvance(countText);
    int right = option.rect.right() - sideMargin;
    painter->setFont(option.font);
    painter->setPen(theme.secondary);
    painter->drawText(
        placed(QRect(right - countWidth, option.rect.top(), countWidth + 1, option.rect.height())),
        Qt::AlignVCenter, countText);
    right -= countText.isEmpty() ? 0 : countWidth + iconGap;
    if (index.data(SourceTreeModel::IsFailingRole).toBool()) {
        const QRect mark(right - iconSize,
                         option.rect.top() + (option.rect.height() - iconSize) / 2, iconSize,
                         iconSize);
        painter->drawPixmap(placed(mark),
                            lineIconPixmap(u"warning"_s, theme.secondary, iconSize,
                                           painter->device()->devicePixelRatio()));
        right -= iconSize + iconGap;
    }

    QFont font = option.font;
    if (isShown)
        font.setWeight(QFont::DemiBold);
    const int left = option.rect.left() + sideMargin + iconSize + iconGap;
    const QString title =
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, right - left);
    painter->setFont(font);
    painter->setPen(index.data(SourceTreeModel::IsMutedRole).toBool() ? theme.secondary
                                                                      : theme.text);
    painter->drawText(
        placed(QRect(left, option.rect.top(), std::max(right - left, 0) + 1, option.rect.height())),
        static_cast<int>(Qt::AlignVCenter | Qt::TextSingleLine), title);
    painter->restore();
}

void SourceTreeDelegate::paintIcon(QPainter &painter, const QRect &area,
                                   const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.palette);
    const double ratio = painter.device()->devicePixelRatio();
    const auto paintLineIcon = [&](const QString &name) {
        painter.drawPixmap(area, lineIconPixmap(name, theme.secondary, iconSize, ratio));
    };
    switch (static_cast<Scope::Kind>(index.data(SourceTreeModel::KindRole).toInt())) {
    case Scope::Kind::All:
        paintLineIcon(u"book"_s);
        return;
    case Scope::Kind::Unread: {
        QRect dot(0, 0, dotSize, dotSize);
        dot.moveCenter(area.center());
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        painter.drawEllipse(dot);
        return;
    }
    case Scope::Kind::Bookmarks:
        paintLineIcon(u"star"_s);
        return;
    case Scope::Kind::Search:
        paintLineIcon(u"search"_s);
        return;
    case Scope::Kind::Folder:
        if (option.state.testFlag(QStyle::State_Open))
            paintLineIcon(u"chevron-down"_s);
        else
            paintLineIcon(option.direction == Qt::RightToLeft ? u"chevron-left"_s
                                                              : u"chevron-right"_s);
        return;
    case Scope::Kind::Source:
        break;
    }
    const QByteArray image = index.data(SourceTreeModel::IconRole).toByteArray();
    const QPixmap icon = image.isEmpty() ? QPixmap() : iconFrom(image, iconSize, ratio);
    if (index.data(SourceTreeModel::IsMutedRole).toBool())
        painter.setOpacity(0.5);
    if (icon.isNull()) {
        painter.setFont(tileFont(option.font));
        paintLetterTile(painter, area, index.data().toString(), theme);
    } else {
        painter.drawPixmap(area, icon);
    }
    painter.setOpacity(1.0);
}

QPixmap SourceTreeDelegate::iconFrom(const QByteArray &image, int size, double ratio) const
{
    const QSize pixels = QSizeF(size * ratio, size * ratio).toSize();
    if (const QPixmap *known = m_icons.object(image);
        known != nullptr && (known->isNull() || known->size() == pixels))
        return *known;
    QBuffer buffer;
    buffer.setData(image);
    QPixmap icon;
    if (buffer.open(QIODevice::ReadOnly)) {
        QImageReader reader(&buffer, "png");
        reader.setAutoDetectImageFormat(false);
        // Asked first: the size of what is no such image is said to be wrong on the terminal.
        const QSize claimed = reader.canRead() ? reader.size() : QSize();
        if (claimed.isValid() && std::max(claimed.width(), claimed.height()) <= largestIcon)
            icon = QPixmap::fromImage(
                reader.read().scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        icon.setDevicePixelRatio(ratio);
    }
    m_icons.insert(image, new QPixmap(icon));
    return icon;
}

} // namespace lectern
