// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/strongid.h"

#include <QList>

#include <span>
#include <vector>

namespace lectern {

class Database;

/// Pairs of words (searchtext.h) that were added in a transaction and are not written yet.
struct PendingPairs
{
    struct Article
    {
        ArticleId id;
        size_t pairs = 0; ///< so many of `pairs` are its own
    };

    std::vector<Article> articles;
    std::vector<quint32> pairs;

    [[nodiscard]] bool isEmpty() const { return articles.empty(); }
    void clear();
};

/// Which articles have a pair of words that follow one another: what finds phrases quickly.
///
/// Most pairs stand in one article only, so an index that keeps a list for each of them, as the one
/// of words does, takes longer to write than everything else. Here all pairs of the articles of a
/// transaction are sorted at once and written as a run; runs of a size are merged into larger ones,
/// so that there are never many. A pair is known by a sign of 18 bits, which some articles have
/// without the pair, and an article that changed or went may still be named: whoever asks has to
/// read what was found. But no article that has the pair is missing.
///
/// A run of the articles from first_article to last_article, which are `span` ids, has the numbers
/// sign * span + (article - first_article), in ascending order and packed (ascendingnumbers.h), in
/// parts by the highest bits of the sign. Used in the database's
/// thread and inside a transaction of the caller.
class PhraseIndex final
{
public:
    explicit PhraseIndex(const Database &database) : m_database(database) { }

    /// Written with the transaction, or earlier when there are many. Of an article that is there
    /// already, all its pairs have to be given.
    [[nodiscard]] Result<void> add(ArticleId article, std::span<const quint32> pairs) const;
    /// Writes what was added; Transaction does that before it is committed.
    [[nodiscard]] Result<void> flush() const;

    /// The articles that may have all these pairs, of which there is at least one; ascending.
    [[nodiscard]] Result<std::vector<ArticleId>> having(const QList<quint32> &pairs) const;

    /// Looks at a few runs and leaves out of them what is there no more, if that is most of it.
    [[nodiscard]] Result<void> leaveOutGone() const;
    /// Data/Damaged when something of it cannot be read.
    [[nodiscard]] Result<void> check() const;
    [[nodiscard]] Result<void> clear() const;

private:
    struct Run;
    struct Pairs;
    struct Holders;

    [[nodiscard]] Result<QList<Run>> runs(const QString &condition,
                                          const QVariantList &values) const;
    [[nodiscard]] Result<Pairs> read(const QList<Run> &runs) const;
    [[nodiscard]] Result<void> readInto(Pairs &pairs, const Run &run) const;
    [[nodiscard]] Result<void> write(Pairs &&pairs) const;
    [[nodiscard]] Result<void> remove(const QList<Run> &runs) const;
    [[nodiscard]] Result<void> merge() const;
    /// Those among them that have this pair as well.
    [[nodiscard]] Result<std::vector<Holders>> holdersOf(quint32 sign,
                                                         std::vector<Holders> &&among) const;
    /// Those that have the pair by this part of a run, which is that of the pair.
    [[nodiscard]] static Result<std::vector<ArticleId>> articlesOf(const Run &run, quint32 sign,
                                                                   const QByteArray &part);
    [[nodiscard]] Result<bool> isMostlyGone(const Run &run) const;

    const Database &m_database;
};

} // namespace lectern
