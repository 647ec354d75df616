// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QList>
#include <QSet>

#include <algorithm>

namespace lectern {

/// A list model that goes from the rows it has to the rows it should have with exact signals:
/// rowsRemoved, rowsMoved (or layoutChanged when many rows changed places), rowsInserted and
/// dataChanged, each for as few ranges as possible. What is the same at both ends is passed over
/// quickly, so one change in a million rows is a matter of a few milliseconds. Only when more than
/// `largestExact` rows lie between the first and the last change, and they are not just one range
/// that came or went, the model is reset: telling them apart would hold up the window.
///
/// `Row` is a value with operator==; `Key`, from keyOf(row), tells which row stays itself when it
/// changes, and is unique in the list. GUI thread only.
template <typename Row, typename Key>
class DiffListModel : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    /// See above.
    static constexpr qsizetype largestExact = 5000;

protected:
    [[nodiscard]] virtual Key keyOf(const Row &row) const = 0;

    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }

    /// Makes `next` the rows of the model, with a reset: they are another list.
    void replaceRows(const QList<Row> &next)
    {
        beginResetModel();
        m_rows = next;
        endResetModel();
    }

    /// Makes `next` the rows of the model. Linear in both lengths.
    void applyRows(const QList<Row> &next)
    {
        const qsizetype shorter = std::min(m_rows.size(), next.size());
        const auto isSame = [this](const Row &a, const Row &b) { return keyOf(a) == keyOf(b); };
        const qsizetype head =
            std::mismatch(m_rows.cbegin(), m_rows.cbegin() + shorter, next.cbegin(), isSame).first
            - m_rows.cbegin();
        const qsizetype tail = std::mismatch(m_rows.crbegin(), m_rows.crbegin() + (shorter - head),
                                             next.crbegin(), isSame)
                                   .first
            - m_rows.crbegin();
        const qsizetype gone = m_rows.size() - head - tail;
        const qsizetype come = next.size() - head - tail;

        if (std::max(gone, come) > largestExact && std::min(gone, come) > 0) {
            replaceRows(next);
            return;
        }
        if (gone == 0 && come > 0) {
            beginInsertRows({}, static_cast<int>(head), static_cast<int>(head + come - 1));
            m_rows.insert(head, come, Row{});
            std::copy_n(next.cbegin() + head, come, m_rows.begin() + head);
            endInsertRows();
        } else if (gone > 0 && come == 0) {
            beginRemoveRows({}, static_cast<int>(head), static_cast<int>(head + gone - 1));
            m_rows.remove(head, gone);
            endRemoveRows();
        } else if (gone > 0) {
            rearrange(next);
        }
        takeChangesOf(next);
    }

private:
    void rearrange(const QList<Row> &next)
    {
        removeRowsMissingFrom(next);
        arrangeAs(next);
        insertRowsOf(next);
    }

    void removeRowsMissingFrom(const QList<Row> &next)
    {
        QSet<Key> wanted;
        wanted.reserve(next.size());
        for (const Row &row : next)
            wanted.insert(keyOf(row));
        const auto isGone = [&](qsizetype row) { return !wanted.contains(keyOf(m_rows.at(row))); };

        for (qsizetype last = m_rows.size() - 1; last >= 0; --last) {
            if (!isGone(last))
                continue;
            qsizetype first = last;
            while (first > 0 && isGone(first - 1))
                --first;
            beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
            m_rows.remove(first, last - first + 1);
            endRemoveRows();
            last = first;
        }
    }

    /// Brings the rows that stay into the order they have in `next`.
    void arrangeAs(const QList<Row> &next)
    {
        QHash<Key, qsizetype> rank;
        rank.reserve(next.size());
        for (qsizetype i = 0; i < next.size(); ++i)
            rank.insert(keyOf(next.at(i)), i);
        const auto rankOf = [&](const Row &row) { return rank.value(keyOf(row)); };
        const auto isBefore = [&](const Row &a, const Row &b) { return rankOf(a) < rankOf(b); };
        if (std::is_sorted(m_rows.cbegin(), m_rows.cend(), isBefore))
            return;
        if (moveOnlyMisplacedRow(isBefore))
            return;

        emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList before = persistentIndexList();
        QList<Key> keys;
        keys.reserve(before.size());
        for (const QModelIndex &stored : before)
            keys.append(keyOf(m_rows.at(stored.row())));
        std::sort(m_rows.begin(), m_rows.end(), isBefore);
        QHash<Key, int> place;
        for (qsizetype i = 0; i < m_rows.size(); ++i)
            place.insert(keyOf(m_rows.at(i)), static_cast<int>(i));
        QModelIndexList after;
        after.reserve(before.size());
        for (qsizetype i = 0; i < before.size(); ++i)
            after.append(index(place.value(keys.at(i)), before.at(i).column()));
        changePersistentIndexList(before, after);
        emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    /// The common case, one row that went elsewhere, as the one signal it is.
    template <typename IsBefore>
    bool moveOnlyMisplacedRow(IsBefore isBefore)
    {
        const qsizetype descent =
            std::is_sorted_until(m_rows.cbegin(), m_rows.cend(), isBefore) - m_rows.cbegin();
        // Either the row at the descent came from further down, or the one before it from above.
        for (const qsizetype candidate : {descent, descent - 1}) {
            QList<Row> others = m_rows;
            const Row moved = others.takeAt(candidate);
            if (!std::is_sorted(others.cbegin(), others.cend(), isBefore))
                continue;
            const qsizetype target =
                std::lower_bound(others.cbegin(), others.cend(), moved, isBefore) - others.cbegin();
            const qsizetype destination = target > candidate ? target + 1 : target;
            beginMoveRows({}, static_cast<int>(candidate), static_cast<int>(candidate), {},
                          static_cast<int>(destination));
            m_rows.move(candidate, target);
            endMoveRows();
            return true;
        }
        return false;
    }

    void insertRowsOf(const QList<Row> &next)
    {
        QSet<Key> present;
        present.reserve(m_rows.size());
        for (const Row &row : std::as_const(m_rows))
            present.insert(keyOf(row));
        const auto isNew = [&](qsizetype i) { return !present.contains(keyOf(next.at(i))); };

        for (qsizetype first = 0; first < next.size(); ++first) {
            if (!isNew(first))
                continue;
            qsizetype end = first + 1;
            while (end < next.size() && isNew(end))
                ++end;
            beginInsertRows({}, static_cast<int>(first), static_cast<int>(end - 1));
            m_rows.insert(first, end - first, Row{});
            std::copy(next.cbegin() + first, next.cbegin() + end, m_rows.begin() + first);
            endInsertRows();
            first = end;
        }
    }

    void takeChangesOf(const QList<Row> &next)
    {
        Q_ASSERT(m_rows.size() == next.size());
        for (qsizetype first = 0; first < next.size(); ++first) {
            if (m_rows.at(first) == next.at(first))
                continue;
            qsizetype last = first;
            m_rows[first] = next.at(first);
            while (last + 1 < next.size() && !(m_rows.at(last + 1) == next.at(last + 1))) {
                ++last;
                m_rows[last] = next.at(last);
            }
            emit dataChanged(index(static_cast<int>(first)), index(static_cast<int>(last)));
            first = last;
        }
    }

    QList<Row> m_rows;
};

} // namespace lectern
