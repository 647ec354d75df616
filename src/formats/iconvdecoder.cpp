// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/iconvdecoder.h"

#include <QHash>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cerrno>

#include <iconv.h>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Names of no encoding are names of nothing; none in use is longer.
constexpr qsizetype longestName = 40;

/// How iconv calls what feeds call so; both without regard to case, "_" written as "-".
const QHash<QByteArray, QByteArray> &otherNames()
{
    static const QHash<QByteArray, QByteArray> names = {
        // Supersets that are meant.
        {"iso-8859-1", "CP1252"},
        {"iso8859-1", "CP1252"},
        {"latin1", "CP1252"},
        {"latin-1", "CP1252"},
        {"l1", "CP1252"},
        {"us-ascii", "CP1252"},
        {"ascii", "CP1252"},
        {"windows-1252", "CP1252"},
        {"x-ansi", "CP1252"},
        {"ansi", "CP1252"},
        {"iso-8859-9", "CP1254"},
        {"iso-8859-11", "CP874"},
        {"tis-620", "CP874"},
        {"tis620", "CP874"},
        {"gb2312", "GB18030"},
        {"gb-2312", "GB18030"},
        {"gb2312-80", "GB18030"},
        {"euc-cn", "GB18030"},
        {"gbk", "GB18030"},
        {"x-gbk", "GB18030"},
        {"cp936", "GB18030"},
        {"ms936", "GB18030"},
        {"936", "GB18030"},
        {"euc-kr", "CP949"},
        {"euckr", "CP949"},
        {"ks-c-5601-1987", "CP949"},
        {"ks-c-5601", "CP949"},
        {"ksc5601", "CP949"},
        {"ksc-5601", "CP949"},
        {"949", "CP949"},
        {"ms949", "CP949"},
        {"uhc", "CP949"},
        {"shift-jis", "CP932"},
        {"shift-js", "CP932"},
        {"shiftjis", "CP932"},
        {"sjis", "CP932"},
        {"s-jis", "CP932"},
        {"x-sjis", "CP932"},
        {"ms932", "CP932"},
        {"mskanji", "CP932"},
        {"ms-kanji", "CP932"},
        {"932", "CP932"},
        {"windows-31j", "CP932"},
        {"big5", "BIG5-HKSCS"},
        {"big5-tw", "BIG5-HKSCS"},
        {"csbig5", "BIG5-HKSCS"},
        {"x-x-big5", "BIG5-HKSCS"},
        {"950", "CP950"},
        // Other spellings.
        {"utf8", "UTF-8"},
        {"u8", "UTF-8"},
        {"u7", "UTF-7"},
        {"euc-jp", "EUC-JP"},
        {"eucjp", "EUC-JP"},
        {"ujis", "EUC-JP"},
        {"u-jis", "EUC-JP"},
        {"x-euc-jp", "EUC-JP"},
        {"eucjis2004", "EUC-JISX0213"},
        {"euc-jis-2004", "EUC-JISX0213"},
        {"jisx0213", "EUC-JISX0213"},
        {"eucjisx0213", "EUC-JISX0213"},
        {"shift-jis-2004", "SHIFT_JISX0213"},
        {"shiftjis2004", "SHIFT_JISX0213"},
        {"sjis-2004", "SHIFT_JISX0213"},
        {"shift-jisx0213", "SHIFT_JISX0213"},
        {"shiftjisx0213", "SHIFT_JISX0213"},
        {"sjisx0213", "SHIFT_JISX0213"},
        {"s-jisx0213", "SHIFT_JISX0213"},
        {"iso2022-jp", "ISO-2022-JP"},
        {"iso2022jp", "ISO-2022-JP"},
        {"iso-2022-jp-1", "ISO-2022-JP-2"},
        {"iso2022-jp-1", "ISO-2022-JP-2"},
        {"iso2022-jp-ext", "ISO-2022-JP-2"},
        {"iso-2022-jp-ext", "ISO-2022-JP-2"},
        {"iso2022-jp-2004", "ISO-2022-JP-3"},
        {"iso-2022-jp-2004", "ISO-2022-JP-3"},
        {"iso2022-jp-2", "ISO-2022-JP-2"},
        {"iso2022-jp-3", "ISO-2022-JP-3"},
        {"iso2022-kr", "ISO-2022-KR"},
        {"iso2022kr", "ISO-2022-KR"},
        {"hz", "HZ-GB-2312"},
        {"hzgb", "HZ-GB-2312"},
        {"hz-gb", "HZ-GB-2312"},
        {"macroman", "MACINTOSH"},
        {"mac-roman", "MACINTOSH"},
        {"x-mac-roman", "MACINTOSH"},
        {"macintosh", "MACINTOSH"},
        {"maclatin2", "MAC-CENTRALEUROPE"},
        {"mac-latin2", "MAC-CENTRALEUROPE"},
        {"maccentraleurope", "MAC-CENTRALEUROPE"},
        {"mac-centeuro", "MAC-CENTRALEUROPE"},
        {"maccyrillic", "MAC-CYRILLIC"},
        {"mac-cyrillic", "MAC-CYRILLIC"},
        {"macgreek", "x-mac-greek"},
        {"mac-greek", "x-mac-greek"},
        {"macturkish", "x-mac-turkish"},
        {"mac-turkish", "x-mac-turkish"},
        {"maciceland", "MAC-IS"},
        {"mac-iceland", "MAC-IS"},
        {"kz-1048", "RK1048"},
        {"kz1048", "RK1048"},
        {"strk1048-2002", "RK1048"},
        {"ptcp154", "PT154"},
        {"pt154", "PT154"},
        {"cyrillic-asian", "PT154"},
        {"koi8-r", "KOI8-R"},
        {"koi8r", "KOI8-R"},
        {"koi8u", "KOI8-U"},
        {"hp-roman8", "HP-ROMAN8"},
        {"roman8", "HP-ROMAN8"},
        {"r8", "HP-ROMAN8"},
        {"logical", "ISO-8859-8"},
        {"visual", "ISO-8859-8"},
        {"iso-8859-8-i", "ISO-8859-8"},
        {"iso-8859-8-e", "ISO-8859-8"},
        {"iso-8859-6-i", "ISO-8859-6"},
        {"iso-8859-6-e", "ISO-8859-6"},
        {"ucs2", "UTF-16"},
        {"u16", "UTF-16"},
    };
    return names;
}

