// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// Collections that the reader makes: what is in them, in which order and sections, with which
/// notes. They hold what a person placed by hand, so each act arranges a whole list anew. Used in
/// the database's thread and inside a transaction of the caller.
class CollectionStore final
{
public:
    explicit CollectionStore(const Database &database) : m_database(database) { }

    // See Library.
    [[nodiscard]] Result<SourceId> make(const QString &title,
                                        const QList<CollectionRequest> &posts) const;
    [[nodiscard]] Result<void> rename(SourceId source, const QString &title) const;
    [[nodiscard]] Result<Collection> remove(SourceId source) const;
    [[nodiscard]] Result<SourceId> restore(const Collection &collection) const;
    [[nodiscard]] Result<Collection> whole(SourceId source) const;
    [[nodiscard]] Result<QList<SourceId>> listing(const QUrl &url) const;
    [[nodiscard]] Result<QList<ArticleId>> add(SourceId source,
                                               const QList<CollectionRequest> &posts) const;
    [[nodiscard]] Result<QList<CollectionEntry>> take(SourceId source,
                                                      const QList<ArticleId> &articles) const;
    [[nodiscard]] Result<void> putBack(SourceId source,
                                       const QList<CollectionEntry> &entries) const;
    // These answer whether that changed anything.
    [[nodiscard]] Result<bool> move(SourceId source, ArticleId article,
                                    const CollectionPlace &place) const;
    [[nodiscard]] Result<bool> startSection(SourceId source, ArticleId first,
                                            const QString &title) const;
    [[nodiscard]] Result<bool> renameSection(SourceId source, const QString &section,
                                             const QString &title) const;
    [[nodiscard]] Result<bool> annotate(SourceId source, ArticleId article,
                                        const QString &note) const;

    /// Data/NotFound for a source that is no collection of the reader's own.
    [[nodiscard]] Result<void> checkOwn(SourceId source) const;

private:
    /// How a collection lists an article.
    struct Listing
    {
        ArticleId article;
        QString section;

        friend bool operator==(const Listing &, const Listing &) = default;
    };

    [[nodiscard]] Result<QList<Listing>> listings(SourceId source) const;
    [[nodiscard]] Result<qsizetype> rowIn(const QList<Listing> &listings, ArticleId article) const;
    [[nodiscard]] Result<void> list(SourceId source, ArticleId article, const QString &note) const;
    [[nodiscard]] Result<bool> arrange(SourceId source, const QList<Listing> &before,
                                       const QList<Listing> &after) const;
    [[nodiscard]] static QList<Listing> gathered(const QList<Listing> &listings);

    const Database &m_database;
};

} // namespace lectern
