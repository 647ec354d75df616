// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/feedtablemodel.h"

#include "core/deliver.h"

#include <chrono>

using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr auto slowCheck = 10s;
/// A feed that fails so long will hardly come back by itself.
constexpr auto longFailure = 21 * 24h;

} // namespace

FeedCondition conditionOf(const Feed &feed, const QDateTime &now)
{
    if (feed.failure) {
        // A page that is not found may be a mishap of the day; gone is what a server says on
        // purpose.
        const bool isDenied = feed.failure->error.code == ErrorCode::Gone;
        const bool hasFailedLong =
            feed.failingSince && feed.failingSince->addDuration(longFailure) < now;
        return isDenied || hasFailedLong ? FeedCondition::Gone : FeedCondition::Failing;
    }
    if (!feed.checked)
        return FeedCondition::Unchecked;
    if (feed.elapsed && *feed.elapsed > slowCheck)
        return FeedCondition::Slow;
    return feed.address == feed.url ? FeedCondition::Works : FeedCondition::Moved;
}

FeedTableModel::FeedTableModel(Library &library, QObject *parent, const Clock &clock)
    : QAbstractTableModel(parent), m_library(library), m_now(clock)
{
    connect(&library, &Library::changed, this, [this](const LibraryChange &change) {
        if (change.feedsChanged || change.sourcesChanged)
            refresh();
    });
}

int FeedTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_feeds.size());
}

int FeedTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FeedTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Feed &feed = m_feeds.at(index.row());
    if (role == Qt::DisplayRole && index.column() == TitleColumn)
        return feed.title;
    if (role != SortRole)
        return {};
    const auto known = [](const auto &value) { return value ? QVariant(*value) : QVariant(); };
    switch (static_cast<Column>(index.column())) {
    case TitleColumn:
        return feed.title;
    case StateColumn:
        return static_cast<int>(conditionAt(index.row()));
    case SucceededColumn:
        return known(feed.succeeded);
    case DueColumn:
        return known(feed.due);
    case GapColumn:
        return feed.usualGap ? QVariant(qint64(feed.usualGap->count())) : QVariant();
    case ColumnCount:
        break;
    }
    return {};
}

void FeedTableModel::refresh()
{
    // While one answer is awaited, any number of changes need one more question only.
    m_mustAskAgain = m_isAsking;
    if (m_isAsking)
        return;
    m_isAsking = true;
    deliver(m_library.feeds(), this, [this](const Result<QList<Feed>> &answer) {
        m_isAsking = false;
        if (answer) {
            apply(*answer);
            emit settled();
        } else {
            emit failed(answer.error());
        }
        if (m_mustAskAgain)
            refresh();
    });
}

void FeedTableModel::apply(const QList<Feed> &next)
{
    // Both are in the order of their ids.
    for (qsizetype i = 0; i < std::max(m_feeds.size(), next.size()); ++i) {
        const int row = static_cast<int>(i);
        while (i < m_feeds.size()
               && (i >= next.size() || m_feeds.at(i).source < next.at(i).source)) {
            beginRemoveRows({}, row, row);
            m_feeds.removeAt(i);
            endRemoveRows();
        }
        if (i >= next.size())
            break;
        if (i >= m_feeds.size() || next.at(i).source < m_feeds.at(i).source) {
            qsizetype end = i + 1;
            while (end < next.size()
                   && (i >= m_feeds.size() || next.at(end).source < m_feeds.at(i).source))
                ++end;
            beginInsertRows({}, row, static_cast<int>(end - 1));
            for (qsizetype each = i; each < end; ++each)
                m_feeds.insert(each, next.at(each));
            endInsertRows();
            i = end - 1;
        } else if (!(m_feeds.at(i) == next.at(i))) {
            m_feeds[i] = next.at(i);
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

} // namespace lectern
