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

enum class Kind { Chinese, ChineseTraditional, Japanese, Korean, Cyrillic, Hebrew, Thai, Western };

struct Candidate
{
    const char *encoding;
    Kind kind;
};

// Of equally good ones the first is taken.
constexpr std::array candidates = {
    Candidate{"EUC-JP", Kind::Japanese},
    Candidate{"SHIFT_JIS", Kind::Japanese},
    Candidate{"EUC-KR", Kind::Korean},
    Candidate{"GB18030", Kind::Chinese},
    Candidate{"BIG5", Kind::ChineseTraditional},
    Candidate{"KOI8-R", Kind::Cyrillic},
    Candidate{"windows-1251", Kind::Cyrillic},
    Candidate{"windows-1255", Kind::Hebrew},
    Candidate{"TIS-620", Kind::Thai},
    Candidate{"windows-1252", Kind::Western},
};

bool isAmong(char32_t c, QStringView common)
{
    return c <= 0xFFFF && common.contains(QChar(static_cast<char16_t>(c)));
}

/// How much a character beyond ASCII says for a language: above 0 for what its texts are full of,
/// below for what they never hold.
double weight(char32_t c, char32_t before, Kind kind)
{
    constexpr double never = -3;
    const bool isHan = c >= 0x4E00 && c <= 0x9FFF;
    switch (kind) {
    case Kind::Japanese:
        // Kana are what only Japanese has; half-width ones are what wrong guesses consist of.
        if (c >= 0x3041 && c <= 0x30FF)
            return 1.5;
        return isHan || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF5E) ? 0.6 : never;
    case Kind::Korean:
        if (c >= 0xAC00 && c <= 0xD7A3)
            return isAmong(c, u"이다의는을에가고한를지서기은도로사하자시인대어일정") ? 2 : 1;
        return isHan || (c >= 0x3000 && c <= 0x303F) ? 0.1 : never;
    case Kind::Chinese:
        if (isHan)
            return isAmong(c, u"的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得")
                ? 2
                : 0.5;
        return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF5E) ? 1 : never;
    case Kind::ChineseTraditional:
        if (isHan)
            return isAmong(c, u"的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得")
                ? 2
                : 0.5;
        return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF5E) ? 1 : never;
    case Kind::Cyrillic: {
        const bool isLower = c >= 0x0430 && c <= 0x044F;
        const bool isUpper = c >= 0x0410 && c <= 0x042F;
        const bool isBeforeLower = before >= 0x0430 && before <= 0x044F;
        if (isLower)
            return isAmong(c, u"оеаинтсрвл") ? 1.3 : 0.7;
        if (isUpper)
            return isBeforeLower ? -1.5 : 0.3; // a capital within a word
        return c == 0x0451 || c == 0x0401 || c == 0x00AB || c == 0x00BB || c == 0x2014 ? 0.3
                                                                                       : never;
    }
    case Kind::Hebrew:
        return c >= 0x05D0 && c <= 0x05EA ? 0.9 : c >= 0x05B0 && c <= 0x05C2 ? -0.5 : never;
    case Kind::Thai:
        return c >= 0x0E01 && c <= 0x0E5B ? 0.9 : never;
    case Kind::Western:
        if (isAmong(c, u"éèàçêâîôùûäöüßñáíóúåøæ’‘“”–—…«» ©®°ëïãõÄÖÜÉÀÇÑÅØ£€•"))
            return 0.8;
        return -0.7;
    }
    return never;
}

/// The mean weight per byte beyond ASCII, so that encodings of one and two bytes compare.
double likeness(const QString &text, Kind kind, qsizetype bytesBeyondAscii)
{
    double sum = 0;
    char32_t before = 0;
    for (const char32_t c : text.toUcs4()) {
        if (c >= 0x80)
            sum += weight(c, before, kind) * (c >= 0x2E80 ? 2 : 1);
        before = c;
    }
    return sum / static_cast<double>(bytesBeyondAscii);
}

/// The parts with characters beyond ASCII are what tells; a sample from the first of them on.
QByteArray sampleOf(const QByteArray &bytes)
{
    const auto isBeyondAscii = [](char c) { return (c & 0x80) != 0; };
    const auto first = std::find_if(bytes.begin(), bytes.end(), isBeyondAscii);
    const qsizetype begin = std::distance(bytes.begin(), first);
    QByteArray sample = bytes.mid(begin, sampleSize);
    // Not cut within a character.
    if (begin + sampleSize < bytes.size()) {
        const auto isAscii = [](char c) { return (c & 0x80) == 0; };
        const auto last = std::find_if(sample.rbegin(), sample.rend(), isAscii);
        if (last != sample.rend())
            sample.truncate(std::distance(last, sample.rend()));
    }
    return sample;
}

} // namespace

QByteArray guessedEncoding(const QByteArray &bytes)
{
    const QByteArray sample = sampleOf(bytes);
    const qsizetype beyondAscii =
        std::count_if(sample.begin(), sample.end(), [](char c) { return (c & 0x80) != 0; });
    QByteArray best = "windows-1252";
    if (beyondAscii == 0)
        return best;
    double bestLikeness = -1;
    for (const Candidate &candidate : candidates) {
        const auto text = decoded(sample, candidate.encoding, BadBytes::Refuse);
        if (!text)
            continue;
        const double found = likeness(QString::fromUtf8(*text), candidate.kind, beyondAscii);
        if (found > bestLikeness) {
            best = candidate.encoding;
            bestLikeness = found;
        }
    }
    return best;
}

} // namespace lectern
