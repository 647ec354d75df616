// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warnings.h"
#include "ui/lineiconstyle.h"
#include "ui/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QRadioButton>
#include <QStyleFactory>
#include <QTest>
#include <QToolButton>

#include <functional>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// WCAG 2.1, 1.4.11: what is needed to tell what a control is.
constexpr double controlContrast = 3;

} // namespace

class LineIconStyleTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { failOnUnexpectedWarnings(); }
    void uncheckedBox_inTheDark_hasAnEdge_data();
    void uncheckedBox_inTheDark_hasAnEdge();
    void flatButton_checked_hasNoFrame();
};

void LineIconStyleTest::initTestCase()
{
    auto *style = new LineIconStyle;
    style->setBaseStyle(QStyleFactory::create(u"fusion"_s));
    QApplication::setStyle(style);
}

void LineIconStyleTest::uncheckedBox_inTheDark_hasAnEdge_data()
{
    using Make = std::function<QWidget *()>;
    QTest::addColumn<Make>("make");
    QTest::newRow("check box") << Make([] { return new QCheckBox; });
    QTest::newRow("radio button") << Make([] { return new QRadioButton; });
}

void LineIconStyleTest::uncheckedBox_inTheDark_hasAnEdge()
{
    QFETCH(const std::function<QWidget *()>, make);
    QApplication::setPalette(Theme::darkPalette());
    const std::unique_ptr<QWidget> box(make());
    box->ensurePolished();
    box->resize(box->sizeHint());
    const QImage image = box->grab().toImage();
    const QColor window = QApplication::palette().color(QPalette::Window);
    double best = 0;
    for (int x = 0; x < image.width(); ++x)
        best = std::max(best, contrastRatio(image.pixelColor(x, image.height() / 2), window));
    QVERIFY2(best >= controlContrast, QByteArray::number(best));
}

void LineIconStyleTest::flatButton_checked_hasNoFrame()
{
    QToolButton button;
    button.setAutoRaise(true);
    button.setCheckable(true);
    button.resize(34, 32);
    const QImage before = button.grab().toImage();
    button.setChecked(true);
    QCOMPARE(button.grab().toImage(), before);
    // Pressed it has one.
    button.setDown(true);
    QVERIFY(button.grab().toImage() != before);
}

QTEST_MAIN(LineIconStyleTest)
#include "tst_lineiconstyle.moc"
