// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/statement.h"

#include "library/database.h"
#include "library/sqliteerror.h"

#include <QSqlError>

#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

tl::unexpected<Error> failed(const QSqlQuery &query)
{
    const QSqlError error = query.lastError();
    return tl::unexpected(sqliteError(error.nativeErrorCode().toInt(), error.databaseText()));
}

} // namespace

QUrl Row::url(int column) const
{
    return QUrl(text(column), QUrl::StrictMode);
}

std::optional<int> Row::number(int column) const
{
    return m_query.isNull(column) ? std::nullopt : std::optional(value(column).toInt());
}

std::optional<QDateTime> Row::time(int column) const
{
    if (m_query.isNull(column))
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(integer(column)).toUTC();
}

QVariant Row::raw(int column) const
{
    const QVariant found = value(column);
    // The driver reads an empty blob as a null one, and would write NULL for that.
    if (found.typeId() == QMetaType::QByteArray && found.toByteArray().isNull())
        return ""_ba;
    return found;
}

Statement::Statement(const Database &database, const QString &sql)
    : m_database(database), m_sql(sql), m_query(database.takePrepared(sql)),
      m_isPrepared(!m_query.lastError().isValid())
{
}

Statement::~Statement()
{
    if (m_isPrepared && m_isReusable)
        m_database.givePrepared(m_sql, std::move(m_query));
}

Statement &Statement::bindAll(const QVariantList &values)
{
    m_boundCount = 0;
    for (const QVariant &value : values)
        m_query.bindValue(parameterName(m_boundCount++), value);
    return *this;
}

QString Statement::withNames(const QString &sql)
{
    QString named;
    QChar quote;
    int index = 0;
    for (const QChar c : sql) {
        // A doubled quote ends and begins again, which comes to the same.
        if (quote.isNull() && (c == u'\'' || c == u'"'))
            quote = c;
        else if (c == quote)
            quote = {};
        if (quote.isNull() && c == u'?')
            named += parameterName(index++);
        else
            named += c;
    }
    return named;
}

QString Statement::parameterName(int index)
{
    // Not shorter: Qt hashes strings of less than eight characters twenty times as slowly.
    const auto make = [](int number) { return u":parameter"_s + QString::number(number); };
    static const auto names = [&make] {
        std::array<QString, 32> made;
        for (size_t i = 0; i < made.size(); ++i)
            made.at(i) = make(int(i));
        return made;
    }();
    return size_t(index) < names.size() ? names[size_t(index)] : make(index);
}

Result<void> Statement::run()
{
    if (const auto done = start(); !done)
        return done;
    // Asked here, because a finished query does not know them any more.
    m_changedRows = m_query.numRowsAffected();
    m_insertedId = m_query.lastInsertId().toLongLong();
    return finish();
}

Result<void> Statement::start()
{
    m_isReusable = false;
    // By name, the driver takes no notice of missing values, nor of superfluous ones.
    if (const qsizetype wanted = m_query.boundValues().size();
        m_isPrepared && wanted != m_boundCount) {
        return failure(ErrorKind::Bug, ErrorCode::Internal,
                       u"%1 values for %2 parameters"_s.arg(m_boundCount).arg(wanted));
    }
    if (!m_isPrepared || !m_query.exec())
        return failed(m_query);
    return {};
}

Result<void> Statement::finish()
{
    // next() says "no" both at the end and when reading failed.
    if (m_query.lastError().isValid())
        return failed(m_query);
    // Lets go of the read lock that a statement left in the middle would hold.
    m_query.finish();
    m_isReusable = true;
    return {};
}

QVariant Statement::stored(const QString &text)
{
    // The driver would make NULL of a null string.
    return text.isNull() ? u""_s : text;
}

QVariant Statement::stored(const QByteArray &bytes)
{
    return bytes.isNull() ? ""_ba : bytes;
}

QVariant Statement::stored(const QUrl &url)
{
    return stored(url.toString(QUrl::FullyEncoded));
}

QVariant Statement::stored(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

} // namespace lectern
