// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/smallicon.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>

#include <algorithm>
#include <array>

namespace lectern {

namespace {

constexpr int side = 32;
constexpr int longestSide = 2048;

/// Not SVG, which is a program more than a picture.
constexpr std::array readable = {"png", "ico", "jpeg", "gif", "webp", "bmp"};

// The one of several in the file that looks best when made small.
void chooseImage(QImageReader &reader)
{
    int best = 0;
    int bestWidth = 0;
    for (int i = 0; i < std::min(reader.imageCount(), 32); ++i) {
        if (!reader.jumpToImage(i))
            break;
        const int width = reader.size().width();
        const bool isBetter =
            bestWidth < side ? width > bestWidth : width >= side && width < bestWidth;
        if (isBetter) {
            best = i;
            bestWidth = width;
        }
    }
    reader.jumpToImage(best);
}

} // namespace

QByteArray smallIcon(const QByteArray &file)
{
    QBuffer input;
    input.setData(file);
    input.open(QIODevice::ReadOnly);
    const QByteArray format = QImageReader::imageFormat(&input);
    const bool isReadable =
        std::any_of(readable.begin(), readable.end(), [&format](const char *name) {
            return format == name || (format == "jpg" && qstrcmp(name, "jpeg") == 0);
        });
    if (!isReadable)
        return {};
    QImageReader reader(&input, format);
    reader.setAutoDetectImageFormat(false);
    if (reader.imageCount() > 1 && format == "ico")
        chooseImage(reader);
    const QSize size = reader.size();
    if (!size.isValid() || std::max(size.width(), size.height()) > longestSide)
        return {};
    const QImage image = reader.read();
    if (image.isNull())
        return {};
    const QImage small = std::max(image.width(), image.height()) > side
        ? image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        : image;
    QByteArray png;
    QBuffer output(&png);
    output.open(QIODevice::WriteOnly);
    return small.save(&output, "PNG") ? png : QByteArray();
}

} // namespace lectern
