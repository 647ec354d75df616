// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/article.h"
#include "models/postlistmodel.h"
#include "support/warnings.h"
#include "ui/postdelegate.h"
#include "ui/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// A row as PostListModel would answer for it.
struct Row
{
    QString title;
    QString summary;
    QString section; ///< with a heading above the row when not empty
    QString site = u"example.org"_s;
    QStringList tags;
    bool isRead = false;
    bool isBookmarked = false;
};

QList<Row> someRows()
{
    const QString sentence = u"The quick brown fox jumps over the lazy dog and comes back. "_s;
    const QString latin = sentence.repeated(5);
    const QString arabic =
        u"الثعلب البني السريع يقفز فوق الكلب الكسول ثم يعود إلى بيته في المساء "_s;
    const QString chinese = u"敏捷的棕色狐狸跳过懒狗然后在傍晚回到自己的家里休息了很久很久"_s;
    const QString emoji = u"👩‍👩‍👧‍👦🏳️‍🌈🚀"_s;
    const QString longWord = QString(300, u'W');
    const QString stacked =
        u"Z\u0301\u0302\u0303\u0304\u0306\u0307a\u0323\u0324\u0325l\u0330g\u0331o"_s;
    return {
        {u"Short"_s, u"Short too."_s, {}, u"example.org"_s, {u"tag"_s}},
        {u"Without a summary"_s, {}, {}, u"example.org"_s, {}},
        {latin,
         latin,
         u"A section"_s,
         u"example.org"_s,
         {u"one"_s, u"two"_s, u"three"_s},
         true,
         true},
        {arabic.repeated(4), arabic.repeated(4), arabic, u"مثال.إختبار"_s, {u"وسم"_s}},
        {u"Mixed "_s + arabic + u" and back"_s, arabic + latin, {}, u"example.org"_s, {}},
        {chinese.repeated(4),
         chinese.repeated(8),
         chinese.repeated(3),
         u"例子.测试"_s,
         {u"标签"_s}},
        {emoji.repeated(30), emoji.repeated(60), emoji, u"example.org"_s, {emoji, emoji}},
        {longWord, longWord + u' ' + longWord, longWord, longWord, {longWord, u"after"_s}},
        {stacked.repeated(20), stacked.repeated(30), stacked, u"example.org"_s, {stacked}},
        {u"Two\nlines of\u2028title"_s,
         u"One\n\n\ntwo\u2029three\u2028four\u2028five\tsix"_s,
         {},
         u"example.org"_s,
         {}},
        {u"<b>Markup</b> &amp; such"_s, u"<img src=x>"_s, {}, {}, {u"<i>"_s}},
        {QString(), QString(), {}, QString(), {}},
        {u"Many tags"_s,
         u"More than fit."_s,
         {},
         u"example.org"_s,
         u"a b c d e f g h i j k l m n o p q r s t"_s.split(u' ')},
    };
}

/// The last line with a pixel that is not fully transparent; -1 if there is none.
int lowestPainted(const QImage &image)
{
    for (int y = image.height() - 1; y >= 0; --y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        if (std::any_of(line, line + image.width(), [](QRgb pixel) { return qAlpha(pixel) != 0; }))
            return y;
    }
    return -1;
}

} // namespace

class PostDelegateTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void paint_anyPost_staysInItsRow_data();
    void paint_anyPost_staysInItsRow();
    void sizeHint_anyWidth_holdsAtMostTwoLinesEach();
    void sizeHint_readPost_keepsItsHeight();
    void sizeHint_withHeading_isTallerByIt();
    void sizeHint_changedTitle_isMeasuredAnew();
    void starArea_anyRow_isInsideThePost_data();
    void starArea_anyRow_isInsideThePost();
    void starArea_rightToLeft_isAtTheLeft();
    void paint_bookmarked_fillsTheStar();
    void paint_selected_isSeen();

private:
    [[nodiscard]] QModelIndex show(const Row &row);
    [[nodiscard]] static QStyleOptionViewItem optionFor(int width, Qt::LayoutDirection direction,
                                                        int height = 0);
    [[nodiscard]] QImage painted(const QStyleOptionViewItem &option, const QModelIndex &index);

    QStandardItemModel m_model;
    PostDelegate m_delegate;
};

