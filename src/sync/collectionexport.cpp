// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/collectionexport.h"

#include "core/fileerror.h"
#include "formats/collectionwriter.h"

#include <QSaveFile>

namespace lectern {

namespace {

/// Runs in the thread pool.
Result<ExportedCollection> write(const Collection &collection, const QString &path)
{
    const WrittenCollection written = writeCollection(collection.title, collection.posts);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return tl::unexpected(fileError(file));
    file.write(written.bytes);
    if (!file.commit())
        return tl::unexpected(fileError(file));
    return ExportedCollection{int(collection.posts.size() - written.leftOut.size()),
                              int(written.leftOut.size())};
}

} // namespace

QFuture<Result<ExportedCollection>> exportCollection(Library &library, SourceId source,
                                                     const QString &path)
{
    return library.collection(source).then(
        QtFuture::Launch::Async, [path](const Result<Collection> &collection) {
            return collection.and_then(
                [&path](const Collection &whole) { return write(whole, path); });
        });
}

} // namespace lectern
