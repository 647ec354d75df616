// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/feedstore.h"

#include "library/database.h"
#include "library/folderstore.h"
#include "library/searchindex.h"
#include "library/sourcestore.h"
#include "library/statement.h"

#include <QMap>
#include <QSet>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

template <typename Duration>
std::optional<Duration> duration(const Row &row, int column)
{
    const auto number = row.number(column);
    return number ? std::optional(Duration(*number)) : std::nullopt;
}

template <typename Duration>
std::optional<qint64> stored(const std::optional<Duration> &value)
{
    return value ? std::optional<qint64>(value->count()) : std::nullopt;
}

QList<int> numbers(const QString &text)
{
    QList<int> result;
    for (const QString &number : text.split(u',', Qt::SkipEmptyParts))
        result.append(number.toInt());
    return result;
}

QString stored(const QList<int> &numbers)
{
    QStringList texts;
    for (const int number : numbers)
        texts.append(QString::number(number));
    return texts.join(u',');
}

QStringList lines(const QString &text)
{
    return text.split(u'\n', Qt::SkipEmptyParts);
}

Feed readFeed(const Row &row)
{
    Feed feed;
    feed.source = row.id<SourceId>(0);
    feed.url = row.url(1);
    feed.address = row.url(2);
    feed.title = row.text(3);
    feed.homePage = row.url(4);
    feed.folder = row.id<FolderId>(5);
    feed.isAnnounced = row.boolean(6);
    feed.hasIcon = row.boolean(7);
    feed.validators = {row.url(25), row.bytes(8), row.bytes(9)};
    feed.contentHash = row.bytes(10);
    feed.checked = row.time(11);
    feed.succeeded = row.time(12);
    feed.changed = row.time(13);
    feed.due = row.time(14);
    feed.elapsed = duration<std::chrono::milliseconds>(row, 15);
    feed.usualGap = duration<std::chrono::seconds>(row, 16);
    feed.failures = int(row.integer(17));
    feed.failingSince = row.time(18);
    if (const auto error = describedError(row.text(19)); error && feed.failures > 0)
        feed.failure = FeedFailure{*error, row.number(20)};
    feed.settings = {duration<std::chrono::seconds>(row, 21), row.text(22), lines(row.text(23)),
                     row.text(24)};
    feed.kind = sourceKindOf(row.text(29));
    feed.listDescription = row.text(30);
    feed.wishes = {duration<std::chrono::seconds>(row, 26), numbers(row.text(27)),
                   numbers(row.text(28))};
    return feed;
}

} // namespace

Result<QList<Feed>> FeedStore::all() const
{
    // A feed out of a damaged library may have lost its row of the table feed.
    return Statement(
               m_database,
               u"SELECT s.id, s.url, coalesce(f.address, s.url), %1, s.home_page, s.folder_id,"
               " s.is_announced,"
               " EXISTS (SELECT 1 FROM source_icon i WHERE i.source_id = s.id),"
               " f.etag, f.last_modified, s.content_hash, f.checked_ms, f.succeeded_ms,"
               " f.changed_ms, f.due_ms, f.elapsed_ms, f.usual_gap_s, f.failures,"
               " f.failing_since_ms, f.error, f.http_status, f.every_s, f.user_agent,"
               " f.headers, f.user_name, f.validated_address,"
               " f.asked_wait_s, f.skipped_hours, f.skipped_days, s.kind, p.description"
               " FROM source s LEFT JOIN feed f ON f.source_id = s.id"
               " LEFT JOIN page_list p ON p.source_id = s.id"
               " WHERE s.kind <> ? OR s.url LIKE 'http://%' OR s.url LIKE 'https://%'"
               " ORDER BY s.id"_s.arg(SourceStore::shownTitle(u"s"_s)))
        .bind(storedName(SourceKind::Collection))
        .rows(readFeed);
}

Result<std::optional<SourceId>> FeedStore::find(const QUrl &url) const
{
    return Statement(m_database,
                     u"SELECT id FROM source WHERE url = ? UNION"
                     " SELECT source_id FROM feed WHERE address = ? ORDER BY 1"_s)
        .bind(url, url)
        .first([](const Row &row) { return row.id<SourceId>(0); });
}

