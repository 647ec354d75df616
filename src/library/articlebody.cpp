// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/articlebody.h"

#include <QtEndian>

#include <zdict.h>
#include <zstd.h>

#include <vector>

namespace lectern {

namespace {

constexpr char plainMark = 0;
constexpr char deflatedMark = 1;
constexpr char dictionaryMark = 2;
constexpr qsizetype lengthSize = sizeof(quint32);
// From level 6 on it takes thrice the time for a twentieth.
constexpr int level = 3;
/// No content is longer; what says that it is has been damaged.
constexpr unsigned long long longestContent = 256 * 1024 * 1024;

QByteArray joined(const ArticleBody &body)
{
    const QByteArray html = body.html.toUtf8();
    QByteArray plain(lengthSize, Qt::Uninitialized);
    qToBigEndian(quint32(html.size()), plain.data());
    plain += html;
    plain += body.text.toUtf8();
    return plain;
}

/// HTML and text, both UTF-8, of what joined() has joined.
struct Parts
{
    QByteArrayView html;
    QByteArrayView text;
};

Parts parted(QByteArrayView plain)
{
    if (plain.size() < lengthSize)
        return {};
    const auto htmlSize = qsizetype(qFromBigEndian<quint32>(plain.data()));
    const QByteArrayView content = plain.sliced(lengthSize);
    if (htmlSize > content.size())
        return {};
    return {content.first(htmlSize), content.sliced(htmlSize)};
}

} // namespace

/// What Zstandard keeps of a dictionary. The half that packs is made when it is first needed: most
/// of the time a library is only read.
struct BodyDictionary::Contexts
{
    template <auto release>
    struct Release
    {
        template <typename Context>
        void operator()(Context *context) const
        {
            release(context);
        }
    };

    const int number;
    const QByteArray bytes;
    std::unique_ptr<ZSTD_DDict, Release<ZSTD_freeDDict>> unpacking;
    std::unique_ptr<ZSTD_DCtx, Release<ZSTD_freeDCtx>> unpacker;
    std::unique_ptr<ZSTD_CDict, Release<ZSTD_freeCDict>> packing;
    std::unique_ptr<ZSTD_CCtx, Release<ZSTD_freeCCtx>> packer;

    /// Empty when that failed.
    QByteArray pack(const QByteArray &plain)
    {
        if (!packer) {
            packer.reset(ZSTD_createCCtx());
            if (!bytes.isEmpty())
                packing.reset(ZSTD_createCDict(bytes.constData(), size_t(bytes.size()), level));
        }
        // Which dictionary it is stands before the frame.
        ZSTD_CCtx_setParameter(packer.get(), ZSTD_c_dictIDFlag, 0);
        if (packing)
            ZSTD_CCtx_refCDict(packer.get(), packing.get());
        else
            ZSTD_CCtx_setParameter(packer.get(), ZSTD_c_compressionLevel, level);
        const size_t room = ZSTD_compressBound(size_t(plain.size()));
        QByteArray result(qsizetype(room) + 2, Qt::Uninitialized);
        result[0] = dictionaryMark;
        result[1] = char(number);
        const size_t size = ZSTD_compress2(packer.get(), result.data() + 2, room, plain.constData(),
                                           size_t(plain.size()));
        if (ZSTD_isError(size) != 0)
            return {};
        result.truncate(qsizetype(size) + 2);
        return result;
    }

    QByteArray unpack(QByteArrayView frame)
    {
        const auto size = ZSTD_getFrameContentSize(frame.data(), size_t(frame.size()));
        if (size > longestContent) // also when it is unknown, or this is no frame
            return {};
        if (!unpacker) {
            unpacker.reset(ZSTD_createDCtx());
            if (!bytes.isEmpty())
                unpacking.reset(ZSTD_createDDict(bytes.constData(), size_t(bytes.size())));
        }
        QByteArray plain(qsizetype(size), Qt::Uninitialized);
        const size_t done =
            ZSTD_decompress_usingDDict(unpacker.get(), plain.data(), size_t(plain.size()),
                                       frame.data(), size_t(frame.size()), unpacking.get());
        return ZSTD_isError(done) == 0 && done == size ? plain : QByteArray();
    }
};

BodyDictionary::BodyDictionary() : BodyDictionary(0, {}) { }

BodyDictionary::BodyDictionary(int number, const QByteArray &bytes)
    : m_contexts(new Contexts{number, bytes, {}, {}, {}, {}})
{
}

BodyDictionary::~BodyDictionary() = default;

int BodyDictionary::number() const
{
    return m_contexts->number;
}

QByteArray BodyDictionary::trained(const QList<ArticleBody> &samples, qsizetype size)
{
    // Longer ones say nothing new.
    constexpr qsizetype longestSample = 16 * 1024;
    QByteArray all;
    std::vector<size_t> sizes;
    for (const ArticleBody &sample : samples) {
        // The text is in the HTML, if there is any.
        const QByteArray bytes =
            (sample.html.isEmpty() ? sample.text : sample.html).toUtf8().left(longestSample);
        all += bytes;
        sizes.push_back(size_t(bytes.size()));
    }
    QByteArray dictionary(size, Qt::Uninitialized);
    const size_t made = ZDICT_trainFromBuffer(dictionary.data(), size_t(size), all.constData(),
                                              sizes.data(), static_cast<unsigned>(sizes.size()));
    if (ZDICT_isError(made) != 0)
        return {};
    dictionary.truncate(qsizetype(made));
    return dictionary;
}

QByteArray packed(const ArticleBody &body, const BodyDictionary &dictionary)
{
    const QByteArray plain = joined(body);
    QByteArray smaller = dictionary.m_contexts->pack(plain);
    const bool isSmaller = !smaller.isEmpty() && smaller.size() <= plain.size();
    return isSmaller ? smaller : plainMark + plain;
}

int neededDictionary(const QByteArray &bytes)
{
    return bytes.size() > 1 && bytes.front() == dictionaryMark ? uchar(bytes.at(1)) : 0;
}

/// As joined() made them; empty when they cannot be unpacked.
QByteArray plainBytes(const QByteArray &bytes, const BodyDictionary &dictionary)
{
    if (bytes.isEmpty())
        return {};
    switch (bytes.front()) {
    case plainMark:
        return bytes.sliced(1);
    case deflatedMark:
        return qUncompress(bytes.sliced(1));
    case dictionaryMark:
        if (bytes.size() < 2 || dictionary.number() != neededDictionary(bytes))
            return {};
        return dictionary.m_contexts->unpack(QByteArrayView(bytes).sliced(2));
    default:
        return {};
    }
}

ArticleBody unpacked(const QByteArray &bytes, const BodyDictionary &dictionary)
{
    const QByteArray plain = plainBytes(bytes, dictionary);
    const Parts parts = parted(plain);
    return {QString::fromUtf8(parts.html), QString::fromUtf8(parts.text)};
}

QString unpackedText(const QByteArray &bytes, const BodyDictionary &dictionary)
{
    const QByteArray plain = plainBytes(bytes, dictionary);
    return QString::fromUtf8(parted(plain).text);
}

} // namespace lectern
