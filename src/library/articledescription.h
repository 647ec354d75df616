// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/articlebody.h"

#include <QDateTime>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace lectern {

struct IncomingArticle;

/// What a source says an article is: all that is published of it, as the database keeps it.
struct ArticleDescription
{
    QUrl url;
    QString title;
    QString summary;
    QString author;
    QString language;
    ArticleBody body;
    QStringList tags; ///< tidied (TagStore)
    std::optional<QDateTime> published;
    std::optional<QDateTime> updated;
    std::optional<int> wordCount; ///< of the body

    [[nodiscard]] static ArticleDescription of(const IncomingArticle &article);

    friend bool operator==(const ArticleDescription &, const ArticleDescription &) = default;
};

/// The time as the database keeps it, so that what comes back from there compares equal.
[[nodiscard]] std::optional<QDateTime> storable(const std::optional<QDateTime> &time);

/// Who else lists an article, as seen from one of its sources. The reader's own collections do not
/// count: they describe nothing.
struct OtherSources
{
    bool areThere = false;
    bool areEarlier = false; ///< one of them is, in display order
};

/// What an article is that was described as `old` when one of its sources says `incoming`: as the
/// first of its sources in display order says; the others only fill in what that one leaves empty.
/// Content, once there, is never taken away.
[[nodiscard]] ArticleDescription merged(const ArticleDescription &old,
                                        const ArticleDescription &incoming,
                                        const OtherSources &others);

} // namespace lectern
