// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/smallicon.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class SmallIconTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void image_isMadeSmall_data();
    void image_isMadeSmall();
    void other_isNone_data();
    void other_isNone();
};

namespace {

QByteArray imageFile(const QSize &size, const char *format)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return file;
}

} // namespace

void SmallIconTest::image_isMadeSmall_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QSize>("size");
    QTest::newRow("small") << imageFile({16, 16}, "PNG") << QSize(16, 16);
    QTest::newRow("large") << imageFile({200, 100}, "PNG") << QSize(32, 16);
    QTest::newRow("photograph") << imageFile({64, 64}, "JPG") << QSize(32, 32);
    QTest::newRow("bitmap") << imageFile({48, 48}, "BMP") << QSize(32, 32);
}

void SmallIconTest::image_isMadeSmall()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QSize, size);
    const QByteArray small = smallIcon(file);
    QVERIFY(small.startsWith("\x89PNG"));
    const QImage image = QImage::fromData(small, "PNG");
    QCOMPARE(image.size(), size);
    QVERIFY(qRed(image.pixel(3, 3)) > 240);
}

void SmallIconTest::other_isNone_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("page") << QByteArray("<!DOCTYPE html><title>404</title>");
    QTest::newRow("drawing") << QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\" "
                                           "width=\"9\" height=\"9\"/>");
    QTest::newRow("huge") << imageFile({2049, 1}, "PNG");
    QTest::newRow("cut") << imageFile({16, 16}, "PNG").first(40);
}

void SmallIconTest::other_isNone()
{
    QFETCH(const QByteArray, file);
    QCOMPARE(smallIcon(file), QByteArray());
}

QTEST_MAIN(SmallIconTest)
#include "tst_smallicon.moc"