Result<FeedStore::Added> FeedStore::add(const NewFeed &feed) const
{
    const QUrl &url = feed.url;
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isWeb || url.host().isEmpty()) {
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"only an http or https address can be followed"_s);
    }
    const auto known = find(url);
    if (!known)
        return tl::unexpected(known.error());
    if (*known)
        return Added{**known, false};
    const FolderStore folders(m_database);
    const QString tidied = feed.title.simplified();
    Statement insert(m_database,
                     u"INSERT INTO source (kind, url, title, home_page, is_built_in, content_hash,"
                     " folder_id, position) VALUES (?, ?, ?, '', 0, x'', ?, ?)"_s);
    return folders.checkPlace(feed.folder)
        .and_then([&] { return folders.nextPosition(feed.folder); })
        .and_then([&](int position) {
            return insert
                .bind(storedName(feed.kind), url, tidied.isEmpty() ? url.host() : tidied,
                      feed.folder ? std::optional(feed.folder) : std::nullopt, position)
                .run();
        })
        .and_then([&] {
            return Statement(m_database, u"INSERT INTO feed (source_id, address) VALUES (?, ?)"_s)
                .bind(insert.insertedId(), url)
                .run();
        })
        .and_then(
            [&] { return setListDescription(SourceId(insert.insertedId()), feed.listDescription); })
        .and_then(
            [&] { return SearchIndex(m_database).updateSource(SourceId(insert.insertedId())); })
        .map([&] {
            return Added{SourceId(insert.insertedId()), true};
        });
}

Result<FollowedFeeds> FeedStore::addAll(const QList<ListedFeed> &feeds, FolderId folder) const
{
    const FolderStore store(m_database);
    const auto folders = store.all();
    if (!folders)
        return tl::unexpected(folders.error());
    using Place = std::pair<FolderId, QString>;
    QMap<Place, FolderId> known;
    for (const Folder &one : *folders) {
        if (!known.contains({one.parent, one.title}))
            known.insert({one.parent, one.title}, one.id);
    }
    FollowedFeeds result;
    QSet<SourceId> counted;
    for (const ListedFeed &feed : feeds) {
        const auto there = find(feed.url);
        if (!there)
            return tl::unexpected(there.error());
        if (*there) {
            if (!counted.contains(**there))
                result.known.append(**there);
            counted.insert(**there);
            continue;
        }
        FolderId within = folder;
        for (const QString &given : feed.folder) {
            const Place place(within, given.simplified());
            if (!known.contains(place)) {
                const auto made = store.add(place.second, within);
                if (!made)
                    return tl::unexpected(made.error());
                known.insert(place, *made);
                result.folders.append(*made);
            }
            within = known.value(place);
        }
        const auto added = add({SourceKind::Feed, feed.url, feed.title, {}, within});
        if (!added)
            return tl::unexpected(added.error());
        result.added.append(added->source);
        counted.insert(added->source);
    }
    return result;
}

Result<void> FeedStore::takeBack(const FollowedFeeds &followed) const
{
    const auto isFailure = [](const Result<void> &done) {
        return !done && done.error().code != ErrorCode::NotFound;
    };
    for (const SourceId source : followed.added) {
        if (const auto done = SourceStore(m_database).remove(source); isFailure(done))
            return done;
    }
    for (auto folder = followed.folders.crbegin(); folder != followed.folders.crend(); ++folder) {
        const auto isUsed = Statement(m_database,
                                      u"SELECT EXISTS (SELECT 1 FROM source WHERE folder_id = ?)"
                                      " OR EXISTS (SELECT 1 FROM folder WHERE parent_id = ?)"_s)
                                .bind(*folder, *folder)
                                .first([](const Row &row) { return row.boolean(0); });
        if (!isUsed)
            return tl::unexpected(isUsed.error());
        if (isUsed->value_or(false))
            continue;
        if (const auto done = FolderStore(m_database).remove(*folder); isFailure(done))
            return done;
    }
    return {};
}

Result<void> FeedStore::setListDescription(SourceId source, const QString &description) const
{
    if (description.isEmpty())
        return {};
    return Statement(m_database,
                     u"INSERT INTO page_list (source_id, description)"
                     " SELECT id, ? FROM source WHERE id = ? AND kind = ?"
                     " ON CONFLICT (source_id) DO UPDATE SET description = excluded.description"_s)
        .bind(description, source, storedName(SourceKind::Page))
        .run();
}

