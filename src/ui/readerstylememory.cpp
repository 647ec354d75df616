// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readerstylememory.h"

#include <QSettings>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr auto familyKey = "reader/family"_L1;
constexpr auto sizeKey = "reader/size"_L1;
constexpr auto lineWidthKey = "reader/lineWidth"_L1;
constexpr auto lineHeightKey = "reader/lineHeight"_L1;
constexpr auto justifiedKey = "reader/justified"_L1;
constexpr auto hyphenatedKey = "reader/hyphenated"_L1;
constexpr auto themeKey = "reader/theme"_L1;

constexpr std::array<std::pair<QLatin1StringView, ReaderTheme>, 4> themes{{
    {"system"_L1, ReaderTheme::System},
    {"light"_L1, ReaderTheme::Light},
    {"sepia"_L1, ReaderTheme::Sepia},
    {"dark"_L1, ReaderTheme::Dark},
}};

} // namespace

ReaderStyle loadReaderStyle(const QSettings &settings)
{
    ReaderStyle style;
    style.family = settings.value(familyKey).toString();
    bool isNumber = false;
    if (const int size = settings.value(sizeKey).toInt(&isNumber); isNumber)
        style.size = size;
    if (const int width = settings.value(lineWidthKey).toInt(&isNumber); isNumber)
        style.lineWidth = width;
    if (const double height = settings.value(lineHeightKey).toDouble(&isNumber);
        isNumber && std::isfinite(height))
        style.lineHeight = height;
    style.isJustified = settings.value(justifiedKey).toBool();
    style.isHyphenated = settings.value(hyphenatedKey).toBool();
    const QString name = settings.value(themeKey).toString();
    const auto theme = std::find_if(themes.begin(), themes.end(),
                                    [&name](const auto &entry) { return entry.first == name; });
    if (theme != themes.end())
        style.theme = theme->second;
    return clamped(style);
}

void saveReaderStyle(QSettings &settings, const ReaderStyle &style)
{
    const auto theme = std::find_if(themes.begin(), themes.end(), [&style](const auto &entry) {
        return entry.second == style.theme;
    });
    settings.setValue(familyKey, style.family);
    settings.setValue(sizeKey, style.size);
    settings.setValue(lineWidthKey, style.lineWidth);
    settings.setValue(lineHeightKey, style.lineHeight);
    settings.setValue(justifiedKey, style.isJustified);
    settings.setValue(hyphenatedKey, style.isHyphenated);
    settings.setValue(themeKey, QString(theme->first));
}

} // namespace lectern
