// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warnings.h"
#include "ui/readerstyledialog.h"
#include "ui/readerstylememory.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

ReaderStyle unusual()
{
    ReaderStyle style;
    style.family = QString::fromLatin1(ReaderStyle::sans);
    style.size = 24;
    style.lineWidth = 80;
    style.lineHeight = 1.9;
    style.isJustified = true;
    style.isHyphenated = true;
    style.theme = ReaderTheme::Sepia;
    return style;
}

} // namespace

class ReaderStyleDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnUnexpectedWarnings(); }
    void style_shown_isTheOneGiven();
    void style_unknownFont_isKept();
    void change_eachControl_isToldAtOnce();
    void setStyle_fromElsewhere_isNotTold();
    void restoreDefaults_isAnUntouchedStyle();
    void memory_saved_isLoaded();
    void memory_garbage_isAFirstStart_data();
    void memory_garbage_isAFirstStart();
};

void ReaderStyleDialogTest::style_shown_isTheOneGiven()
{
    for (const ReaderStyle &style : {ReaderStyle(), unusual()}) {
        const ReaderStyleDialog dialog(style);
        QCOMPARE(dialog.style(), style);
    }
}

void ReaderStyleDialogTest::style_unknownFont_isKept()
{
    ReaderStyle style;
    style.family = u"A Font Of Another Day"_s;
    const ReaderStyleDialog dialog(style);
    QCOMPARE(dialog.style(), style);
}

void ReaderStyleDialogTest::change_eachControl_isToldAtOnce()
{
    ReaderStyleDialog dialog({});
    QSignalSpy changed(&dialog, &ReaderStyleDialog::styleChanged);
    const auto told = [&changed] { return changed.takeLast().at(0).value<ReaderStyle>(); };
    dialog.findChild<QComboBox *>(u"themeComboBox"_s)->setCurrentIndex(3);
    QCOMPARE(told().theme, ReaderTheme::Dark);
    dialog.findChild<QComboBox *>(u"familyComboBox"_s)->setCurrentIndex(1);
    QCOMPARE(told().family, QString::fromLatin1(ReaderStyle::sans));
    dialog.findChild<QSlider *>(u"sizeSlider"_s)->setValue(30);
    QCOMPARE(dialog.findChild<QLabel *>(u"sizeValueLabel"_s)->text(), u"30 px"_s);
    QCOMPARE(told().size, 30);
    dialog.findChild<QSlider *>(u"lineWidthSlider"_s)->setValue(100);
    QCOMPARE(told().lineWidth, 100);
    dialog.findChild<QSlider *>(u"lineHeightSlider"_s)->setValue(12);
    QCOMPARE(told().lineHeight, 1.2);
    dialog.findChild<QCheckBox *>(u"justifiedCheckBox"_s)->click();
    QVERIFY(told().isJustified);
    dialog.findChild<QCheckBox *>(u"hyphenatedCheckBox"_s)->click();
    QVERIFY(told().isHyphenated);
    QVERIFY(changed.isEmpty());
}

void ReaderStyleDialogTest::setStyle_fromElsewhere_isNotTold()
{
    ReaderStyleDialog dialog({});
    QSignalSpy changed(&dialog, &ReaderStyleDialog::styleChanged);
    dialog.setStyle(unusual());
    QCOMPARE(dialog.style(), unusual());
    QVERIFY(changed.isEmpty());
}

void ReaderStyleDialogTest::restoreDefaults_isAnUntouchedStyle()
{
    ReaderStyleDialog dialog(unusual());
    QSignalSpy changed(&dialog, &ReaderStyleDialog::styleChanged);
    auto *buttons = dialog.findChild<QDialogButtonBox *>(u"readerStyleButtonBox"_s);
    buttons->button(QDialogButtonBox::RestoreDefaults)->click();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).value<ReaderStyle>(), ReaderStyle());
    QCOMPARE(dialog.style(), ReaderStyle());
}

void ReaderStyleDialogTest::memory_saved_isLoaded()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    QCOMPARE(loadReaderStyle(settings), ReaderStyle());
    saveReaderStyle(settings, unusual());
    settings.sync();
    const QSettings again(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    QCOMPARE(loadReaderStyle(again), unusual());
}

void ReaderStyleDialogTest::memory_garbage_isAFirstStart_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("size");
    const int usual = ReaderStyle().size;
    QTest::newRow("size in words") << u"reader/size"_s << u"large"_s << usual;
    QTest::newRow("giant") << u"reader/size"_s << u"1000"_s << ReaderStyle::largestSize;
    QTest::newRow("negative") << u"reader/size"_s << u"-3"_s << ReaderStyle::smallestSize;
    QTest::newRow("width") << u"reader/lineWidth"_s << u"wide"_s << usual;
    QTest::newRow("endless lines") << u"reader/lineHeight"_s << u"nan"_s << usual;
    QTest::newRow("theme") << u"reader/theme"_s << u"plaid"_s << usual;
}

void ReaderStyleDialogTest::memory_garbage_isAFirstStart()
{
    QFETCH(const QString, key);
    QFETCH(const QString, value);
    QFETCH(const int, size);
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    settings.setValue(key, value);
    ReaderStyle expected;
    expected.size = size;
    QCOMPARE(loadReaderStyle(settings), expected);
}

QTEST_MAIN(ReaderStyleDialogTest)
#include "tst_readerstyledialog.moc"
