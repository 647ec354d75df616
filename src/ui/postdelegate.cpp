// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/postdelegate.h"

#include "models/postlistmodel.h"
#include "ui/clampedtext.h"
#include "ui/datetext.h"
#include "ui/lettertile.h"
#include "ui/lineicon.h"
#include "ui/smallfont.h"
#include "ui/theme.h"

#include <QDateTime>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int verticalMargin = 10;
constexpr int textInset = 24; // room for the unread dot
constexpr int starSize = 18;
constexpr int starMargin = 12;
constexpr int lineGap = 3;
constexpr int metaGap = 6;
constexpr int selectionBar = 3;
constexpr int dotSize = 7;
constexpr int maximumLines = 2;
constexpr int headingTop = 16;
constexpr int headingBottom = 6;

/// So many rows keep their texts laid out: those in sight, and some to scroll back to.
constexpr qsizetype mostLaidOut = 100;

QFont titleFont(const QFont &base, bool isRead)
{
    QFont font = base;
    font.setWeight(isRead ? QFont::Normal : QFont::DemiBold);
    return font;
}

QFont headingFont(const QFont &base)
{
    QFont font = smallFont(base);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::PercentageSpacing, 106);
    return font;
}

int headingHeight(const QFont &base)
{
    return headingTop + QFontMetrics(headingFont(base)).height() + headingBottom;
}

int metaHeight(const QFont &base)
{
    return QFontMetrics(smallFont(base)).height() + 4;
}

/// As tall as a post with one line of title and two of summary.
int placeholderHeight(const QFont &base)
{
    return 2 * verticalMargin + QFontMetrics(titleFont(base, false)).lineSpacing() + lineGap
        + maximumLines * QFontMetrics(smallFont(base)).lineSpacing() + metaGap + metaHeight(base);
}

int textWidth(int rowWidth)
{
    return std::max(40, rowWidth - textInset - starSize - 2 * starMargin);
}

QString headingText(const QVariant &heading, const QLocale &locale)
{
    if (heading.metaType() == QMetaType::fromType<QDate>())
        return dayHeadingText(heading.toDate(), QDate::currentDate(), locale);
    return heading.toString();
}

} // namespace

/// The texts of a row, laid out.
struct PostDelegate::RowTexts
{
    RowTexts(const QString &titleText, const QString &summaryText,
             const QStyleOptionViewItem &option)
        : width(textWidth(option.rect.width())), font(option.font), direction(option.direction),
          title(titleText), summary(summaryText),
          unreadTitle(titleText, titleFont(font, false), width, direction),
          laidOutSummary(summaryText, smallFont(font), width, direction)
    {
    }

    [[nodiscard]] bool areOf(const QString &titleText, const QString &summaryText,
                             const QStyleOptionViewItem &option) const
    {
        return width == textWidth(option.rect.width()) && font == option.font
            && direction == option.direction && title == titleText && summary == summaryText;
    }

    int width;
    QFont font;
    Qt::LayoutDirection direction;
    QString title;
    QString summary;
    /// In the wider weight, which tells how tall the row is: it stays so when it turns read.
    ClampedText unreadTitle;
    ClampedText laidOutSummary;
    std::unique_ptr<ClampedText> readTitle; ///< once it is drawn
};

PostDelegate::PostDelegate(QObject *parent) : QStyledItemDelegate(parent), m_texts(mostLaidOut) { }

PostDelegate::~PostDelegate() = default;

PostDelegate::RowTexts &PostDelegate::textsOf(const QStyleOptionViewItem &option,
                                              const QModelIndex &index) const
{
    const auto article = index.data(PostListModel::IdRole).value<ArticleId>();
    const QString title = index.data(PostListModel::TitleRole).toString();
    const QString summary = index.data(PostListModel::SummaryRole).toString();
    RowTexts *known = m_texts.object(article);
    if (known == nullptr || !known->areOf(title, summary, option)) {
        known = new RowTexts(title, summary, option);
        m_texts.insert(article, known);
    }
    return *known;
}