bool isName(const QByteArray &encoding)
{
    // No "/": what follows it are orders to iconv.
    const auto isNameCharacter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '_' || c == '.' || c == ':' || c == '+' || c == '(' || c == ')';
    };
    return !encoding.isEmpty() && encoding.size() <= longestName
        && std::all_of(encoding.begin(), encoding.end(), isNameCharacter);
}

/// iconv's handle, which is closed when this goes.
class Conversion final
{
    Q_DISABLE_COPY_MOVE(Conversion)

public:
    explicit Conversion(const QByteArray &encoding)
        : m_handle(iconv_open("UTF-8", encoding.constData()))
    {
    }
    ~Conversion()
    {
        if (isKnown())
            iconv_close(m_handle);
    }

    [[nodiscard]] bool isKnown() const
    {
        // What iconv_open() returns for "no" is all bits set.
        return reinterpret_cast<std::intptr_t>(m_handle) != -1;
    }

    [[nodiscard]] std::optional<QByteArray> convert(QByteArray bytes, BadBytes badBytes);

private:
    iconv_t m_handle;
};

std::optional<QByteArray> Conversion::convert(QByteArray bytes, BadBytes badBytes)
{
    constexpr std::size_t pieceSize = 16 * 1024;
    std::array<char, pieceSize> piece{};
    QByteArray result;
    result.reserve(bytes.size() + bytes.size() / 4);
    char *in = bytes.data();
    auto inLeft = static_cast<std::size_t>(bytes.size());
    bool isFlushed = false;
    while (!isFlushed) {
        char *out = piece.data();
        std::size_t outLeft = piece.size();
        isFlushed = inLeft == 0;
        const std::size_t done = isFlushed ? iconv(m_handle, nullptr, nullptr, &out, &outLeft)
                                           : iconv(m_handle, &in, &inLeft, &out, &outLeft);
        const int error = errno;
        result.append(piece.data(), static_cast<qsizetype>(piece.size() - outLeft));
        if (done != static_cast<std::size_t>(-1) || error == E2BIG)
            continue;
        if (badBytes == BadBytes::Refuse)
            return {};
        result += "\xEF\xBF\xBD";
        if (isFlushed || error == EINVAL)
            break; // cut in the middle of a character
        ++in;
        --inLeft;
    }
    return result;
}

std::optional<QByteArray> decodedByQt(const QByteArray &bytes, const QByteArray &encoding,
                                      BadBytes badBytes)
{
    QStringDecoder decoder(encoding.constData());
    if (!decoder.isValid())
        return {};
    const QString text = decoder.decode(bytes);
    if (badBytes == BadBytes::Refuse && decoder.hasError())
        return {};
    return text.toUtf8();
}

} // namespace

std::optional<QByteArray> decoded(const QByteArray &bytes, const QByteArray &encoding,
                                  BadBytes badBytes)
{
    if (!isName(encoding))
        return {};
    const QByteArray plainName = QByteArray(encoding).toLower().replace('_', '-');
    const QByteArray name = otherNames().value(plainName, encoding);
    for (const QByteArray &each : {name, plainName, "CP" + plainName}) {
        Conversion conversion(each);
        if (!conversion.isKnown())
            continue;
        const auto text = conversion.convert(bytes, badBytes);
        // Decoders differ in what they let through; nothing but UTF-8 may leave this file.
        if (text && !text->isValidUtf8())
            return QString::fromUtf8(*text).toUtf8();
        return text;
    }
    return decodedByQt(bytes, name, badBytes);
}

QString windows1252(char byte)
{
    static constexpr std::array<char16_t, 32> upper = {
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
    const auto code = static_cast<unsigned char>(byte);
    return QString(QChar(code >= 0x80 && code < 0xA0 ? upper.at(code - 0x80u) : char16_t(code)));
}

} // namespace lectern
