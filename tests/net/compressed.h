// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#define ZLIB_CONST
#include <zlib.h>

namespace lectern {

enum class Frame { Gzip, Zlib, None };

/// As a server would send it under Content-Encoding gzip or deflate. Repeats the text `times`,
/// without ever having all of it in memory.
inline QByteArray compressed(const QByteArray &text, Frame frame, int times = 1)
{
    z_stream stream = {};
    constexpr int memoryLevel = 8;
    const int windowBits =
        frame == Frame::Gzip ? MAX_WBITS + 16 : (frame == Frame::Zlib ? MAX_WBITS : -MAX_WBITS);
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY);
    QByteArray out;
    QByteArray piece(64 * 1024, '\0');
    for (int i = 0; i < times; ++i) {
        stream.next_in = reinterpret_cast<const Bytef *>(text.constData());
        stream.avail_in = static_cast<uInt>(text.size());
        do {
            stream.next_out = reinterpret_cast<Bytef *>(piece.data());
            stream.avail_out = static_cast<uInt>(piece.size());
            deflate(&stream, i + 1 == times ? Z_FINISH : Z_NO_FLUSH);
            out.append(piece.constData(), piece.size() - static_cast<qsizetype>(stream.avail_out));
        } while (stream.avail_out == 0);
    }
    deflateEnd(&stream);
    return out;
}

} // namespace lectern