QSize PostDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int rowWidth = option.rect.width();
    if (!index.data(PostListModel::IsLoadedRole).toBool())
        return {rowWidth, placeholderHeight(option.font)};
    const RowTexts &texts = textsOf(option, index);
    int height = 2 * verticalMargin + texts.unreadTitle.height();
    if (texts.laidOutSummary.lines() > 0)
        height += lineGap + texts.laidOutSummary.height();
    height += metaGap + metaHeight(option.font);
    if (index.data(PostListModel::HeadingRole).isValid())
        height += headingHeight(option.font);
    return {rowWidth, height};
}

QRect PostDelegate::postArea(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QRect area = option.rect;
    if (index.data(PostListModel::HeadingRole).isValid())
        area.setTop(area.top() + headingHeight(option.font));
    return area;
}

QRect PostDelegate::starArea(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect post = postArea(option, index);
    const QRect area(post.right() - starMargin - starSize, post.top() + verticalMargin, starSize,
                     starSize);
    return QStyle::visualRect(option.direction, post, area.adjusted(-6, -6, 6, 6));
}

void PostDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(option.palette);
    const QRect post = postArea(option, index);
    const auto placed = [&](const QRect &area) {
        return QStyle::visualRect(option.direction, post, area);
    };

    if (post.top() > option.rect.top()) {
        QRect heading = option.rect;
        heading.setBottom(post.top() - 1);
        paintHeading(*painter, option, heading,
                     headingText(index.data(PostListModel::HeadingRole), option.locale), theme);
    }

    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected) {
        painter->fillRect(post, theme.selection);
        painter->fillRect(placed(QRect(post.left(), post.top(), selectionBar, post.height())),
                          theme.accent);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        QColor hover = theme.selection;
        hover.setAlphaF(0.45F);
        painter->fillRect(post, hover);
    }
    painter->fillRect(QRect(post.left(), post.bottom(), post.width(), 1), theme.line);
    if (!index.data(PostListModel::IsLoadedRole).toBool()) {
        paintPlaceholder(*painter, option, theme);
        painter->restore();
        return;
    }

    const bool isRead = index.data(PostListModel::IsReadRole).toBool();
    const QFont title = titleFont(option.font, isRead);
    const int width = textWidth(post.width());
    QRect line(post.left() + textInset, post.top() + verticalMargin, width, 0);
    if (!isRead) {
        const int middle = line.top() + QFontMetrics(title).lineSpacing() / 2;
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.accent);
        painter->drawEllipse(placed(QRect(post.left() + (textInset - dotSize) / 2 + 2,
                                          middle - dotSize / 2, dotSize, dotSize)));
    }

    RowTexts &texts = textsOf(option, index);
    if (isRead && !texts.readTitle)
        texts.readTitle =
            std::make_unique<ClampedText>(texts.title, title, width, option.direction);
    const auto marksOf = [&index](PostListModel::Role role) {
        return index.data(role).value<QList<TextMark>>();
    };
    QTextCharFormat markFormat;
    markFormat.setBackground(theme.mark);
    markFormat.setForeground(theme.text);
    painter->setPen(theme.text);
    line.setHeight(post.height());
    (isRead ? *texts.readTitle : texts.unreadTitle)
        .draw(*painter, placed(line).topLeft(), marksOf(PostListModel::TitleMarksRole), markFormat);
    int top = line.top() + texts.unreadTitle.height();
    if (texts.laidOutSummary.lines() > 0) {
        top += lineGap;
        line.setTop(top);
        // What a person says of the post stands out from what its publisher does.
        painter->setPen(index.data(PostListModel::IsNoteRole).toBool() ? theme.text
                                                                       : theme.secondary);
        texts.laidOutSummary.draw(*painter, placed(line).topLeft(),
                                  marksOf(PostListModel::SummaryMarksRole), markFormat);
        top += texts.laidOutSummary.height();
    }
    const QRect meta(post.left() + textInset, top + metaGap, post.width() - textInset - starMargin,
                     metaHeight(option.font));
    paintMeta(*painter, option, placed(meta), index, theme);

    const bool isBookmarked = index.data(PostListModel::IsBookmarkedRole).toBool();
    const double ratio = painter->device()->devicePixelRatio();
    painter->drawPixmap(starArea(option, index).adjusted(6, 6, -6, -6),
                        lineIconPixmap(isBookmarked ? u"star-filled"_s : u"star"_s,
                                       isBookmarked ? theme.star : theme.secondary, starSize,
                                       ratio));

    if (option.state.testFlag(QStyle::State_HasFocus)
        && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.rect = post.adjusted(1, 1, -1, -2);
        focus.backgroundColor = theme.pane;
        const QStyle *style = option.widget != nullptr ? option.widget->style() : nullptr;
        if (style != nullptr)
            style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
    painter->restore();
}

