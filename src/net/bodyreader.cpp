// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bodyreader.h"

#define XXH_INLINE_ALL // from the header alone
#define ZLIB_CONST // its input is not written to
#include <brotli/decode.h>
#include <libdeflate.h>
#include <xxhash.h>
#include <zlib.h>

#include <QtEndian>

#include <array>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// How much is decompressed at a time.
constexpr size_t pieceSize = 64 * 1024;

/// Up to here gzip is kept as it comes and inflated at its end, all at once. More than most feeds
/// have, little for all that are fetched at once, and all of a bomb that comes before it is
/// noticed.
constexpr qsizetype wholeGzipLimit = 256 * 1024;

/// RFC 1952 section 2.3: ten bytes in front, and behind a checksum and the size, modulo 2^32.
constexpr qsizetype gzipHeaderSize = 10;
constexpr qsizetype gzipSizeFieldSize = 4;
constexpr qsizetype gzipTrailerSize = 4 + gzipSizeFieldSize;

/// Deflate makes a byte out of no more than this.
constexpr qint64 deflateMaxRatio = 1032;

/// Two bytes tell gzip and zlib from what is neither.
constexpr qsizetype startSize = 2;

bool isGzip(const QByteArray &start)
{
    return start.startsWith("\x1f\x8b");
}

/// The flag FHCRC: the header has a checksum of its own, which libdeflate doesn't look at.
bool hasHeaderChecksum(const QByteArray &gzip)
{
    return (gzip.at(3) & 0x02) != 0;
}

/// RFC 1950 section 2.2: deflate, and a check of the two bytes themselves.
bool hasZlibFrame(const QByteArray &start)
{
    const auto first = static_cast<unsigned char>(start.at(0));
    const auto second = static_cast<unsigned char>(start.at(1));
    return (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0;
}

} // namespace

enum class BodyReader::Outcome { Good, TooLarge, Malformed, Cut };

class BodyReader::Decoder
{
    Q_DISABLE_COPY_MOVE(Decoder)

public:
    Decoder() = default;
    virtual ~Decoder() = default;
    /// Appends to the reader what comes out of the bytes.
    [[nodiscard]] virtual Outcome decode(const QByteArray &bytes, BodyReader &reader) = 0;
    /// No more bytes come.
    [[nodiscard]] virtual Outcome finish(BodyReader &reader) = 0;
};

class BodyReader::PlainDecoder final : public Decoder
{
public:
    Outcome decode(const QByteArray &bytes, BodyReader &reader) override
    {
        return reader.append(bytes.constData(), bytes.size()) ? Outcome::Good : Outcome::TooLarge;
    }
    Outcome finish(BodyReader &) override { return Outcome::Good; }
};

class BodyReader::ZlibDecoder final : public Decoder
{
public:
    enum class Frame { Gzip, Zlib, None };

    explicit ZlibDecoder(Frame frame) : m_isGzip(frame == Frame::Gzip)
    {
        constexpr int gzipFrame = 16;
        int windowBits = MAX_WBITS;
        if (frame == Frame::Gzip)
            windowBits += gzipFrame;
        else if (frame == Frame::None)
            windowBits = -windowBits;
        m_isReady = inflateInit2(&m_stream, windowBits) == Z_OK;
    }
    ~ZlibDecoder() override { inflateEnd(&m_stream); }

    Outcome decode(const QByteArray &bytes, BodyReader &reader) override
    {
        m_stream.next_in = reinterpret_cast<const Bytef *>(bytes.constData());
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        bool isOutputFull = false;
        while (m_isReady && (m_stream.avail_in > 0 || isOutputFull)) {
            if (m_isAtEnd && !beginsNextMember())
                return Outcome::Good;
            m_stream.next_out = reinterpret_cast<Bytef *>(m_piece.data());
            m_stream.avail_out = static_cast<uInt>(m_piece.size());
            const int status = inflate(&m_stream, Z_NO_FLUSH);
            // Z_BUF_ERROR: nothing to do without more bytes.
            if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
                return Outcome::Malformed;
            const size_t size = m_piece.size() - m_stream.avail_out;
            if (!reader.append(m_piece.data(), static_cast<qsizetype>(size)))
                return Outcome::TooLarge;
            isOutputFull = m_stream.avail_out == 0;
            m_isAtEnd = status == Z_STREAM_END;
            if (m_isAtEnd && m_stream.avail_in == 0)
                isOutputFull = false;
        }
        return m_isReady ? Outcome::Good : Outcome::Malformed;
    }
    Outcome finish(BodyReader &) override { return m_isAtEnd ? Outcome::Good : Outcome::Cut; }

private:
    /// A gzip file may be several, one after the other; anything else after it has no meaning.
    bool beginsNextMember()
    {
        if (!m_isGzip || m_stream.avail_in == 0 || *m_stream.next_in != 0x1f)
            return false;
        m_isAtEnd = false;
        return inflateReset(&m_stream) == Z_OK;
    }

    z_stream m_stream = {};
    std::array<char, pieceSize> m_piece;
    bool m_isGzip;
    bool m_isReady = false;
    bool m_isAtEnd = false;
};

/// Gzip as it usually comes, short and of one member, by libdeflate: it needs the whole of it, and
/// less than half of zlib's time. Whatever else it is, and whatever is wrong with it, is zlib's.
class BodyReader::GzipDecoder final : public Decoder
{
public:
    Outcome decode(const QByteArray &bytes, BodyReader &reader) override
    {
        if (!m_zlib) {
            m_bytes += bytes;
            return m_bytes.size() > wholeGzipLimit ? stream(reader) : Outcome::Good;
        }
        return m_zlib->decode(bytes, reader);
    }
    Outcome finish(BodyReader &reader) override
    {
        if (!m_zlib) {
            if (inflateWhole(reader))
                return Outcome::Good;
            if (const Outcome outcome = stream(reader); outcome != Outcome::Good)
                return outcome;
        }
        return m_zlib->finish(reader);
    }

private:
    Outcome stream(BodyReader &reader)
    {
        m_zlib.emplace(ZlibDecoder::Frame::Gzip);
        return m_zlib->decode(std::exchange(m_bytes, {}), reader);
    }

