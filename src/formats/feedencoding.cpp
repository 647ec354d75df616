// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedencoding.h"

#include "formats/encodingguess.h"
#include "formats/feedissues.h"
#include "formats/iconvdecoder.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr qsizetype declarationReach = 1024;

struct Mark
{
    QByteArrayView bytes;
    QByteArrayView encoding;
};

// The longer ones first: UTF-32's little-endian mark begins as that of UTF-16.
constexpr std::array byteOrderMarks = {
    Mark{{"\x00\x00\xFE\xFF", 4}, "UTF-32BE"}, Mark{{"\xFF\xFE\x00\x00", 4}, "UTF-32LE"},
    Mark{{"\xEF\xBB\xBF", 3}, "UTF-8"},        Mark{{"\xFE\xFF", 2}, "UTF-16BE"},
    Mark{{"\xFF\xFE", 2}, "UTF-16LE"},
};

/// What bytes without a mark can only be, by how "<" and the character behind it look.
QByteArray encodingByPattern(QByteArrayView bytes)
{
    if (bytes.size() < 4)
        return {};
    const auto isZero = [bytes](qsizetype i) { return bytes[i] == '\0'; };
    if (isZero(0) && isZero(1) && isZero(2) && !isZero(3))
        return "UTF-32BE";
    if (!isZero(0) && isZero(1) && isZero(2) && isZero(3))
        return "UTF-32LE";
    if (isZero(0) && !isZero(1) && isZero(2) && !isZero(3))
        return "UTF-16BE";
    if (!isZero(0) && isZero(1) && !isZero(2) && isZero(3))
        return "UTF-16LE";
    if (bytes.startsWith(QByteArrayView("\x4C\x6F\xA7\x94", 4)))
        return "IBM037";
    return {};
}

/// The value of `encoding` in the XML declaration at the beginning of the text.
QByteArray declaredEncoding(QByteArrayView text)
{
    const QByteArray head = text.first(std::min(text.size(), declarationReach)).toByteArray();
    const qsizetype begin = head.indexOf("<?xml");
    const qsizetype end = begin < 0 ? -1 : head.indexOf('>', begin);
    if (end < 0)
        return {};
    static const QRegularExpression pattern(
        u"\\bencoding\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:/()+-]+)"_s);
    const auto match = pattern.match(QString::fromLatin1(head.sliced(begin, end - begin)));
    return match.captured(1).toLatin1();
}

QByteArray charsetOf(const QString &contentType)
{
    if (contentType.isEmpty())
        return {};
    static const QRegularExpression pattern(u"charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:+-]+)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(contentType).captured(1).toLatin1();
}

/// What is said in place of windows-1252, and by the same programs in place of UTF-8.
bool isLatin(const QByteArray &encoding)
{
    static constexpr std::array<QByteArrayView, 12> names = {
        "iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591",    "latin1", "latin-1",
        "l1",         "us-ascii",  "ascii",      "iso-8859-15", "cp1252", "windows-1252"};
    return std::find(names.begin(), names.end(), encoding.toLower()) != names.end();
}

bool isUtf8Name(const QByteArray &encoding)
{
    const QByteArray name = encoding.toLower();
    return name == "utf-8" || name == "utf8" || name == "utf_8" || name == "u8"
        || name == "utf-8-sig";
}

/// Encodings with two or four bytes a character, which bytes that were read as ASCII can't be in.
bool isWide(const QByteArray &encoding)
{
    const QByteArray name = encoding.toLower();
    return name.contains("utf-16") || name.contains("utf16") || name.contains("utf_16")
        || name.contains("utf-32") || name.contains("utf32") || name.contains("utf_32")
        || name.contains("ucs") || name.contains("unicode") || name == "u16" || name == "u32";
}

/// Encodings that write everything in ASCII, with signs that say what it stands for.
bool isShiftingName(const QByteArray &encoding)
{
    const QByteArray name = encoding.toLower();
    return name.contains("2022") || name.startsWith("hz") || name == "u7" || name == "utf-7"
        || name == "utf_7" || name == "utf7";
}

bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) == 0; });
}

/// UTF-8 with some wrong bytes in it, each read as windows-1252.
QByteArray mendedUtf8(QByteArrayView bytes)
{
    QByteArray mended;
    mended.reserve(bytes.size() + bytes.size() / 16);
    qsizetype i = 0;
    while (i < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[i]);
        const qsizetype length = lead < 0x80 ? 1
            : lead >= 0xC2 && lead <= 0xDF   ? 2
            : lead >= 0xE0 && lead <= 0xEF   ? 3
            : lead >= 0xF0 && lead <= 0xF4   ? 4
                                             : 0;
        const bool isWhole = length > 0 && i + length <= bytes.size();
        if (length == 1 || (isWhole && QByteArrayView(bytes.sliced(i, length)).isValidUtf8())) {
            mended += bytes.sliced(i, length);
            i += length;
        } else {
            mended += windows1252(bytes[i]).toUtf8();
            ++i;
        }
    }
    return mended;
}

/// How many characters beyond ASCII the bytes have as UTF-8, and how many bytes that are none.
struct Utf8Balance
{
    qsizetype good = 0;
    qsizetype bad = 0;
};

Utf8Balance utf8Balance(QByteArrayView bytes)
{
    Utf8Balance balance;
    qsizetype i = 0;
    while (i < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[i]);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const qsizetype length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (i + length <= bytes.size() && QByteArrayView(bytes.sliced(i, length)).isValidUtf8()) {
            ++balance.good;
            i += length;
        } else {
            ++balance.bad;
            ++i;
        }
    }
    return balance;
}