void PostDelegateTest::init()
{
    failOnUnexpectedWarnings();
    m_model.clear();
}

QModelIndex PostDelegateTest::show(const Row &row)
{
    auto *item = new QStandardItem;
    item->setData(row.title, PostListModel::TitleRole);
    item->setData(row.summary, PostListModel::SummaryRole);
    item->setData(QVariant::fromValue(ArticleId(m_model.rowCount() + 1)), PostListModel::IdRole);
    item->setData(row.site, PostListModel::SiteRole);
    item->setData(true, PostListModel::IsLoadedRole);
    if (!row.section.isEmpty())
        item->setData(row.section, PostListModel::HeadingRole);
    item->setData(row.tags, PostListModel::TagsRole);
    item->setData(QDateTime(QDate(2024, 3, 9), QTime(8, 0), Qt::UTC), PostListModel::PublishedRole);
    item->setData(12, PostListModel::ReadingMinutesRole);
    item->setData(row.isRead, PostListModel::IsReadRole);
    item->setData(row.isBookmarked, PostListModel::IsBookmarkedRole);
    m_model.appendRow(item);
    return item->index();
}

QStyleOptionViewItem PostDelegateTest::optionFor(int width, Qt::LayoutDirection direction,
                                                 int height)
{
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, width, height);
    option.direction = direction;
    option.font = QApplication::font();
    option.palette = Theme::lightPalette();
    option.state = QStyle::State_Enabled | QStyle::State_Active;
    return option;
}

QImage PostDelegateTest::painted(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    // Room on all sides, so that what leaves the row can be seen.
    QImage image(option.rect.width(), option.rect.height() * 2,
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    m_delegate.paint(&painter, option, index);
    painter.end();
    return image;
}

void PostDelegateTest::paint_anyPost_staysInItsRow_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (int width = 280; width <= 640; width += 40) {
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft})
            QTest::addRow("%d px, %s", width, direction == Qt::LeftToRight ? "ltr" : "rtl")
                << width << direction;
    }
}

void PostDelegateTest::paint_anyPost_staysInItsRow()
{
    QFETCH(const int, width);
    QFETCH(const Qt::LayoutDirection, direction);
    for (const Row &row : someRows()) {
        const QModelIndex index = show(row);
        QStyleOptionViewItem option = optionFor(width, direction);
        const QSize size = m_delegate.sizeHint(option, index);
        QCOMPARE(size.width(), width);
        option.rect.setHeight(size.height());
        const QImage image = painted(option, index);
        const int lowest = lowestPainted(image);
        QVERIFY2(lowest < size.height(),
                 qPrintable(u"Painted down to %1 in a row of %2: %3"_s.arg(lowest)
                                .arg(size.height())
                                .arg(row.title.left(20))));
    }
}

void PostDelegateTest::sizeHint_anyWidth_holdsAtMostTwoLinesEach()
{
    const QModelIndex shortRow = show({u"Word"_s, u"Word"_s, {}, u"example.org"_s, {}});
    const QModelIndex endlessRow =
        show({u"Word "_s.repeated(900), u"Word "_s.repeated(900), {}, u"example.org"_s, {}});
    for (int width = 280; width <= 640; width += 60) {
        const QStyleOptionViewItem option = optionFor(width, Qt::LeftToRight);
        const int line = QFontMetrics(option.font).lineSpacing();
        const int more = m_delegate.sizeHint(option, endlessRow).height()
            - m_delegate.sizeHint(option, shortRow).height();
        QVERIFY2(more > line && more <= 3 * line, qPrintable(QString::number(more)));
    }
}

void PostDelegateTest::sizeHint_readPost_keepsItsHeight()
{
    // A title on the verge of a second line, whose two weights have two widths.
    for (int letters = 20; letters < 60; ++letters) {
        const QString title = QString(letters, u'm');
        const QModelIndex unread = show({title, {}, {}, {}, {}, false});
        const QModelIndex read = show({title, {}, {}, {}, {}, true});
        const QStyleOptionViewItem option = optionFor(392, Qt::LeftToRight);
        QCOMPARE(m_delegate.sizeHint(option, read), m_delegate.sizeHint(option, unread));
    }
}

