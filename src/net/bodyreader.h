// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>

#include <memory>

namespace lectern {

/// The body of one answer as it comes in: undoes its Content-Encoding piece by piece, hashes it and
/// stops at a bound, so that a bomb costs no more than that bound.
///
/// Knows gzip (also with several members, or bytes of no meaning after the last one), deflate (with
/// zlib's frame, as the standard says, or without, as some servers do) and br. Any other encoding,
/// and a body that does not begin like what the header says, is taken as it is.
///
/// Gzip of up to 256 KB is kept as it comes and decompressed by finish(), which takes half the
/// time.
class BodyReader final
{
    Q_DISABLE_COPY_MOVE(BodyReader)

public:
    BodyReader(const QByteArray &contentEncoding, qint64 limit);
    ~BodyReader();

    /// The next bytes. Errors: Data, TooLarge (more than the limit once decompressed) or Malformed.
    /// After an error nothing more may be added.
    Result<void> add(const QByteArray &bytes);
    /// There are no more. Errors: those of add(); Remote/ConnectionLost if the compressed stream
    /// was not at its end.
    Result<void> finish();

    [[nodiscard]] QByteArray body() const { return m_body; } ///< all of it after finish()
    /// Of the body, 16 bytes, XXH3. Tells whether it has changed; is no protection against forgery,
    /// with which a publisher could only hide what is new in pages of their own.
    [[nodiscard]] QByteArray hash() const;

private:
    enum class Outcome;
    class Decoder; ///< one way of compressing; see bodyreader.cpp
    class PlainDecoder;
    class ZlibDecoder;
    class GzipDecoder;
    class BrotliDecoder;

    /// Looks at the first bytes whether they are what the header says.
    [[nodiscard]] std::unique_ptr<Decoder> decoderFor(const QByteArray &start) const;
    /// False: more than the limit.
    [[nodiscard]] bool append(const char *bytes, qsizetype size);
    [[nodiscard]] Result<void> resultOf(Outcome outcome) const;

    QByteArray m_encoding;
    qint64 m_limit;
    std::unique_ptr<Decoder> m_decoder; ///< null until the first bytes have come
    QByteArray m_start; ///< fewer bytes than tell what they are
    QByteArray m_body;
};

} // namespace lectern
