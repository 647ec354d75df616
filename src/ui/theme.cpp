// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace lectern {

namespace {

constexpr double minimumContrast = 4.5;

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

QColor mixed(const QColor &a, const QColor &b, double shareOfB)
{
    const auto mix = [shareOfB](float x, float y) {
        return static_cast<float>(x * (1 - shareOfB) + y * shareOfB);
    };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()),
                            mix(a.blueF(), b.blueF()));
}

bool isReadable(const QColor &text, const QColor &ground)
{
    return contrastRatio(text, ground) >= minimumContrast;
}

/// The first of the candidates that can be read on the ground; black or white if none can.
QColor readableText(std::initializer_list<QColor> candidates, const QColor &ground)
{
    for (const QColor &candidate : candidates) {
        if (isReadable(candidate, ground))
            return candidate;
    }
    const bool isBlackBetter = contrastRatio(Qt::black, ground) > contrastRatio(Qt::white, ground);
    return isBlackBetter ? Qt::black : Qt::white;
}

/// The ground with a touch of another colour, less of it where the text could not be read.
QColor tinted(const QColor &ground, const QColor &touch, double share, const QColor &text)
{
    constexpr double step = 0.01;
    QColor color = mixed(ground, touch, share);
    while (!isReadable(text, color) && share > 0) {
        share = std::max(0.0, share - step);
        color = mixed(ground, touch, share);
    }
    return color;
}

/// The text, as faint as wanted or else as faint as can be read on all of the grounds.
QColor fainter(const QColor &text, const QColor &wanted, std::initializer_list<QColor> grounds)
{
    constexpr double step = 0.1;
    QColor color = wanted;
    for (double share = step; share < 1 + step; share += step) {
        if (std::all_of(grounds.begin(), grounds.end(),
                        [&color](const QColor &ground) { return isReadable(color, ground); }))
            return color;
        color = mixed(wanted, text, std::min(share, 1.0));
    }
    return text;
}

QPalette paletteOf(const QColor &page, const QColor &pane, const QColor &line, const QColor &text,
                   const QColor &secondary, const QColor &accent, const QColor &button)
{
    QPalette palette(text, button, mixed(button, Qt::white, 0.4), mixed(button, Qt::black, 0.3),
                     line, text, mixed(text, Qt::white, 0.2), page, pane);
    palette.setColor(QPalette::AlternateBase, pane);
    palette.setColor(QPalette::PlaceholderText, secondary);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText,
                     contrastRatio(accent, Qt::white) >= minimumContrast
                         ? QColor(Qt::white)
                         : QColor(0x10, 0x12, 0x18));
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::ToolTipBase, button);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Shadow, mixed(pane, Qt::black, 0.5));
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, mixed(text, pane, 0.6));
    return palette;
}

} // namespace

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Theme Theme::of(const QPalette &palette)
{
    Theme theme;
    theme.page = palette.color(QPalette::Base);
    theme.pane = palette.color(QPalette::Window);
    const QColor baseText = palette.color(QPalette::Text);
    theme.isDark = luminance(theme.page) < luminance(baseText);
    // Mostly both texts are one colour. Where a desktop has dark windows with light fields (or the
    // other way round), the list stands on the window's ground.
    theme.text = readableText({baseText, palette.color(QPalette::WindowText)}, theme.pane);
    theme.line = mixed(theme.pane, theme.text, theme.isDark ? 0.10 : 0.09);
    theme.chip = tinted(theme.pane, theme.text, theme.isDark ? 0.09 : 0.07, theme.text);
    theme.accent = palette.color(QPalette::Highlight);
    theme.onAccent = readableText({palette.color(QPalette::HighlightedText)}, theme.accent);
    theme.selection = tinted(theme.pane, theme.accent, theme.isDark ? 0.22 : 0.13, theme.text);
    theme.secondary = fainter(theme.text, mixed(theme.text, theme.pane, 0.38),
                              {theme.pane, theme.chip, theme.selection});
    theme.star = theme.isDark ? QColor(0xf2, 0xc1, 0x4e) : QColor(0xdd, 0x9a, 0x00);
    theme.mark = tinted(theme.pane, theme.star, 0.40, theme.text);
    return theme;
}

QPalette Theme::lightPalette()
{
    return paletteOf(QColor(0xff, 0xff, 0xff), QColor(0xf6, 0xf6, 0xf4), QColor(0xe3, 0xe3, 0xdf),
                     QColor(0x1c, 0x1c, 0x1e), QColor(0x6c, 0x6c, 0x70), QColor(0x2f, 0x6b, 0xd8),
                     QColor(0xfb, 0xfb, 0xf9));
}

QPalette Theme::darkPalette()
{
    return paletteOf(QColor(0x1b, 0x1c, 0x1f), QColor(0x23, 0x24, 0x28), QColor(0x34, 0x35, 0x3a),
                     QColor(0xe9, 0xe9, 0xec), QColor(0xa3, 0xa3, 0xaa), QColor(0x82, 0xaa, 0xff),
                     QColor(0x2b, 0x2c, 0x31));
}

} // namespace lectern