class Decoding final
{
public:
    Decoding(const QByteArray &bytes, const QString &contentType)
        : m_bytes(bytes), m_charset(charsetOf(contentType))
    {
    }

    DecodedFeed result();

private:
    [[nodiscard]] bool tryMark();
    [[nodiscard]] bool tryPattern();
    /// `whose` says who named the encoding, in a message.
    [[nodiscard]] bool tryNamed(const QByteArray &encoding, const QString &whose);
    [[nodiscard]] bool tryUtf8();
    void guess();
    bool take(const QByteArray &utf8, const QByteArray &encoding);

    QByteArray m_bytes;
    const QByteArray m_charset;
    QByteArray m_declared;
    DecodedFeed m_feed;
};

DecodedFeed Decoding::result()
{
    if (tryMark() || tryPattern())
        return m_feed;
    m_declared = declaredEncoding(m_bytes);
    const auto isUtf8OrNothing = [](const QByteArray &name) {
        return name.isEmpty() || isUtf8Name(name);
    };
    if (isUtf8OrNothing(m_charset) && isUtf8OrNothing(m_declared) && tryUtf8())
        return m_feed;
    const bool isShifting = isShiftingName(m_charset) || isShiftingName(m_declared);
    if (isAscii(m_bytes) && !isShifting) {
        take(m_bytes, "US-ASCII");
        return m_feed;
    }
    if (!tryNamed(m_charset, u"its server"_s) && !tryNamed(m_declared, u"it"_s) && !tryUtf8())
        guess();
    return m_feed;
}

bool Decoding::take(const QByteArray &utf8, const QByteArray &encoding)
{
    m_feed.utf8 = utf8;
    m_feed.encoding = QString::fromLatin1(encoding);
    return true;
}

bool Decoding::tryMark()
{
    for (const Mark &mark : byteOrderMarks) {
        if (!m_bytes.startsWith(mark.bytes))
            continue;
        const QByteArray rest = m_bytes.sliced(mark.bytes.size());
        const QByteArray encoding = mark.encoding.toByteArray();
        if (encoding == "UTF-8") {
            if (rest.isValidUtf8())
                return take(rest, encoding);
            m_feed.issues.append(u"Some of its bytes are not UTF-8, which its byte order mark says "
                                 "it is; they were read as windows-1252."_s);
            return take(mendedUtf8(rest), encoding);
        }
        // A mark of UTF-16 before plain ASCII comes from programs that only print the mark.
        if (!rest.contains('\0') && rest.contains('<')) {
            m_bytes = rest;
            return false;
        }
        const QByteArray text = decoded(rest, encoding, BadBytes::Replace).value_or(QByteArray());
        return take(text, encoding);
    }
    return false;
}

bool Decoding::tryPattern()
{
    QByteArray encoding = encodingByPattern(m_bytes);
    if (encoding.isEmpty())
        return false;
    if (encoding == "IBM037") {
        // All kinds of EBCDIC have the letters of the declaration in the same places.
        constexpr qsizetype reach = 256;
        const auto head =
            decoded(m_bytes.first(std::min(reach, m_bytes.size())), encoding, BadBytes::Replace);
        const QByteArray declared = declaredEncoding(head.value_or(QByteArray()));
        if (!declared.isEmpty() && decoded(m_bytes, declared, BadBytes::Refuse))
            encoding = declared;
    }
    const auto text = decoded(m_bytes, encoding, BadBytes::Replace);
    return text && take(*text, encoding);
}

bool Decoding::tryNamed(const QByteArray &encoding, const QString &whose)
{
    if (encoding.isEmpty() || isWide(encoding))
        return false;
    if (isUtf8Name(encoding))
        return tryUtf8();
    if (isLatin(encoding) && m_bytes.isValidUtf8() && !isAscii(m_bytes)) {
        m_feed.issues.append(
            u"It is UTF-8, though %1 says it is %2."_s.arg(whose, QString::fromLatin1(encoding)));
        return take(m_bytes, "UTF-8");
    }
    const auto text = decoded(m_bytes, encoding, BadBytes::Refuse);
    if (!text) {
        m_feed.issues.append(
            u"It is not %1, as %2 says."_s.arg(quoted(QString::fromLatin1(encoding)), whose));
        return false;
    }
    return take(*text, encoding);
}

bool Decoding::tryUtf8()
{
    if (m_bytes.isValidUtf8())
        return take(m_bytes, "UTF-8");
    const Utf8Balance balance = utf8Balance(m_bytes);
    const bool isMostlyUtf8 = balance.good > 2 * balance.bad;
    if (!isMostlyUtf8)
        return false;
    m_feed.issues.append(u"Some of its bytes are not UTF-8; they were read as windows-1252."_s);
    return take(mendedUtf8(m_bytes), "UTF-8");
}

void Decoding::guess()
{
    const QByteArray encoding = guessedEncoding(m_bytes);
    m_feed.issues.append(u"Its encoding is not said, or wrongly; it was read as %1."_s.arg(
        QString::fromLatin1(encoding)));
    const auto text = decoded(m_bytes, encoding, BadBytes::Replace);
    take(text ? *text : mendedUtf8(m_bytes), encoding);
}

} // namespace

DecodedFeed decodeFeed(const QByteArray &bytes, const QString &contentType)
{
    return Decoding(bytes, contentType).result();
}

} // namespace lectern
