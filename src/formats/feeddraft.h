// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/feeddocument.h"
#include "formats/feedissues.h"

#include <QByteArray>
#include <QSet>

#include <array>
#include <limits>
#include <utility>

namespace lectern {

/// A value that several elements can give. The one of the lowest rank stays; of the same rank the
/// first.
template <typename T>
class Ranked final
{
public:
    /// Whether a value of that rank would be taken.
    [[nodiscard]] bool wants(int rank) const { return rank < m_rank; }

    void offer(int rank, T value)
    {
        if (!wants(rank))
            return;
        m_rank = rank;
        m_value = std::move(value);
    }

    /// For elements of which the last counts.
    void offerLast(int rank, T value)
    {
        if (rank > m_rank)
            return;
        m_rank = rank;
        m_value = std::move(value);
    }

    [[nodiscard]] bool isEmpty() const { return m_rank == none; }
    [[nodiscard]] const T &value() const { return m_value; }

private:
    static constexpr int none = std::numeric_limits<int>::max();
    T m_value{};
    int m_rank = none;
};

// Which link counts, the best first.
namespace LinkRank {
constexpr int original = 0; ///< before a service for statistics put its own in place
constexpr int text = 1; ///< RSS
constexpr int alternate = 2; ///< Atom
constexpr int permalink = 4;
constexpr int otherAlternate = 5;
constexpr int contentSource = 6;
constexpr int related = 7;
constexpr int self = 8;
constexpr int id = 9;
} // namespace LinkRank

/// Text as it was captured, and what it is.
struct FeedText
{
    QByteArray text; ///< UTF-8
    bool isHtml = false;
    QUrl base; ///< what relative addresses in it are relative to; may be empty

    [[nodiscard]] bool isEmpty() const { return text.isEmpty(); }
    /// On one line, without markup.
    [[nodiscard]] QString plain() const;
    [[nodiscard]] QString html() const;
};

/// The content of an item: HTML, or else plain text.
struct FeedContent
{
    QString html;
    QString text;
};

/// HTML out of a feed as it is kept (feedhtml.h).
[[nodiscard]] QString htmlOf(QByteArrayView utf8, const QUrl &base);

/// UTF-8 as one line, as oneLine() makes it.
[[nodiscard]] QString utf8Line(QByteArrayView utf8);

/// What the elements of a feed or of an item say, before it is decided which of them counts.
struct FeedDraft
{
    Ranked<QString> title;
    Ranked<QUrl> link;
    Ranked<FeedText> summary;
    Ranked<FeedContent> content;
    std::array<QStringList, 5> authors; ///< by rank: the first list with names counts
    Ranked<QDateTime> published;
    Ranked<QDateTime> updated;
    Ranked<QUrl> image;
    Ranked<QUrl> icon;
    Ranked<QString> language;
    Ranked<QString> rights;
    QStringList tags;
    QSet<QString> knownTags; ///< folded
    QString id;
    QUrl comments;
    QUrl externalUrl;
    QList<FeedAttachment> attachments;
    std::optional<qint64> seconds; ///< how long the attachment plays

    void addTag(const QString &tag);
    void addAuthor(int rank, const QString &name);
    [[nodiscard]] QStringList authorNames() const;

    /// `index` is the item's place in the feed, for messages.
    [[nodiscard]] FeedItem item(qsizetype index, FeedIssues &issues) const;
};

} // namespace lectern