void PostDelegateTest::sizeHint_withHeading_isTallerByIt()
{
    const QModelIndex plain = show({u"Title"_s, u"Summary"_s, {}, u"example.org"_s, {}});
    const QModelIndex headed = show({u"Title"_s, u"Summary"_s, u"Section"_s, u"example.org"_s, {}});
    QStyleOptionViewItem option = optionFor(392, Qt::LeftToRight);
    const QSize plainSize = m_delegate.sizeHint(option, plain);
    const QSize headedSize = m_delegate.sizeHint(option, headed);
    QVERIFY(headedSize.height() > plainSize.height());

    option.rect.setSize(headedSize);
    const QRect post = m_delegate.postArea(option, headed);
    QCOMPARE(post.height(), plainSize.height());
    QCOMPARE(post.bottom(), option.rect.bottom());
    option.rect.setSize(plainSize);
    QCOMPARE(m_delegate.postArea(option, plain), option.rect);
}

void PostDelegateTest::sizeHint_changedTitle_isMeasuredAnew()
{
    const QModelIndex index = show({u"Title"_s, {}, {}, {}, {}});
    const QStyleOptionViewItem option = optionFor(392, Qt::LeftToRight);
    const int before = m_delegate.sizeHint(option, index).height();
    m_model.setData(index, u"Title "_s.repeated(50), PostListModel::TitleRole);
    QVERIFY(m_delegate.sizeHint(option, index).height() > before);

    QStyleOptionViewItem larger = option;
    larger.font.setPointSizeF(option.font.pointSizeF() * 2);
    QVERIFY(m_delegate.sizeHint(larger, index).height()
            > m_delegate.sizeHint(option, index).height() * 3 / 2);
}

void PostDelegateTest::starArea_anyRow_isInsideThePost_data()
{
    paint_anyPost_staysInItsRow_data();
}

void PostDelegateTest::starArea_anyRow_isInsideThePost()
{
    QFETCH(const int, width);
    QFETCH(const Qt::LayoutDirection, direction);
    for (const Row &row : someRows()) {
        const QModelIndex index = show(row);
        QStyleOptionViewItem option = optionFor(width, direction);
        option.rect.setHeight(m_delegate.sizeHint(option, index).height());
        option.rect.translate(30, 700); // as further down in a list
        const QRect star = m_delegate.starArea(option, index);
        QVERIFY(m_delegate.postArea(option, index).contains(star));
        QVERIFY(star.width() >= 24 && star.height() >= 24);
    }
}

void PostDelegateTest::starArea_rightToLeft_isAtTheLeft()
{
    const QModelIndex index = show({u"Title"_s, {}, {}, {}, {}});
    const QStyleOptionViewItem option = optionFor(400, Qt::LeftToRight, 80);
    const QRect star = m_delegate.starArea(option, index);
    QVERIFY(star.left() > 300);
    const QRect mirrored = m_delegate.starArea(optionFor(400, Qt::RightToLeft, 80), index);
    QCOMPARE(mirrored, QStyle::visualRect(Qt::RightToLeft, option.rect, star));
}

void PostDelegateTest::paint_bookmarked_fillsTheStar()
{
    const QModelIndex plain = show({u"Title"_s, {}, {}, {}, {}, false, false});
    const QModelIndex kept = show({u"Title"_s, {}, {}, {}, {}, false, true});
    const QStyleOptionViewItem option = optionFor(400, Qt::LeftToRight, 80);
    const QPoint middle = m_delegate.starArea(option, kept).center();
    QCOMPARE(qAlpha(painted(option, plain).pixel(middle)), 0);
    QCOMPARE(painted(option, kept).pixel(middle), Theme::of(option.palette).star.rgb());
}

void PostDelegateTest::paint_selected_isSeen()
{
    const QModelIndex index = show({u"Title"_s, {}, {}, {}, {}, false, false});
    QStyleOptionViewItem option = optionFor(400, Qt::LeftToRight, 80);
    option.state |= QStyle::State_Selected;
    const Theme theme = Theme::of(option.palette);
    const QImage image = painted(option, index);
    QCOMPARE(image.pixel(1, 40), theme.accent.rgb());
    QCOMPARE(image.pixel(200, 70), theme.selection.rgb());
}

QTEST_MAIN(PostDelegateTest)
#include "tst_postdelegate.moc"
