// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace lectern {

enum class ReaderTheme {
    System, ///< light or dark, as the palette is
    Light,
    Sepia,
    Dark,
};

/// How reader view sets text: a value, kept by whoever keeps settings.
struct ReaderStyle
{
    static constexpr int smallestSize = 12;
    static constexpr int largestSize = 40;
    static constexpr int narrowestLine = 40;
    static constexpr int widestLine = 110;
    static constexpr double closestLines = 1.2;
    static constexpr double widestLines = 2.2;
    /// As `family`: the desktop's font for text without serifs.
    static constexpr const char *sans = "sans";

    QString family; ///< of an installed font; empty: the first installed of a few with serifs
    int size = 19; ///< in CSS pixels
    int lineWidth = 66; ///< in characters, about
    double lineHeight = 1.6; ///< as a multiple of the size
    bool isJustified = false;
    bool isHyphenated = false; ///< in languages that the engine has patterns for
    ReaderTheme theme = ReaderTheme::System;

    friend bool operator==(const ReaderStyle &, const ReaderStyle &) = default;
};

/// The style with all numbers inside their limits.
[[nodiscard]] ReaderStyle clamped(const ReaderStyle &style);

/// What it adds to article.css, as CSS in UTF-8. Numbers are clamped. The theme is not part of it.
[[nodiscard]] QByteArray styleSheetOf(const ReaderStyle &style);

/// The name of its colours, as the attribute data-scheme has it: "light", "sepia" or "dark".
/// `isDark`: what System is.
[[nodiscard]] QString schemeOf(ReaderTheme theme, bool isDark);

/// The few words that stand in Lectern's own pages besides the article, in the reader's language.
/// Plain text.
struct ReaderWords
{
    QString minutes = QStringLiteral("%1 min"); ///< %1: a number
    QString contents = QStringLiteral("Contents");
    QString copyCode = QStringLiteral("Copy");
    QString codeCopied = QStringLiteral("Copied");

    friend bool operator==(const ReaderWords &, const ReaderWords &) = default;
};

} // namespace lectern
