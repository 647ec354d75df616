// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The least that a program can do that asks SQLite something through Qt: select 1.
#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s);
    database.setDatabaseName(u":memory:"_s);
    if (!database.open())
        return 1;
    QSqlQuery query(database);
    if (!query.exec(u"SELECT 1"_s) || !query.next())
        return 1;
    std::printf("%d\n", query.value(0).toInt());
    return 0;
}
