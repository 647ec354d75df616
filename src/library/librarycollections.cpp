// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Library that is about collections of the reader's own.

#include "library/collectionstore.h"
#include "library/libraryworker.h"

namespace lectern {

QFuture<Result<SourceId>> Library::addCollection(const QString &title,
                                                 const QList<CollectionRequest> &posts)
{
    return m_worker->write([title, posts](const Database &database, LibraryChange &change) {
        change.sourcesChanged = true;
        return CollectionStore(database).make(title, posts);
    });
}

QFuture<Result<void>> Library::renameCollection(SourceId source, const QString &title)
{
    return m_worker->write([source, title](const Database &database, LibraryChange &change) {
        change.sourcesChanged = true;
        return CollectionStore(database).rename(source, title);
    });
}

QFuture<Result<Collection>> Library::removeCollection(SourceId source)
{
    return m_worker->write([source](const Database &database, LibraryChange &change) {
        change.sourcesChanged = true;
        return CollectionStore(database).remove(source);
    });
}

QFuture<Result<SourceId>> Library::restoreCollection(const Collection &collection)
{
    return m_worker->write([collection](const Database &database, LibraryChange &change) {
        change.sourcesChanged = true;
        return CollectionStore(database).restore(collection);
    });
}

QFuture<Result<Collection>> Library::collection(SourceId source)
{
    return m_worker->read(
        [source](const Database &database) { return CollectionStore(database).whole(source); });
}

QFuture<Result<QList<SourceId>>> Library::collectionsWith(const QUrl &url)
{
    return m_worker->read(
        [url](const Database &database) { return CollectionStore(database).listing(url); });
}

QFuture<Result<QList<ArticleId>>> Library::addToCollection(SourceId source,
                                                           const QList<CollectionRequest> &posts)
{
    return m_worker->write([source, posts](const Database &database, LibraryChange &change) {
        return CollectionStore(database)
            .add(source, posts)
            .map([&change](const QList<ArticleId> &added) {
                change.sourcesChanged = !added.isEmpty();
                return added;
            });
    });
}

QFuture<Result<QList<CollectionEntry>>>
Library::removeFromCollection(SourceId source, const QList<ArticleId> &articles)
{
    return m_worker->write([source, articles](const Database &database, LibraryChange &change) {
        return CollectionStore(database)
            .take(source, articles)
            .map([&change](const QList<CollectionEntry> &taken) {
                change.sourcesChanged = !taken.isEmpty();
                return taken;
            });
    });
}

QFuture<Result<void>> Library::restoreToCollection(SourceId source,
                                                   const QList<CollectionEntry> &entries)
{
    return m_worker->write([source, entries](const Database &database, LibraryChange &change) {
        change.sourcesChanged = !entries.isEmpty();
        return CollectionStore(database).putBack(source, entries);
    });
}

QFuture<Result<void>> Library::moveInCollection(SourceId source, ArticleId article,
                                                const CollectionPlace &place)
{
    return m_worker->write(
        [source, article, place](const Database &database, LibraryChange &change) {
            return CollectionStore(database)
                .move(source, article, place)
                .map([&change](bool hasChanged) { change.sourcesChanged = hasChanged; });
        });
}

QFuture<Result<void>> Library::startSection(SourceId source, ArticleId first, const QString &title)
{
    return m_worker->write([source, first, title](const Database &database, LibraryChange &change) {
        return CollectionStore(database)
            .startSection(source, first, title)
            .map([&change](bool hasChanged) { change.sourcesChanged = hasChanged; });
    });
}

QFuture<Result<void>> Library::renameSection(SourceId source, const QString &section,
                                             const QString &title)
{
    return m_worker->write(
        [source, section, title](const Database &database, LibraryChange &change) {
            return CollectionStore(database)
                .renameSection(source, section, title)
                .map([&change](bool hasChanged) { change.sourcesChanged = hasChanged; });
        });
}

QFuture<Result<void>> Library::annotate(SourceId source, ArticleId article, const QString &note)
{
    return m_worker->write(
        [source, article, note](const Database &database, LibraryChange &change) {
            return CollectionStore(database)
                .annotate(source, article, note)
                .map([&change](bool hasChanged) { change.sourcesChanged = hasChanged; });
        });
}

} // namespace lectern
