// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

constexpr double readableContrast = 4.5;

/// A palette as a desktop might bring it: the two grounds with their texts, and the highlight.
QPalette desktopPalette(const QColor &base, const QColor &text, const QColor &window,
                        const QColor &windowText, const QColor &highlight,
                        const QColor &highlightedText)
{
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, windowText);
    palette.setColor(QPalette::Highlight, highlight);
    palette.setColor(QPalette::HighlightedText, highlightedText);
    return palette;
}

} // namespace

class ThemeTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void of_anyPalette_textCanBeRead_data();
    void of_anyPalette_textCanBeRead();
    void of_builtInPalettes_knowWhetherTheyAreDark();
    void of_builtInPalettes_haveTheMockupsColours();
    void of_readablePalette_leavesTheDesktopsText();
    void builtInPalettes_disabledText_isFainter();
    void contrastRatio_knownPairs_isAsDefined_data();
    void contrastRatio_knownPairs_isAsDefined();
};

void ThemeTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void ThemeTest::of_anyPalette_textCanBeRead_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << Theme::lightPalette();
    QTest::newRow("dark") << Theme::darkPalette();
    QTest::newRow("grey of the nineties") << desktopPalette(
        Qt::white, Qt::black, QColor(0xc0, 0xc0, 0xc0), Qt::black, QColor(0, 0, 0x80), Qt::white);
    QTest::newRow("high contrast")
        << desktopPalette(Qt::black, Qt::white, Qt::black, Qt::white, Qt::yellow, Qt::black);
    QTest::newRow("dark window, light fields")
        << desktopPalette(Qt::white, Qt::black, QColor(0x30, 0x30, 0x36), Qt::white,
                          QColor(0xe9, 0x54, 0x20), Qt::white);
    QTest::newRow("light window, dark fields")
        << desktopPalette(QColor(0x20, 0x20, 0x20), QColor(0xee, 0xee, 0xee),
                          QColor(0xdd, 0xdd, 0xdd), Qt::black, QColor(0x30, 0x8c, 0xc6), Qt::white);
    QTest::newRow("faint text") << desktopPalette(
        QColor(0xfd, 0xf6, 0xe3), QColor(0x83, 0x94, 0x96), QColor(0xee, 0xe8, 0xd5),
        QColor(0x93, 0xa1, 0xa1), QColor(0xb5, 0x89, 0x00), Qt::white);
    QTest::newRow("middle grey") << desktopPalette(QColor(0x77, 0x77, 0x77), Qt::black,
                                                   QColor(0x77, 0x77, 0x77), Qt::white,
                                                   QColor(0xff, 0xee, 0x00), Qt::white);
    QTest::newRow("text like its ground")
        << desktopPalette(Qt::white, Qt::white, Qt::white, Qt::white, Qt::white, Qt::white);
    QTest::newRow("glaring") << desktopPalette(Qt::yellow, Qt::red, Qt::magenta, Qt::green,
                                               Qt::cyan, Qt::yellow);
}

void ThemeTest::of_anyPalette_textCanBeRead()
{
    QFETCH(const QPalette, palette);
    const Theme theme = Theme::of(palette);
    const std::initializer_list<std::pair<const char *, QColor>> grounds{
        {"pane", theme.pane}, {"selection", theme.selection}, {"chip", theme.chip}};
    for (const auto &[name, ground] : grounds) {
        for (const QColor &color : {theme.text, theme.secondary}) {
            const double ratio = contrastRatio(color, ground);
            QVERIFY2(ratio >= readableContrast,
                     qPrintable(u"%1 on the %2 (%3): %4"_s
                                    .arg(color.name(), QString::fromLatin1(name), ground.name())
                                    .arg(ratio)));
        }
    }
    const double onAccent = contrastRatio(theme.onAccent, theme.accent);
    QVERIFY2(onAccent >= readableContrast, qPrintable(QString::number(onAccent)));
}

void ThemeTest::of_builtInPalettes_knowWhetherTheyAreDark()
{
    QVERIFY(!Theme::of(Theme::lightPalette()).isDark);
    QVERIFY(Theme::of(Theme::darkPalette()).isDark);
}

void ThemeTest::of_builtInPalettes_haveTheMockupsColours()
{
    const Theme light = Theme::of(Theme::lightPalette());
    QCOMPARE(light.page, QColor(0xff, 0xff, 0xff));
    QCOMPARE(light.pane, QColor(0xf6, 0xf6, 0xf4));
    QCOMPARE(light.text, QColor(0x1c, 0x1c, 0x1e));
    QCOMPARE(light.accent, QColor(0x2f, 0x6b, 0xd8));
    QCOMPARE(light.star, QColor(0xdd, 0x9a, 0x00));
    const Theme dark = Theme::of(Theme::darkPalette());
    QCOMPARE(dark.page, QColor(0x1b, 0x1c, 0x1f));
    QCOMPARE(dark.pane, QColor(0x23, 0x24, 0x28));
    QCOMPARE(dark.text, QColor(0xe9, 0xe9, 0xec));
    QCOMPARE(dark.accent, QColor(0x82, 0xaa, 0xff));
    QCOMPARE(dark.star, QColor(0xf2, 0xc1, 0x4e));
}

void ThemeTest::of_readablePalette_leavesTheDesktopsText()
{
    const QColor text(0x22, 0x20, 0x1f);
    const Theme theme = Theme::of(
        desktopPalette(Qt::white, text, QColor(0xf0, 0xf0, 0xf0), text, Qt::blue, Qt::white));
    QCOMPARE(theme.text, text);
    QCOMPARE(theme.onAccent, QColor(Qt::white));
    QVERIFY(contrastRatio(theme.secondary, theme.pane) < contrastRatio(theme.text, theme.pane));
}

void ThemeTest::builtInPalettes_disabledText_isFainter()
{
    for (const QPalette &palette : {Theme::lightPalette(), Theme::darkPalette()}) {
        const QColor window = palette.color(QPalette::Window);
        const QColor disabled = palette.color(QPalette::Disabled, QPalette::ButtonText);
        const QColor active = palette.color(QPalette::Active, QPalette::ButtonText);
        QVERIFY(contrastRatio(disabled, window) < contrastRatio(active, window));
    }
}

void ThemeTest::contrastRatio_knownPairs_isAsDefined_data()
{
    QTest::addColumn<QColor>("first");
    QTest::addColumn<QColor>("second");
    QTest::addColumn<double>("ratio");
    QTest::newRow("extremes") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
    QTest::newRow("the other way round") << QColor(Qt::white) << QColor(Qt::black) << 21.0;
    QTest::newRow("equal") << QColor(Qt::red) << QColor(Qt::red) << 1.0;
    QTest::newRow("grey that just passes") << QColor(0x76, 0x76, 0x76) << QColor(Qt::white) << 4.54;
    QTest::newRow("red on white") << QColor(Qt::red) << QColor(Qt::white) << 4.0;
}

void ThemeTest::contrastRatio_knownPairs_isAsDefined()
{
    QFETCH(const QColor, first);
    QFETCH(const QColor, second);
    QFETCH(const double, ratio);
    QVERIFY(qAbs(contrastRatio(first, second) - ratio) < 0.005);
}

QTEST_GUILESS_MAIN(ThemeTest)
#include "tst_theme.moc"
