// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/strongid.h"

#include <QDateTime>
#include <QList>
#include <QSqlQuery>
#include <QUrl>

#include <optional>
#include <type_traits>
#include <utility>

namespace lectern {

class Database;

/// The row a Statement stands on. Columns count from 0; a NULL reads as 0, empty or absent.
class Row final
{
public:
    explicit Row(const QSqlQuery &query) : m_query(query) { }

    [[nodiscard]] qint64 integer(int column) const { return value(column).toLongLong(); }
    [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
    [[nodiscard]] double real(int column) const { return value(column).toDouble(); }
    [[nodiscard]] QString text(int column) const { return value(column).toString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return value(column).toByteArray(); }
    [[nodiscard]] QUrl url(int column) const;
    [[nodiscard]] std::optional<int> number(int column) const;
    /// As bindAll() takes it.
    [[nodiscard]] QVariant raw(int column) const;
    /// From milliseconds since 1970; UTC.
    [[nodiscard]] std::optional<QDateTime> time(int column) const;

    template <typename Id>
    [[nodiscard]] Id id(int column) const
    {
        return Id(integer(column));
    }

private:
    [[nodiscard]] QVariant value(int column) const { return m_query.value(column); }

    const QSqlQuery &m_query;
};

/// One prepared SQL statement of `database`, which must outlive it; used in the database's thread.
/// Bind, then run it or read its rows; and again with other values. What went wrong with the SQL
/// itself shows when it is run.
class Statement final
{
    Q_DISABLE_COPY_MOVE(Statement)

public:
    Statement(const Database &database, const QString &sql);
    ~Statement();

    /// The values of all parameters, in their order. Absent optionals become NULL, null strings
    /// empty ones, URLs fully encoded text, times milliseconds since 1970.
    template <typename... Values>
    Statement &bind(const Values &...values)
    {
        m_boundCount = 0;
        (m_query.bindValue(parameterName(m_boundCount++), stored(values)), ...);
        return *this;
    }

    /// The same for values whose number and types the caller alone knows.
    Statement &bindAll(const QVariantList &values);

    /// Runs a statement whose rows, if any, are of no interest.
    [[nodiscard]] Result<void> run();

    /// All rows, each as `read(row)` makes it.
    template <typename Read>
    [[nodiscard]] auto rows(Read &&read) -> Result<QList<std::invoke_result_t<Read, const Row &>>>
    {
        if (const auto done = start(); !done)
            return tl::unexpected(done.error());
        QList<std::invoke_result_t<Read, const Row &>> result;
        const Row row(m_query);
        while (m_query.next())
            result.append(read(row));
        if (const auto done = finish(); !done)
            return tl::unexpected(done.error());
        return result;
    }

    /// Passes row after row to `take`, until that says that it has enough by answering false.
    template <typename Take>
    [[nodiscard]] Result<void> each(Take &&take)
    {
        if (const auto done = start(); !done)
            return done;
        const Row row(m_query);
        while (m_query.next()) {
            if (!take(row))
                break;
        }
        return finish();
    }

    /// The first row, if there is one.
    template <typename Read>
    [[nodiscard]] auto first(Read &&read)
        -> Result<std::optional<std::invoke_result_t<Read, const Row &>>>
    {
        if (const auto done = start(); !done)
            return tl::unexpected(done.error());
        std::optional<std::invoke_result_t<Read, const Row &>> result;
        if (m_query.next())
            result = read(Row(m_query));
        if (const auto done = finish(); !done)
            return tl::unexpected(done.error());
        return result;
    }

    /// The same SQL with names for its "?", of which Qt finds the values more quickly: for a value
    /// that is bound by its place it makes a name first, each time.
    [[nodiscard]] static QString withNames(const QString &sql);

    /// How many rows the last run() wrote.
    [[nodiscard]] int changedRows() const { return m_changedRows; }
    /// The key of the row the last run() inserted.
    [[nodiscard]] qint64 insertedId() const { return m_insertedId; }

private:
    [[nodiscard]] Result<void> start();
    [[nodiscard]] Result<void> finish();

    /// Of the parameter at this place.
    [[nodiscard]] static QString parameterName(int index);

    static QVariant stored(const QString &text);
    static QVariant stored(const QByteArray &bytes);
    static QVariant stored(const QUrl &url);
    static QVariant stored(const QDateTime &time);
    static QVariant stored(qint64 number) { return number; }
    static QVariant stored(int number) { return number; }
    static QVariant stored(bool value) { return value ? 1 : 0; }
    static QVariant stored(double number) { return number; }
    template <typename Tag>
    static QVariant stored(StrongId<Tag> id)
    {
        return id.value();
    }
    template <typename Value>
    static QVariant stored(const std::optional<Value> &value)
    {
        return value ? stored(*value) : QVariant();
    }

    const Database &m_database;
    const QString m_sql;
    QSqlQuery m_query;
    const bool m_isPrepared;
    bool m_isReusable = true; ///< false while it is in the middle of its rows, or has failed
    int m_boundCount = 0;
    int m_changedRows = 0;
    qint64 m_insertedId = 0;
};

} // namespace lectern
