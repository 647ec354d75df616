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
            insertRange(head, tail, next);
            endInsertRows();
        } else if (gone > 0 && come == 0) {
            beginRemoveRows({}, static_cast<int>(head), static_cast<int>(head + gone - 1));
            m_rows.remove(head, gone);
            endRemoveRows();
        } else if (gone > 0) {
            rearrange(head, tail, next.sliced(head, come));
        }
        takeChangesOf(next);
    }

private:
    /// Puts what stands between the head and the tail of `next` there. Of many rows the whole list
    /// is taken over, so that its memory is not needed twice.
    void insertRange(qsizetype head, qsizetype tail, const QList<Row> &next)
    {
        const qsizetype come = next.size() - m_rows.size();
        if (come > largestExact
            && std::equal(m_rows.cbegin(), m_rows.cbegin() + head, next.cbegin())
            && std::equal(m_rows.cend() - tail, m_rows.cend(), next.cend() - tail)) {
            m_rows = next;
            return;
        }
        m_rows.insert(head, come, Row{});
        std::copy_n(next.cbegin() + head, come, m_rows.begin() + head);
    }

    /// The rows of the list without the first `head` and the last `tail` of them, which stay as
    /// they are, become `next`. Only those are looked at.
    void rearrange(qsizetype head, qsizetype tail, const QList<Row> &next)
    {
        removeRowsMissingFrom(head, tail, next);
        arrangeAs(head, tail, next);
        insertRowsOf(head, next);
    }

    void removeRowsMissingFrom(qsizetype head, qsizetype tail, const QList<Row> &next)
    {
        QSet<Key> wanted;
        wanted.reserve(next.size());
        for (const Row &row : next)
            wanted.insert(keyOf(row));
        const auto isGone = [&](qsizetype row) { return !wanted.contains(keyOf(m_rows.at(row))); };

        for (qsizetype last = m_rows.size() - tail - 1; last >= head; --last) {
            if (!isGone(last))
                continue;
            qsizetype first = last;
            while (first > head && isGone(first - 1))
                --first;
            beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
            m_rows.remove(first, last - first + 1);
            endRemoveRows();
            last = first;
        }
    }

    /// Brings the rows that stay into the order they have in `next`.
    void arrangeAs(qsizetype head, qsizetype tail, const QList<Row> &next)
    {
        QHash<Key, qsizetype> rank;
        rank.reserve(next.size());
        for (qsizetype i = 0; i < next.size(); ++i)
            rank.insert(keyOf(next.at(i)), i);
        const auto rankOf = [&](const Row &row) { return rank.value(keyOf(row)); };
        const auto isBefore = [&](const Row &a, const Row &b) { return rankOf(a) < rankOf(b); };
        const qsizetype end = m_rows.size() - tail;
        if (std::is_sorted(m_rows.cbegin() + head, m_rows.cbegin() + end, isBefore))
            return;
        if (moveOnlyMisplacedRow(head, end, isBefore))
            return;

        emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList before = persistentIndexList();
        QList<Key> keys;
        keys.reserve(before.size());
        for (const QModelIndex &stored : before)
            keys.append(keyOf(m_rows.at(stored.row())));
        std::sort(m_rows.begin() + head, m_rows.begin() + end, isBefore);
        QHash<Key, int> place;
        for (qsizetype i = head; i < end; ++i)
            place.insert(keyOf(m_rows.at(i)), static_cast<int>(i));
        QModelIndexList after;
        after.reserve(before.size());
        for (qsizetype i = 0; i < before.size(); ++i) {
            // What stands outside of the range stays where it is.
            const int row = place.value(keys.at(i), before.at(i).row());
            after.append(index(row, before.at(i).column()));
        }
        changePersistentIndexList(before, after);
        emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    /// The common case, one row that went elsewhere, as the one signal it is.
    template <typename IsBefore>
    bool moveOnlyMisplacedRow(qsizetype head, qsizetype end, IsBefore isBefore)
    {
        const QList<Row> range = m_rows.sliced(head, end - head);
        const qsizetype descent =
            std::is_sorted_until(range.cbegin(), range.cend(), isBefore) - range.cbegin();
        // Either the row at the descent came from further down, or the one before it from above.
        for (const qsizetype candidate : {descent, descent - 1}) {
            QList<Row> others = range;
            const Row moved = others.takeAt(candidate);
            if (!std::is_sorted(others.cbegin(), others.cend(), isBefore))
                continue;
            const qsizetype target =
                std::lower_bound(others.cbegin(), others.cend(), moved, isBefore) - others.cbegin();
            const qsizetype destination = target > candidate ? target + 1 : target;
            beginMoveRows({}, static_cast<int>(head + candidate),
                          static_cast<int>(head + candidate), {},
                          static_cast<int>(head + destination));
            m_rows.move(head + candidate, head + target);
            endMoveRows();
            return true;
        }
        return false;
    }

    void insertRowsOf(qsizetype head, const QList<Row> &next)
    {
        // What has stayed is in the order of `next` now, so the two can be walked side by side.
        for (qsizetype i = 0; i < next.size(); ++i) {
            const auto isThere = [&](qsizetype place) {
                return head + i < m_rows.size()
                    && keyOf(m_rows.at(head + i)) == keyOf(next.at(place));
            };
            if (isThere(i))
                continue;
            qsizetype end = i + 1;
            while (end < next.size() && !isThere(end))
                ++end;
            beginInsertRows({}, static_cast<int>(head + i), static_cast<int>(head + end - 1));
            m_rows.insert(head + i, end - i, Row{});
            std::copy(next.cbegin() + i, next.cbegin() + end, m_rows.begin() + head + i);
            endInsertRows();
            i = end - 1;
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
