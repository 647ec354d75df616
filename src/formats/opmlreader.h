// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace lectern {

/// One feed of a list of subscriptions.
struct Subscription
{
    QUrl feed; ///< absolute, http or https
    QUrl site; ///< the page the feed belongs to; may be empty
    QString title; ///< plain text; may be empty
    QString description; ///< plain text; may be empty
    QString type; ///< as the list says it: "rss", "atom"; may be empty
    QStringList folder; ///< names from the outermost on; empty: it stands in none
    QStringList tags; ///< OPML's category attribute, by its last parts; often the folder again

    friend bool operator==(const Subscription &, const Subscription &) = default;
};

/// What an OPML file says, folders and all.
struct SubscriptionList
{
    QString title; ///< plain text; may be empty
    QList<Subscription> subscriptions; ///< in document order; a feed may stand in several folders
    /// Folders in document order, those without feeds as well, each with the ones around it.
    QList<QStringList> folders;
    QStringList issues; ///< English sentences on what was odd, as FeedDocument::issues

    friend bool operator==(const SubscriptionList &, const SubscriptionList &) = default;
};

inline constexpr qsizetype maximumOpmlBytes = 50 * 1024 * 1024;
inline constexpr qsizetype maximumSubscriptions = 100'000;

/// Reads OPML 1.0 to 2.0 (http://opml.org/spec2.opml) as programs write it: an outline with an
/// xmlUrl is a feed whatever its type, in any spelling of that; one with other outlines in it is a
/// folder. What is not well-formed is mended as feeds are. Pure and thread-safe.
///
/// Errors: Data/Malformed (no XML, or no OPML), Data/TooLarge (over the bounds above or those of
/// xmlevents.h), Environment/NotFound (libxml2 is not installed).
[[nodiscard]] Result<SubscriptionList> readOpml(const QByteArray &bytes,
                                                const QString &contentType = {});

} // namespace lectern
