// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clampedtext.h"

#include "support/warnings.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class ClampedTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void lines_anyText_areTwoAtMost_data();
    void lines_anyText_areTwoAtMost();
    void draw_anyText_staysInItsLines_data();
    void draw_anyText_staysInItsLines();
    void draw_marks_lieBehindTheirWords_data();
    void draw_marks_lieBehindTheirWords();

private:
    static constexpr int width = 200;
    static constexpr int margin = 20;

    /// Black on white, with some room around it.
    [[nodiscard]] static QImage drawn(const ClampedText &text, const QList<TextMark> &marks = {});
    /// The rectangle of what has this colour, without the margins.
    [[nodiscard]] static QRect extentOf(const QImage &image, QRgb color);
    [[nodiscard]] static QRect inkOf(const QImage &image);
};

void ClampedTextTest::init()
{
    failOnUnexpectedWarnings();
}

QImage ClampedTextTest::drawn(const ClampedText &text, const QList<TextMark> &marks)
{
    QImage image(width + 2 * margin, text.height() + 2 * margin, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    QTextCharFormat format;
    format.setBackground(Qt::yellow);
    text.draw(painter, QPoint(margin, margin), marks, format);
    return image;
}

QRect ClampedTextTest::extentOf(const QImage &image, QRgb color)
{
    QRect extent;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) == color)
                extent |= QRect(x - margin, y - margin, 1, 1);
        }
    }
    return extent;
}

QRect ClampedTextTest::inkOf(const QImage &image)
{
    QRect extent;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 128)
                extent |= QRect(x - margin, y - margin, 1, 1);
        }
    }
    return extent;
}

void ClampedTextTest::lines_anyText_areTwoAtMost_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("lines");
    QTest::newRow("none") << QString() << 0;
    QTest::newRow("a word") << u"Word"_s << 1;
    QTest::newRow("two lines") << u"Some words that take just a little more room"_s << 2;
    QTest::newRow("many lines") << u"Words and words. "_s.repeated(40) << 2;
    QTest::newRow("one long word") << u"x"_s.repeated(500) << 2;
    QTest::newRow("line breaks") << u"One\u2028two\u2028three"_s << 2;
}

void ClampedTextTest::lines_anyText_areTwoAtMost()
{
    QFETCH(const QString, text);
    const QFont font = QGuiApplication::font();
    const ClampedText clamped(text, font, width, Qt::LeftToRight);
    QTEST(clamped.lines(), "lines");
    QCOMPARE(clamped.height(), clamped.lines() * QFontMetrics(font).lineSpacing());
}

void ClampedTextTest::draw_anyText_staysInItsLines_data()
{
    lines_anyText_areTwoAtMost_data();
}

void ClampedTextTest::draw_anyText_staysInItsLines()
{
    QFETCH(const QString, text);
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        const ClampedText clamped(text, QGuiApplication::font(), width, direction);
        const QRect ink = inkOf(drawn(clamped));
        QCOMPARE(ink.isEmpty(), text.isEmpty());
        QVERIFY(QRect(-1, 0, width + 2, clamped.height()).contains(ink) || ink.isEmpty());
        QFETCH(const int, lines);
        if (lines == 2)
            QVERIFY(ink.bottom() > clamped.height() / 2);
    }
}

void ClampedTextTest::draw_marks_lieBehindTheirWords_data()
{
    QTest::addColumn<int>("start");
    QTest::addColumn<bool>("isSeen");
    QTest::addColumn<bool>("isInSecondLine");
    QTest::newRow("first line") << 0 << true << false;
    QTest::newRow("second line") << 35 << true << true;
    QTest::newRow("left out") << 400 << false << false;
    QTest::newRow("beyond the text") << 9000 << false << false;
}

void ClampedTextTest::draw_marks_lieBehindTheirWords()
{
    QFETCH(const int, start);
    const ClampedText clamped(u"abcd "_s.repeated(120), QGuiApplication::font(), width,
                              Qt::LeftToRight);
    const QRect mark = extentOf(drawn(clamped, {{start, 4}}), qRgb(255, 255, 0));
    QTEST(!mark.isEmpty(), "isSeen");
    if (mark.isEmpty())
        return;
    QTEST(mark.center().y() > clamped.height() / 2, "isInSecondLine");
    QVERIFY(mark.width() < width / 2);
}

QTEST_MAIN(ClampedTextTest)
#include "tst_clampedtext.moc"
