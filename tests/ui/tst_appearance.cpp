// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warnings.h"
#include "ui/appearance.h"
#include "ui/theme.h"

#include <QApplication>
#include <QStyle>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// A desktop's palette: nobody's but its own.
QPalette desktopPalette(bool isDark)
{
    QPalette palette = isDark ? Theme::darkPalette() : Theme::lightPalette();
    palette.setColor(QPalette::Highlight, QColor(0x3d, 0xae, 0x6b));
    palette.setColor(QPalette::Window,
                     isDark ? QColor(0x2a, 0x20, 0x20) : QColor(0xff, 0xf0, 0xf0));
    return palette;
}

/// The colours that tell one palette from another.
QList<QColor> coloursOf(const QPalette &palette)
{
    return {palette.color(QPalette::Window), palette.color(QPalette::Base),
            palette.color(QPalette::Text), palette.color(QPalette::Highlight)};
}

} // namespace

class AppearanceTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void follow_noDesktopPalette_isAsTheDesktopPrefers_data();
    void follow_noDesktopPalette_isAsTheDesktopPrefers();
    void follow_desktopPalette_staysWhereItFits_data();
    void follow_desktopPalette_staysWhereItFits();
    void choice_anyDesktop_leads_data();
    void choice_anyDesktop_leads();
    void choice_backToFollow_bringsTheDesktopsPaletteBack();
    void desktopScheme_changedWhileChosen_showsOnceFollowedAgain();
    void choice_sameAgain_repaintsNothing();
};

void AppearanceTest::init()
{
    failOnUnexpectedWarnings();
    QApplication::setPalette(QApplication::style()->standardPalette());
}

void AppearanceTest::cleanup()
{
    QApplication::setPalette(QPalette());
}

void AppearanceTest::follow_noDesktopPalette_isAsTheDesktopPrefers_data()
{
    QTest::addColumn<ColorScheme>("scheme");
    QTest::addColumn<bool>("isDark");
    QTest::newRow("nothing heard") << ColorScheme::Unknown << false;
    QTest::newRow("light") << ColorScheme::Light << false;
    QTest::newRow("dark") << ColorScheme::Dark << true;
}

void AppearanceTest::follow_noDesktopPalette_isAsTheDesktopPrefers()
{
    QFETCH(const ColorScheme, scheme);
    QFETCH(const bool, isDark);
    Appearance appearance;
    QCOMPARE(coloursOf(QApplication::palette()), coloursOf(Theme::lightPalette()));

    appearance.setDesktopScheme(scheme);
    QCOMPARE(coloursOf(QApplication::palette()),
             coloursOf(isDark ? Theme::darkPalette() : Theme::lightPalette()));

    appearance.setDesktopScheme(ColorScheme::Light);
    QCOMPARE(coloursOf(QApplication::palette()), coloursOf(Theme::lightPalette()));
}

void AppearanceTest::follow_desktopPalette_staysWhereItFits_data()
{
    QTest::addColumn<bool>("isDesktopDark");
    QTest::addColumn<ColorScheme>("scheme");
    QTest::addColumn<bool>("stays");
    QTest::newRow("light, nothing heard") << false << ColorScheme::Unknown << true;
    QTest::newRow("light, prefers light") << false << ColorScheme::Light << true;
    QTest::newRow("light, prefers dark") << false << ColorScheme::Dark << false;
    QTest::newRow("dark, nothing heard") << true << ColorScheme::Unknown << true;
    QTest::newRow("dark, prefers dark") << true << ColorScheme::Dark << true;
    QTest::newRow("dark, prefers light") << true << ColorScheme::Light << false;
}

void AppearanceTest::follow_desktopPalette_staysWhereItFits()
{
    QFETCH(const bool, isDesktopDark);
    QFETCH(const ColorScheme, scheme);
    QFETCH(const bool, stays);
    const QPalette desktop = desktopPalette(isDesktopDark);
    QApplication::setPalette(desktop);
    Appearance appearance;
    QCOMPARE(coloursOf(QApplication::palette()), coloursOf(desktop));

    appearance.setDesktopScheme(scheme);

    const QPalette own = isDesktopDark ? Theme::lightPalette() : Theme::darkPalette();
    QCOMPARE(coloursOf(QApplication::palette()), coloursOf(stays ? desktop : own));
}

void AppearanceTest::choice_anyDesktop_leads_data()
{
    QTest::addColumn<bool>("isDesktopDark");
    QTest::addColumn<Appearance::Choice>("choice");
    QTest::newRow("light on dark") << true << Appearance::Choice::Light;
    QTest::newRow("dark on light") << false << Appearance::Choice::Dark;
    QTest::newRow("dark on dark") << true << Appearance::Choice::Dark;
    QTest::newRow("light on light") << false << Appearance::Choice::Light;
}

void AppearanceTest::choice_anyDesktop_leads()
{
    QFETCH(const bool, isDesktopDark);
    QFETCH(const Appearance::Choice, choice);
    QApplication::setPalette(desktopPalette(isDesktopDark));
    Appearance appearance;
    QCOMPARE(appearance.choice(), Appearance::Choice::FollowDesktop);

    appearance.setChoice(choice);
    QCOMPARE(appearance.choice(), choice);
    const bool isDark = choice == Appearance::Choice::Dark;
    QCOMPARE(Theme::of(QApplication::palette()).isDark, isDark);

    appearance.setDesktopScheme(isDark ? ColorScheme::Light : ColorScheme::Dark);
    QCOMPARE(Theme::of(QApplication::palette()).isDark, isDark);
}

void AppearanceTest::choice_backToFollow_bringsTheDesktopsPaletteBack()
{
    const QPalette desktop = desktopPalette(false);
    QApplication::setPalette(desktop);
    Appearance appearance;

    appearance.setChoice(Appearance::Choice::Dark);
    QCOMPARE(coloursOf(QApplication::palette()), coloursOf(Theme::darkPalette()));
    appearance.setChoice(Appearance::Choice::FollowDesktop);
    QCOMPARE(coloursOf(QApplication::palette()), coloursOf(desktop));
}

void AppearanceTest::desktopScheme_changedWhileChosen_showsOnceFollowedAgain()
{
    Appearance appearance;
    appearance.setChoice(Appearance::Choice::Light);
    appearance.setDesktopScheme(ColorScheme::Dark);
    QCOMPARE(coloursOf(QApplication::palette()), coloursOf(Theme::lightPalette()));

    appearance.setChoice(Appearance::Choice::FollowDesktop);
    QCOMPARE(coloursOf(QApplication::palette()), coloursOf(Theme::darkPalette()));
}

void AppearanceTest::choice_sameAgain_repaintsNothing()
{
    Appearance appearance;
    appearance.setChoice(Appearance::Choice::Dark);
    QCoreApplication::sendPostedEvents();
    const qint64 before = QApplication::palette().cacheKey();

    appearance.setChoice(Appearance::Choice::Dark);
    appearance.setDesktopScheme(ColorScheme::Dark);
    QCOMPARE(QApplication::palette().cacheKey(), before);
}

QTEST_MAIN(AppearanceTest)
#include "tst_appearance.moc"