void PostDelegate::paintPlaceholder(QPainter &painter, const QStyleOptionViewItem &option,
                                    const Theme &theme) const
{
    const QRect post = option.rect;
    const int width = textWidth(post.width());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.chip);
    int top = post.top() + verticalMargin;
    for (const double share : {0.7, 0.9, 0.5}) {
        const QRect bar(post.left() + textInset, top + 4, static_cast<int>(width * share), 9);
        painter.drawRoundedRect(QStyle::visualRect(option.direction, post, bar), 4, 4);
        top += QFontMetrics(option.font).lineSpacing() + lineGap;
    }
}

void PostDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option,
                                const QRect &area, const QString &text, const Theme &theme) const
{
    const QFont font = headingFont(option.font);
    QRect line = area.adjusted(textInset - 8, headingTop, -starMargin, -headingBottom);
    line = QStyle::visualRect(option.direction, area, line);
    painter.setFont(font);
    painter.setPen(theme.secondary);
    painter.drawText(line,
                     static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft)
                                      | Qt::AlignVCenter | Qt::TextSingleLine),
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, line.width()));
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.line);
}

void PostDelegate::paintMeta(QPainter &painter, const QStyleOptionViewItem &option,
                             const QRect &area, const QModelIndex &index, const Theme &theme) const
{
    const QFont font = smallFont(option.font);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    int x = area.left();
    const auto placed = [&](int width, int height) {
        const QRect box(x, area.top() + (area.height() - height) / 2, width, height);
        return QStyle::visualRect(option.direction, area, box);
    };

    const QString site = index.data(PostListModel::SiteRole).toString();
    if (!site.isEmpty()) {
        const int tile = metrics.height();
        paintLetterTile(painter, placed(tile, tile), site, theme);
        x += tile + 6;
    }

    QStringList facts;
    if (!site.isEmpty())
        facts.append(site);
    const QDateTime published = index.data(PostListModel::PublishedRole).toDateTime();
    if (published.isValid())
        facts.append(shortDateText(published, QDateTime::currentDateTimeUtc(), option.locale));
    const QVariant minutes = index.data(PostListModel::ReadingMinutesRole);
    if (minutes.isValid())
        facts.append(tr("%n min", "reading time", minutes.toInt()));
    const int room = area.right() - x;
    const QString text = metrics.elidedText(facts.join(u" · "_s), Qt::ElideRight, room);
    painter.setPen(theme.secondary);
    painter.drawText(placed(metrics.horizontalAdvance(text), metrics.height()),
                     static_cast<int>(Qt::AlignVCenter | Qt::TextSingleLine), text);
    x += metrics.horizontalAdvance(text) + 8;

    for (const QString &tag : index.data(PostListModel::TagsRole).toStringList()) {
        const int width = metrics.horizontalAdvance(tag) + 12;
        if (x + width > area.right())
            break; // a chip that doesn't fit whole is left out, and so are those after it
        const QRect chip = placed(width, area.height());
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.chip);
        painter.drawRoundedRect(chip, 4, 4);
        painter.setPen(theme.secondary);
        painter.drawText(chip, Qt::AlignCenter, tag);
        x += width + 6;
    }
}

} // namespace lectern
