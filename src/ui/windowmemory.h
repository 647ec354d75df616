// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/postarrangement.h"
#include "ui/appearance.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>

#include <optional>

class QSettings;

namespace lectern {

/// How the tree of sources was left.
struct SourceFoldMemory
{
    bool isUnfolded = false;
    int height = 0; ///< when it was last unfolded; for the time until its rows are there
    QStringList expanded; ///< of folders

    friend bool operator==(const SourceFoldMemory &, const SourceFoldMemory &) = default;
};

/// How the window was left, kept in settings.ini:
///   window/geometry, window/paneWidth (px), window/appearance (follow|light|dark),
///   reading/scope (all|unread|bookmarks|source address|search:title), reading/address (of the page
///   shown), list/sort (list|newest|oldest|title|readingTime), list/grouping
///   (none|section|day|source), sources/unfolded, sources/height (px), sources/expanded (of
///   folders: titles from the outermost on, separated by U+001F).
/// What is missing or makes no sense is as on the first start.
struct WindowMemory
{
    QByteArray geometry;
    int paneWidth = 392;
    Appearance::Choice appearance = Appearance::Choice::FollowDesktop;
    /// "all", "unread", "bookmarks", the identity of a source as an address, or "search:" and the
    /// title of a saved search.
    QString scope;
    QUrl address;
    PostArrangement arrangement;
    SourceFoldMemory sources;

    [[nodiscard]] static WindowMemory load(const QSettings &settings);
    void save(QSettings &settings) const;
};

} // namespace lectern
