// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/encodingguess.h"

#include "formats/iconvdecoder.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Enough to tell languages apart, little enough to try all encodings on.
constexpr qsizetype sampleSize = 16 * 1024;

// The weight of what texts of a language never hold.
constexpr double never = -3;

using Byte = unsigned char;

bool isWithin(Byte byte, Byte first, Byte last)
{
    return byte >= first && byte <= last;
}

// What a pair of bytes says for an encoding. The characters of everyday use stand together in each
// of them, which is what tells one from the other.

double weightInEucJp(Byte lead, Byte trail)
{
    if (trail < 0xA1)
        return never;
    if (lead == 0xA4 || lead == 0xA5) // kana
        return 1.5;
    return isWithin(lead, 0xB0, 0xCF) ? 0.6 : lead == 0xA1 ? 0.4 : -1;
}

double weightInShiftJis(Byte lead, Byte trail)
{
    if (lead == 0x82 && isWithin(trail, 0x9F, 0xF1))
        return 1.5;
    if (lead == 0x83 && isWithin(trail, 0x40, 0x96))
        return 1.5;
    return isWithin(lead, 0x88, 0x97) ? 0.6 : lead == 0x81 ? 0.4 : -1;
}

double weightInEucKr(Byte lead, Byte trail)
{
    if (trail < 0xA1)
        return never;
    return isWithin(lead, 0xB0, 0xC8) ? 1 : lead == 0xA1 ? 0.3 : -0.5;
}

double weightInGb(Byte lead, Byte trail)
{
    // 的 一 是 不 了 在 人 有 我 他 这 中 大 来 上 国 个 到 说 们
    static constexpr std::array<unsigned, 20> common = {
        0xB5C4, 0xD2BB, 0xCAC7, 0xB2BB, 0xC1CB, 0xD4DA, 0xC8CB, 0xD3D0, 0xCED2, 0xCBFB,
        0xD5E2, 0xD6D0, 0xB4F3, 0xC0B4, 0xC9CF, 0xB9FA, 0xB8F6, 0xB5BD, 0xCBB5, 0xC3C7};
    if (trail < 0xA1)
        return -1;
    if (std::find(common.begin(), common.end(), (unsigned(lead) << 8) + trail) != common.end())
        return 2;
    return isWithin(lead, 0xB0, 0xD7) ? 0.8 : lead == 0xA1 || lead == 0xA3 ? 0.4 : -0.5;
}

double weightInBig5(Byte lead, Byte trail)
{
    // 的 一 是 不 了 在 人 有 我 他 這 中 大 來 上 國
    static constexpr std::array<unsigned, 16> common = {
        0xAABA, 0xA440, 0xAC4F, 0xA4A3, 0xA446, 0xA662, 0xA448, 0xA6B3,
        0xA7DA, 0xA54C, 0xB36F, 0xA4A4, 0xA46A, 0xA8D3, 0xA457, 0xB0EA};
    if (std::find(common.begin(), common.end(), (unsigned(lead) << 8) + trail) != common.end())
        return 2;
    return isWithin(lead, 0xA4, 0xC6) ? 0.8 : lead == 0xA1 ? 0.4 : -1;
}

struct PairEncoding
{
    const char *name;
    double (*weight)(Byte lead, Byte trail);
};

constexpr std::array pairEncodings = {
    PairEncoding{"EUC-JP", weightInEucJp}, PairEncoding{"SHIFT_JIS", weightInShiftJis},
    PairEncoding{"EUC-KR", weightInEucKr}, PairEncoding{"GB18030", weightInGb},
    PairEncoding{"BIG5", weightInBig5},
};

/// The mean weight of a byte beyond ASCII.
double likenessOfPairs(const QByteArray &bytes, const PairEncoding &encoding)
{
    double sum = 0;
    qsizetype count = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto lead = static_cast<Byte>(bytes[i]);
        if (lead < 0x80)
            continue;
        const auto trail = static_cast<Byte>(i + 1 < bytes.size() ? bytes[i + 1] : '\0');
        sum += 2 * encoding.weight(lead, trail);
        count += 2;
        ++i;
    }
    return sum / static_cast<double>(count);
}