Result<void> FeedStore::record(const FeedCheck &check, bool hasChanged) const
{
    // One out of a damaged library may have lost its row, see all().
    const auto made = Statement(m_database,
                                u"INSERT INTO feed (source_id, address)"
                                " SELECT id, url FROM source WHERE id = ? ON CONFLICT DO NOTHING"_s)
                          .bind(check.source)
                          .run();
    if (!made)
        return tl::unexpected(made.error());
    const bool failed = check.failure.has_value();
    const auto textOf = [](const std::optional<FeedFailure> &failure) {
        return failure ? describe(failure->error) : QString();
    };
    const auto noted =
        Statement(m_database,
                  u"UPDATE feed SET checked_ms = ?, due_ms = ?, elapsed_ms = ?, error = ?,"
                  " http_status = ?, usual_gap_s = coalesce(?, usual_gap_s),"
                  " address = coalesce(?, address), etag = coalesce(?, etag),"
                  " last_modified = coalesce(?, last_modified),"
                  " validated_address = coalesce(?, validated_address),"
                  " changed_ms = coalesce(?, changed_ms) WHERE source_id = ?"_s)
            .bind(check.at, check.due, qint64(check.elapsed.count()), textOf(check.failure),
                  check.failure ? check.failure->httpStatus : std::nullopt, stored(check.usualGap),
                  check.movedTo,
                  check.validators ? std::optional(check.validators->etag) : std::nullopt,
                  check.validators ? std::optional(check.validators->lastModified) : std::nullopt,
                  check.validators ? std::optional(check.validators->url) : std::nullopt,
                  hasChanged ? std::optional(check.at) : std::nullopt, check.source)
            .run();
    if (!noted)
        return tl::unexpected(noted.error());
    if (check.wishes) {
        const auto done = Statement(m_database,
                                    u"UPDATE feed SET asked_wait_s = ?, skipped_hours = ?,"
                                    " skipped_days = ? WHERE source_id = ?"_s)
                              .bind(stored(check.wishes->wait), stored(check.wishes->skippedHours),
                                    stored(check.wishes->skippedDays), check.source)
                              .run();
        if (!done)
            return tl::unexpected(done.error());
    }
    const QString counting = failed
        ? u"failures = failures + 1, failing_since_ms = coalesce(failing_since_ms, checked_ms)"_s
        : u"failures = 0, failing_since_ms = NULL, succeeded_ms = checked_ms"_s;
    return Statement(m_database, u"UPDATE feed SET %1 WHERE source_id = ?"_s.arg(counting))
        .bind(check.source)
        .run();
}

Result<void> FeedStore::setSettings(SourceId source, const FeedSettings &settings) const
{
    QStringList headers;
    for (const QString &header : settings.headers)
        headers.append(header.simplified());
    Statement update(m_database,
                     u"UPDATE feed SET every_s = ?, user_agent = ?, headers = ?, user_name = ?,"
                     " due_ms = NULL WHERE source_id = ?"_s);
    return update
        .bind(stored(settings.every), settings.userAgent.simplified(), headers.join(u'\n'),
              settings.userName, source)
        .run()
        .and_then([&]() -> Result<void> {
            if (update.changedRows() > 0)
                return {};
            return failure(ErrorKind::Data, ErrorCode::NotFound,
                           u"no feed %1"_s.arg(source.value()));
        });
}

Result<void> FeedStore::setIcon(SourceId source, const QByteArray &image,
                                const QDateTime &now) const
{
    Statement store(m_database,
                    u"INSERT INTO source_icon (source_id, image, fetched_ms)"
                    " SELECT id, ?, ? FROM source WHERE id = ? ON CONFLICT (source_id)"
                    " DO UPDATE SET image = excluded.image, fetched_ms = excluded.fetched_ms"_s);
    return store.bind(image, now, source).run().and_then([&]() -> Result<void> {
        if (store.changedRows() > 0)
            return {};
        return failure(ErrorKind::Data, ErrorCode::NotFound, u"no source %1"_s.arg(source.value()));
    });
}

Result<QHash<SourceId, QByteArray>> FeedStore::icons() const
{
    return Statement(m_database, u"SELECT source_id, image FROM source_icon WHERE image <> x''"_s)
        .rows([](const Row &row) { return std::pair(row.id<SourceId>(0), row.bytes(1)); })
        .map([](const QList<std::pair<SourceId, QByteArray>> &rows) {
            QHash<SourceId, QByteArray> icons;
            for (const auto &[source, image] : rows)
                icons.insert(source, image);
            return icons;
        });
}

} // namespace lectern
