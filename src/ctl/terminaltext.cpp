// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/terminaltext.h"

#include <QList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr char32_t replacement = 0xFFFD;

struct Range
{
    char32_t first;
    char32_t last;
};

/// What takes two columns: East Asian Wide and Fullwidth of Unicode's EastAsianWidth.txt, rounded
/// to blocks.
constexpr std::array wideRanges = {
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x23E9, 0x23EC},
    Range{0x25FD, 0x25FE},   Range{0x2614, 0x2615},   Range{0x2648, 0x2653},
    Range{0x26AA, 0x26AB},   Range{0x26BD, 0x26BE},   Range{0x26C4, 0x26C5},
    Range{0x26F2, 0x26F5},   Range{0x2705, 0x2705},   Range{0x270A, 0x270B},
    Range{0x2728, 0x2728},   Range{0x274C, 0x274E},   Range{0x2753, 0x2757},
    Range{0x2795, 0x2797},   Range{0x2B50, 0x2B55},   Range{0x2E80, 0x303E},
    Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},   Range{0x4E00, 0xA4CF},
    Range{0xA960, 0xA97C},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE10, 0xFE19},   Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},
    Range{0xFFE0, 0xFFE6},   Range{0x1F18E, 0x1F18E}, Range{0x1F191, 0x1F19A},
    Range{0x1F200, 0x1F265}, Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FC},
    Range{0x1F7E0, 0x1F7EB}, Range{0x1F90C, 0x1FAFF}, Range{0x20000, 0x3FFFD}};

bool isWide(char32_t c)
{
    const auto *const range = std::lower_bound(
        wideRanges.begin(), wideRanges.end(), c,
        [](const Range &candidate, char32_t wanted) { return candidate.last < wanted; });
    return range != wideRanges.end() && range->first <= c;
}

/// Marks, embeddings, overrides and isolates of the bidirectional algorithm: an unclosed one would
/// turn around what follows the text on its line.
bool turnsDirection(char32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
}

int columnsOf(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return 0;
    default:
        return isWide(c) ? 2 : 1;
    }
}

} // namespace

QString terminalText(const QString &text)
{
    QString safe;
    safe.reserve(text.size());
    bool isAfterBlank = true; // at the beginning, too, there is nothing to part
    for (const char32_t c : text.toUcs4()) {
        if (QChar::isSpace(c)) {
            if (!isAfterBlank)
                safe += u' ';
            isAfterBlank = true;
            continue;
        }
        if (turnsDirection(c))
            continue;
        const bool isControl = QChar::category(c) == QChar::Other_Control;
        safe += QChar::fromUcs4(isControl ? replacement : c);
        isAfterBlank = false;
    }
    if (isAfterBlank && !safe.isEmpty())
        safe.chop(1);
    return safe;
}

int columnsOf(const QString &text)
{
    int columns = 0;
    for (const char32_t c : text.toUcs4())
        columns += columnsOf(c);
    return columns;
}

QString elided(const QString &text, int columns)
{
    if (columnsOf(text) <= columns)
        return text;
    int left = columns - 1;
    QString beginning;
    for (const char32_t c : text.toUcs4()) {
        left -= columnsOf(c);
        if (left < 0)
            break;
        beginning += QChar::fromUcs4(c);
    }
    return beginning.trimmed() + u'…';
}

QByteArray terminalJson(const QByteArray &json)
{
    static constexpr char lead = '\xC2'; // of U+0080 to U+00BF in UTF-8
    static constexpr char del = '\x7F';
    QByteArray safe;
    safe.reserve(json.size());
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json.at(i);
        const bool isC1 = c == lead && i + 1 < json.size() && quint8(json.at(i + 1)) < 0xA0;
        if (c != del && !isC1) {
            safe += c;
            continue;
        }
        // Only in strings can they be.
        if (isC1)
            ++i;
        safe += "\\u00" + QByteArray(1, json.at(i)).toHex();
    }
    return safe;
}

} // namespace lectern
