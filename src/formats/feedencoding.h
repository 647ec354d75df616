// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace lectern {

/// A document as UTF-8, without a byte order mark. The encoding that its XML declaration names is
/// that of the bytes before, and means nothing any more.
struct DecodedFeed
{
    QByteArray utf8; ///< valid UTF-8; the bytes themselves when they were
    QString encoding; ///< what they were read as
    QStringList issues; ///< sentences without a subject: "It says … but …"
};

/// Decodes a feed. What says the encoding, the surest first: a byte order mark; bytes that can only
/// be UTF-16, UTF-32 or EBCDIC; the charset of `contentType` (RFC 7303: it goes before what the
/// document says; text/xml without one means nothing, whatever RFC 3023 said); the XML declaration;
/// UTF-8 where the bytes are valid; and a guess from what the text would look like.
///
/// The first that all bytes make sense in wins. Encodings that are written for their supersets are
/// read as those (iso-8859-1 as windows-1252, gb2312 as gb18030, …), and valid UTF-8 with
/// characters beyond ASCII is UTF-8 even when it is said to be Latin. In UTF-8 with a few wrong
/// bytes those are read as windows-1252, which is what they are nearly always.
/// Knows all encodings that iconv or Qt know. Pure and thread-safe.
[[nodiscard]] DecodedFeed decodeFeed(const QByteArray &bytes, const QString &contentType);

} // namespace lectern