    /// False, and nothing is read: it is not one member of just the size that its end says.
    [[nodiscard]] bool inflateWhole(BodyReader &reader) const
    {
        if (m_bytes.size() < gzipHeaderSize + gzipTrailerSize || hasHeaderChecksum(m_bytes))
            return false;
        const qint64 size = qFromLittleEndian<quint32>(m_bytes.last(gzipSizeFieldSize).constData());
        if (size > reader.m_limit || size > m_bytes.size() * deflateMaxRatio)
            return false;
        const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)>
            inflater(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
        if (!inflater)
            return false;
        QByteArray text(size, Qt::Uninitialized);
        size_t used = 0;
        // Without a place for the size of the text, any other size is an error.
        const libdeflate_result result = libdeflate_gzip_decompress_ex(
            inflater.get(), m_bytes.constData(), static_cast<size_t>(m_bytes.size()), text.data(),
            static_cast<size_t>(size), &used, nullptr);
        if (result != LIBDEFLATE_SUCCESS || used != static_cast<size_t>(m_bytes.size()))
            return false;
        reader.m_body = std::move(text);
        return true;
    }

    QByteArray m_bytes; ///< all that came, until zlib gets it
    std::optional<ZlibDecoder> m_zlib;
};

class BodyReader::BrotliDecoder final : public Decoder
{
public:
    BrotliDecoder() : m_state(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) { }
    ~BrotliDecoder() override { BrotliDecoderDestroyInstance(m_state); }

    Outcome decode(const QByteArray &bytes, BodyReader &reader) override
    {
        auto left = static_cast<size_t>(bytes.size());
        const auto *next = reinterpret_cast<const uint8_t *>(bytes.constData());
        BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
        while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !isAtEnd()) {
            size_t room = m_piece.size();
            auto *out = reinterpret_cast<uint8_t *>(m_piece.data());
            result = BrotliDecoderDecompressStream(m_state, &left, &next, &room, &out, nullptr);
            if (result == BROTLI_DECODER_RESULT_ERROR)
                return Outcome::Malformed;
            const size_t size = m_piece.size() - room;
            if (!reader.append(m_piece.data(), static_cast<qsizetype>(size)))
                return Outcome::TooLarge;
        }
        return Outcome::Good;
    }
    Outcome finish(BodyReader &) override { return isAtEnd() ? Outcome::Good : Outcome::Cut; }

private:
    [[nodiscard]] bool isAtEnd() const { return BrotliDecoderIsFinished(m_state) == BROTLI_TRUE; }

    BrotliDecoderState *m_state;
    std::array<char, pieceSize> m_piece;
};

BodyReader::BodyReader(const QByteArray &contentEncoding, qint64 limit)
    : m_encoding(contentEncoding.trimmed().toLower()), m_limit(limit)
{
}

BodyReader::~BodyReader() = default;

Result<void> BodyReader::add(const QByteArray &bytes)
{
    QByteArray next = bytes;
    if (!m_decoder) {
        m_start += bytes;
        if (m_start.size() < startSize)
            return {};
        m_decoder = decoderFor(m_start);
        next = std::exchange(m_start, {});
    }
    return resultOf(m_decoder->decode(next, *this));
}

Result<void> BodyReader::finish()
{
    if (!m_decoder) { // too little to tell what it is
        const bool fits = append(m_start.constData(), m_start.size());
        return resultOf(fits ? Outcome::Good : Outcome::TooLarge);
    }
    return resultOf(m_decoder->finish(*this));
}

QByteArray BodyReader::hash() const
{
    XXH128_canonical_t bytes;
    XXH128_canonicalFromHash(&bytes,
                             XXH3_128bits(m_body.constData(), static_cast<size_t>(m_body.size())));
    return {reinterpret_cast<const char *>(bytes.digest), sizeof bytes.digest};
}

std::unique_ptr<BodyReader::Decoder> BodyReader::decoderFor(const QByteArray &start) const
{
    using Frame = ZlibDecoder::Frame;
    if ((m_encoding == "gzip" || m_encoding == "x-gzip") && isGzip(start))
        return std::make_unique<GzipDecoder>();
    if (m_encoding == "deflate")
        return std::make_unique<ZlibDecoder>(hasZlibFrame(start) ? Frame::Zlib : Frame::None);
    if (m_encoding == "br")
        return std::make_unique<BrotliDecoder>();
    return std::make_unique<PlainDecoder>();
}

bool BodyReader::append(const char *bytes, qsizetype size)
{
    if (size > m_limit - m_body.size())
        return false;
    m_body.append(bytes, size);
    return true;
}

Result<void> BodyReader::resultOf(Outcome outcome) const
{
    const QLatin1StringView encoding(m_encoding);
    switch (outcome) {
    case Outcome::Good:
        return {};
    case Outcome::TooLarge:
        return failure(ErrorKind::Data, ErrorCode::TooLarge, u"more than %1 bytes"_s.arg(m_limit));
    case Outcome::Malformed:
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"the body is no %1"_s.arg(encoding));
    case Outcome::Cut:
        return failure(ErrorKind::Remote, ErrorCode::ConnectionLost,
                       u"the %1 body is cut"_s.arg(encoding));
    }
    Q_UNREACHABLE();
}

} // namespace lectern
