// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QAbstractTableModel>

namespace lectern {

/// How a feed is, from best to worst.
enum class FeedCondition {
    Works,
    Moved, ///< it works, and is fetched from another address than it was added by
    Slow, ///< it works, but a check takes longer than feels right
    Unchecked, ///< nothing is known yet
    Failing, ///< the last check failed
    Gone, ///< its server says that it is gone, or it has failed for weeks
};

[[nodiscard]] FeedCondition conditionOf(const Feed &feed, const QDateTime &now);

/// All feeds and how their checks went, one a row, in the library's order. Follows the library by
/// itself, with exact signals. What the cells say is for a view to put into words. GUI thread;
/// `library` must outlive it.
class FeedTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FeedTableModel)

public:
    enum Column { TitleColumn, StateColumn, SucceededColumn, DueColumn, GapColumn, ColumnCount };
    enum Role {
        /// What a column is sorted by: QString, int (FeedCondition), QDateTime or qint64 (seconds);
        /// invalid when unknown.
        SortRole = Qt::UserRole + 1,
    };

    explicit FeedTableModel(Library &library, QObject *parent = nullptr,
                            const Clock &clock = QDateTime::currentDateTimeUtc);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    void refresh();
    [[nodiscard]] const Feed &feedAt(int row) const { return m_feeds.at(row); }
    [[nodiscard]] FeedCondition conditionAt(int row) const
    {
        return conditionOf(m_feeds.at(row), m_now());
    }

signals:
    void settled(); ///< the rows are those of the library
    void failed(const lectern::Error &error);

private:
    void apply(const QList<Feed> &next);

    Library &m_library;
    const Clock m_now;
    QList<Feed> m_feeds;
    bool m_isAsking = false;
    bool m_mustAskAgain = false; ///< something changed after the question
};

} // namespace lectern
