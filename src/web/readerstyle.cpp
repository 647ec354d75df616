// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/readerstyle.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// As a string of CSS. What could end it, or the rule it stands in, is written as its number.
QString quoted(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar character : text) {
        if (character.isLetterOrNumber() || character.isSurrogate() || character == u' '
            || character == u'-') {
            result += character;
        } else {
            result += u"\\%1 "_s.arg(character.unicode(), 0, 16);
        }
    }
    return result + u'"';
}

QString familyOf(const ReaderStyle &style)
{
    if (style.family.isEmpty())
        return u"var(--serif)"_s;
    if (style.family == QLatin1StringView(ReaderStyle::sans))
        return u"var(--sans)"_s;
    return quoted(style.family) + u", var(--serif)"_s;
}

} // namespace

ReaderStyle clamped(const ReaderStyle &style)
{
    ReaderStyle result = style;
    result.size = std::clamp(style.size, ReaderStyle::smallestSize, ReaderStyle::largestSize);
    result.lineWidth =
        std::clamp(style.lineWidth, ReaderStyle::narrowestLine, ReaderStyle::widestLine);
    // Also what is no number at all.
    result.lineHeight = style.lineHeight >= ReaderStyle::closestLines
        ? std::min(style.lineHeight, ReaderStyle::widestLines)
        : ReaderStyle::closestLines;
    return result;
}

QByteArray styleSheetOf(const ReaderStyle &style)
{
    const ReaderStyle limited = clamped(style);
    const QString rule = u":root {\n    --family: %1;\n    --size: %2px;\n    --line-width: %3;\n"
                         "    --line-height: %4;\n    --align: %5;\n    --hyphens: %6;\n}\n"_s;
    return rule
        .arg(familyOf(limited), QString::number(limited.size), QString::number(limited.lineWidth),
             QString::number(limited.lineHeight, 'f', 2),
             limited.isJustified ? u"justify"_s : u"start"_s,
             limited.isHyphenated ? u"auto"_s : u"manual"_s)
        .toUtf8();
}

QString schemeOf(ReaderTheme theme, bool isDark)
{
    switch (theme) {
    case ReaderTheme::System:
        return isDark ? u"dark"_s : u"light"_s;
    case ReaderTheme::Light:
        return u"light"_s;
    case ReaderTheme::Sepia:
        return u"sepia"_s;
    case ReaderTheme::Dark:
        break;
    }
    return u"dark"_s;
}

} // namespace lectern
