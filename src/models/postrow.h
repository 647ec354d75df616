// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QList>

#include <limits>

namespace lectern {

/// A row of a list of posts: the id of its article, in half the room, which for a million rows is
/// four megabytes. Ids are given out one after another, and no library comes to the end of these.
class PostRow final
{
public:
    PostRow() = default;
    explicit PostRow(ArticleId article) : m_id(static_cast<quint32>(article.value())) { }

    /// Otherwise it is no id that a library gives out.
    [[nodiscard]] static bool canHold(ArticleId article)
    {
        return article.value() >= 0 && article.value() <= std::numeric_limits<quint32>::max();
    }

    [[nodiscard]] ArticleId article() const { return ArticleId(m_id); }

    friend bool operator==(PostRow, PostRow) = default;

private:
    quint32 m_id = 0;
};

/// One for each of the articles, in their order.
[[nodiscard]] inline QList<PostRow> postRowsOf(const QList<ArticleId> &articles)
{
    QList<PostRow> rows;
    rows.reserve(articles.size());
    for (const ArticleId article : articles) {
        if (PostRow::canHold(article))
            rows.append(PostRow(article));
    }
    return rows;
}

} // namespace lectern
