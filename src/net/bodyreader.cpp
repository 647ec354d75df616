// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bodyreader.h"

#define ZLIB_CONST // its input is not written to
#include <brotli/decode.h>
#include <zlib.h>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

enum class Outcome { Good, TooLarge, Malformed };

/// How much is decompressed at a time: all the memory that a body takes besides itself.
constexpr size_t pieceSize = 64 * 1024;

/// Two bytes tell gzip and zlib from what is neither.
constexpr qsizetype startSize = 2;

bool isGzip(const QByteArray &start)
{
    return start.startsWith("\x1f\x8b");
}

/// RFC 1950 section 2.2: deflate, and a check of the two bytes themselves.
bool hasZlibFrame(const QByteArray &start)
{
    const auto first = static_cast<unsigned char>(start.at(0));
    const auto second = static_cast<unsigned char>(start.at(1));
    return (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0;
}

} // namespace

class BodyReader::Decoder
{
    Q_DISABLE_COPY_MOVE(Decoder)

public:
    Decoder() = default;
    virtual ~Decoder() = default;
    /// Appends to the reader what comes out of the bytes.
    [[nodiscard]] virtual Outcome decode(const QByteArray &bytes, BodyReader &reader) = 0;
    [[nodiscard]] virtual bool isAtEnd() const = 0;
};

class BodyReader::PlainDecoder final : public Decoder
{
public:
    Outcome decode(const QByteArray &bytes, BodyReader &reader) override
    {
        return reader.append(bytes.constData(), bytes.size()) ? Outcome::Good : Outcome::TooLarge;
    }
    bool isAtEnd() const override { return true; }
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
    bool isAtEnd() const override { return m_isAtEnd; }

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
    bool isAtEnd() const override { return BrotliDecoderIsFinished(m_state) == BROTLI_TRUE; }

private:
    BrotliDecoderState *m_state;
    std::array<char, pieceSize> m_piece;
};

BodyReader::BodyReader(const QByteArray &contentEncoding, qint64 limit)
    : m_encoding(contentEncoding.trimmed().toLower()), m_limit(limit),
      m_hash(QCryptographicHash::Blake2b_256)
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
    switch (m_decoder->decode(next, *this)) {
    case Outcome::Good:
        return {};
    case Outcome::TooLarge:
        return failure(ErrorKind::Data, ErrorCode::TooLarge, u"more than %1 bytes"_s.arg(m_limit));
    case Outcome::Malformed:
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"the body is no %1"_s.arg(QLatin1StringView(m_encoding)));
    }
    Q_UNREACHABLE();
}

Result<void> BodyReader::finish()
{
    if (!m_decoder && !append(m_start.constData(), m_start.size()))
        return failure(ErrorKind::Data, ErrorCode::TooLarge, u"more than %1 bytes"_s.arg(m_limit));
    if (m_decoder && !m_decoder->isAtEnd())
        return failure(ErrorKind::Remote, ErrorCode::ConnectionLost,
                       u"the %1 body is cut"_s.arg(QLatin1StringView(m_encoding)));
    return {};
}

std::unique_ptr<BodyReader::Decoder> BodyReader::decoderFor(const QByteArray &start) const
{
    using Frame = ZlibDecoder::Frame;
    if ((m_encoding == "gzip" || m_encoding == "x-gzip") && isGzip(start))
        return std::make_unique<ZlibDecoder>(Frame::Gzip);
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
    m_hash.addData(QByteArrayView(bytes, size));
    return true;
}

} // namespace lectern
