// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/collectionimporter.h"

#include "core/canonicaladdress.h"
#include "core/deliver.h"
#include "core/logging.h"
#include "formats/jsonfeedreader.h"
#include "sync/arrivingarticle.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QHash>
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

// Part of every hash: count it up when a release reads more from the same bytes, and all
// collections are read once again.
constexpr QByteArrayView readingVersion = "collection reading 2\n";

/// Where a collection is read from. A built-in one has its identity from the start, a file gets it
/// from its path once it is there.
struct CollectionFile
{
    QString path;
    QString name; ///< for messages
    QUrl builtInUrl; ///< empty for the reader's own files

    [[nodiscard]] bool isBuiltIn() const { return !builtInUrl.isEmpty(); }
};

struct CollectionBytes
{
    QUrl sourceUrl;
    QByteArray bytes;
    QByteArray hash;
};

struct ReadCollection
{
    IncomingCollection collection;
    QStringList issues;
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
Result<CollectionBytes> readBytes(const CollectionFile &source)
{
    const QFileInfo info(source.path);
    if (!info.exists())
        return failure(ErrorKind::Environment, ErrorCode::NotFound, source.path);
    // Not only folders: reading a pipe or a device might never end.
    if (!info.isFile())
        return failure(ErrorKind::Environment, ErrorCode::InputOutput,
                       u"%1 is not a file"_s.arg(source.path));
    QFile file(source.path);
    if (!file.open(QIODevice::ReadOnly)) {
        const ErrorCode code =
            info.isReadable() ? ErrorCode::InputOutput : ErrorCode::PermissionDenied;
        return failure(ErrorKind::Environment, code, file.errorString());
    }
    CollectionBytes read;
    read.bytes = file.read(maximumFeedBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorKind::Environment, ErrorCode::InputOutput, file.errorString());
    if (read.bytes.size() > maximumFeedBytes)
        return failure(ErrorKind::Data, ErrorCode::TooLarge,
                       u"The file has more than %1 bytes."_s.arg(maximumFeedBytes));
    read.sourceUrl =
        source.isBuiltIn() ? source.builtInUrl : QUrl::fromLocalFile(info.canonicalFilePath());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(readingVersion);
    hash.addData(read.bytes);
    read.hash = hash.result();
    return read;
}

/// Runs in the thread pool.
Result<ReadCollection> readCollection(const CollectionFile &source, const CollectionBytes &read)
{
    const Result<FeedDocument> feed = readJsonFeed(read.bytes, {});
    if (!feed)
        return tl::unexpected(feed.error());

    ReadCollection result;
    result.issues = feed->issues;
    IncomingCollection &collection = result.collection;
    collection.url = read.sourceUrl;
    collection.title = feed->title;
    if (collection.title.isEmpty())
        collection.title = QFileInfo(source.path).completeBaseName();
    collection.homePage = feed->link;
    collection.isBuiltIn = source.isBuiltIn();
    collection.contentHash = read.hash;

    QHash<QUrl, QString> idsByAddress;
    for (const FeedItem &item : feed->items) {
        const auto leaveOut = [&result, &item](const QString &reason) {
            result.issues.append(
                u"The item \"%1\" %2 and was left out."_s.arg(item.id.left(80), reason));
        };
        const QUrl address = canonicalAddress(item.url);
        if (item.url.isEmpty()) {
            leaveOut(u"has no address"_s);
        } else if (item.url.scheme() == "lectern"_L1 && !source.isBuiltIn()) {
            // Else a file could put its own words under the address of a page of the Guide.
            leaveOut(u"claims to be a page of Lectern's own"_s);
        } else if (idsByAddress.contains(address)) {
            leaveOut(u"has the same address as the item \"%1\""_s.arg(
                idsByAddress.value(address).left(80)));
        } else {
            idsByAddress.insert(address, item.id);
            collection.articles.append(arrivingArticle(item));
        }
    }
    return result;
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
                [self = *this](const Result<CollectionBytes> &read) {
                    if (read)
                        self.compare(*read);
                    else
                        self.fail(read.error());
                });
    }

private:
    void fail(const Error &error) const { m_done(tl::unexpected(error)); }

    void compare(const CollectionBytes &read) const
    {
        deliver(m_library.collectionHash(read.sourceUrl), m_context,
                [self = *this, read](const Result<QByteArray> &known) {
                    if (!known)
                        self.fail(known.error());
                    else if (*known == read.hash)
                        self.findStored(read);
                    else
                        self.parse(read);
                });
    }

    void findStored(const CollectionBytes &read) const
    {
        deliver(m_library.counts(), m_context,
                [self = *this, read](const Result<LibraryCounts> &counts) {
                    if (!counts) {
                        self.fail(counts.error());
                        return;
                    }
                    const auto isSame = [&read](const Source &source) {
                        return source.url == read.sourceUrl;
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

    void parse(const CollectionBytes &read) const
    {
        deliver(QtConcurrent::run(readCollection, m_file, read), m_context,
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
