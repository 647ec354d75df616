// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/collectionimporter.h"

#include "core/deliver.h"
#include "core/logging.h"
#include "formats/jsonfeedreader.h"
#include "sync/collectionreading.h"
#include "sync/sourcefile.h"

#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>
#include <array>
#include <functional>

using namespace Qt::StringLiterals;

// The resources sit in a static library, where nothing else refers to them. The macro must stand
// outside of any namespace.
static void initialiseCollections()
{
    Q_INIT_RESOURCE(collections);
}

namespace lectern {

namespace {

/// Where a collection is read from. A built-in one has its identity from the start, a file gets it
/// from its path once it is there.
struct CollectionFile
{
    QString path;
    QString name; ///< for messages
    QUrl builtInUrl; ///< empty for the reader's own files

    [[nodiscard]] bool isBuiltIn() const { return !builtInUrl.isEmpty(); }
};

/// Bytes as they were found.
struct FoundCollection
{
    CollectionBytes given;
    QByteArray hash;
};

struct ImportedCollection
{
    SourceId source;
    QString title;
    QStringList issues;
};

using ImportDone = std::function<void(const Result<ImportedCollection> &)>;

CollectionFile builtInFile(int index)
{
    struct BuiltIn
    {
        QLatin1StringView name;
        QLatin1StringView title;
    };
    static constexpr std::array<BuiltIn, CollectionImporter::builtInCount> builtIns = {
        {{"selected-posts"_L1, "Selected Posts"_L1}, {"guide"_L1, "Guide"_L1}}};
    const BuiltIn &builtIn = builtIns.at(static_cast<size_t>(index));
    return {u":/collections/%1.json"_s.arg(builtIn.name), builtIn.title,
            QUrl(u"lectern://collection/%1"_s.arg(builtIn.name))};
}

/// Runs in the thread pool.
Result<FoundCollection> readBytes(const CollectionFile &source)
{
    const Result<QByteArray> bytes = readSourceFile(source.path, maximumFeedBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    FoundCollection read;
    read.given.bytes = *bytes;
    read.given.sourceUrl = source.isBuiltIn()
        ? source.builtInUrl
        : QUrl::fromLocalFile(QFileInfo(source.path).canonicalFilePath());
    read.given.isBuiltIn = source.isBuiltIn();
    read.hash = collectionHashOf(*bytes);
    return read;
}

/// Runs in the thread pool.
Result<ReadCollection> readFile(const CollectionFile &source, const CollectionBytes &given)
{
    return readCollection(given, QFileInfo(source.path).completeBaseName());
}

/// One import, step by step; each step runs in `context`'s thread and starts the next. Nobody is
/// told anything once `context` is gone.
class CollectionImport final
{
public:
    CollectionImport(Library &library, QObject *context, const CollectionFile &file,
                     const ImportDone &done)
        : m_library(library), m_context(context), m_file(file), m_done(done)
    {
    }

    void start() const
    {
        deliver(QtConcurrent::run(readBytes, m_file), m_context,
                [self = *this](const Result<FoundCollection> &read) {
                    if (read)
                        self.compare(*read);
                    else
                        self.fail(read.error());
                });
    }

private:
    void fail(const Error &error) const { m_done(tl::unexpected(error)); }

    void compare(const FoundCollection &read) const
    {
        deliver(m_library.collectionHash(read.given.sourceUrl), m_context,
                [self = *this, read](const Result<QByteArray> &known) {
                    if (!known)
                        self.fail(known.error());
                    else if (*known == read.hash)
                        self.findStored(read);
                    else
                        self.parse(read);
                });
    }

    void findStored(const FoundCollection &read) const
    {
        deliver(m_library.counts(), m_context,
                [self = *this, read](const Result<LibraryCounts> &counts) {
                    if (!counts) {
                        self.fail(counts.error());
                        return;
                    }
                    const auto isSame = [&read](const Source &source) {
                        return source.url == read.given.sourceUrl;
                    };
                    const auto found =
                        std::find_if(counts->sources.begin(), counts->sources.end(), isSame);
                    // It may have been removed since it was compared.
                    if (found == counts->sources.end())
                        self.parse(read);
                    else
                        self.m_done(ImportedCollection{found->id, found->title, {}});
                });
    }

    void parse(const FoundCollection &read) const
    {
        deliver(QtConcurrent::run(readFile, m_file, read.given), m_context,
                [self = *this](const Result<ReadCollection> &collection) {
                    if (collection)
                        self.store(*collection);
                    else
                        self.fail(collection.error());
                });
    }

    void store(const ReadCollection &read) const
    {
        deliver(m_library.storeCollection(read.collection), m_context,
                [self = *this, title = read.collection.title,
                 issues = read.issues](const Result<CollectionOutcome> &outcome) {
                    if (!outcome) {
                        self.fail(outcome.error());
                        return;
                    }
                    qCDebug(logSync, "Stored a collection: %d added, %d updated, %d removed",
                            outcome->added, outcome->updated, outcome->removed);
                    self.m_done(ImportedCollection{outcome->source, title, issues});
                });
    }

    Library &m_library;
    QObject *m_context;
    CollectionFile m_file;
    ImportDone m_done;
};

} // namespace

CollectionImporter::CollectionImporter(Library &library, QObject *parent)
    : QObject(parent), m_library(library)
{
    initialiseCollections();
}

void CollectionImporter::importBuiltIns()
{
    importBuiltIn(0);
}

void CollectionImporter::importBuiltIn(int index)
{
    if (index == builtInCount) {
        emit builtInsReady();
        return;
    }
    const CollectionFile file = builtInFile(index);
    const auto done = [this, index, name = file.name](const Result<ImportedCollection> &imported) {
        if (!imported)
            emit failed(name, imported.error());
        importBuiltIn(index + 1);
    };
    CollectionImport(m_library, this, file, done).start();
}

void CollectionImporter::importFile(const QString &path)
{
    const auto done = [this, path](const Result<ImportedCollection> &collection) {
        if (collection)
            emit imported(collection->source, collection->title, collection->issues);
        else
            emit failed(path, collection.error());
    };
    CollectionImport(m_library, this, {path, path, {}}, done).start();
}

} // namespace lectern