// What a character says for an encoding of one byte each.

bool isAmong(char32_t c, QStringView common)
{
    return c <= 0xFFFF && common.contains(QChar(static_cast<char16_t>(c)));
}

double weightInRussian(char32_t c, char32_t before)
{
    if (c >= 0x0430 && c <= 0x044F)
        return isAmong(c, u"оеаинтсрвл") ? 1.3 : 0.7;
    if (c >= 0x0410 && c <= 0x042F)
        return before >= 0x0430 && before <= 0x044F ? -1.5 : 0.3; // a capital within a word
    return isAmong(c, u"ёЁ«»—–№„“") ? 0.3 : never;
}

double weightInHebrew(char32_t c, char32_t)
{
    // As Russian these would be words without five of its letters.
    return c >= 0x05D0 && c <= 0x05EA ? 1.4 : c >= 0x05B0 && c <= 0x05C2 ? -0.5 : never;
}

double weightInThai(char32_t c, char32_t)
{
    return c >= 0x0E01 && c <= 0x0E5B ? 0.9 : never;
}

double weightInWestern(char32_t c, char32_t)
{
    return isAmong(c, u"éèàçêâîôùûäöüßñáíóúåøæ’‘“”–—…«»\u00A0©®°ëïãõÄÖÜÉÀÇÑÅØ£€•") ? 0.8 : -0.7;
}

struct SingleEncoding
{
    const char *name;
    double (*weight)(char32_t c, char32_t before);
    bool isLatin = false;
};

constexpr std::array singleEncodings = {
    SingleEncoding{"windows-1252", weightInWestern, true},
    SingleEncoding{"KOI8-R", weightInRussian},
    SingleEncoding{"windows-1251", weightInRussian},
    SingleEncoding{"windows-1255", weightInHebrew},
    SingleEncoding{"TIS-620", weightInThai},
};

double likenessOfText(const QString &text, const SingleEncoding &encoding)
{
    const auto isLatinLetter = [](char32_t c) {
        return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    };
    double sum = 0;
    qsizetype count = 0;
    char32_t before = 0;
    for (const char32_t c : text.toUcs4()) {
        if (c >= 0x80) {
            // Two scripts do not meet within a word.
            const bool isMixed = !encoding.isLatin && isLatinLetter(before) && c > 0xFF;
            sum += isMixed ? never : encoding.weight(c, before);
            ++count;
        }
        before = c;
    }
    return sum / static_cast<double>(count);
}

/// The parts with characters beyond ASCII are what tells; a sample from the first of them on.
QByteArray sampleOf(const QByteArray &bytes)
{
    const auto isBeyondAscii = [](char c) { return (c & 0x80) != 0; };
    const auto first = std::find_if(bytes.begin(), bytes.end(), isBeyondAscii);
    const auto begin = std::max<qsizetype>(0, std::distance(bytes.begin(), first) - 1);
    QByteArray sample = bytes.mid(begin, sampleSize);
    if (begin + sampleSize < bytes.size()) {
        // Not cut within a character.
        const auto last = std::find_if_not(sample.rbegin(), sample.rend(), isBeyondAscii);
        if (last != sample.rend())
            sample.truncate(std::distance(last, sample.rend()));
    }
    return sample;
}

} // namespace

QByteArray guessedEncoding(const QByteArray &bytes)
{
    const QByteArray sample = sampleOf(bytes);
    QByteArray best = "windows-1252";
    double bestLikeness = -1;
    const auto offer = [&best, &bestLikeness](const char *name, double likeness) {
        if (likeness > bestLikeness) {
            best = name;
            bestLikeness = likeness;
        }
    };
    for (const SingleEncoding &encoding : singleEncodings) {
        if (const auto text = decoded(sample, encoding.name, BadBytes::Refuse))
            offer(encoding.name, likenessOfText(QString::fromUtf8(*text), encoding));
    }
    for (const PairEncoding &encoding : pairEncodings) {
        if (decoded(sample, encoding.name, BadBytes::Refuse))
            offer(encoding.name, likenessOfPairs(sample, encoding));
    }
    return best;
}

} // namespace lectern
