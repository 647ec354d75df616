// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/locations.h"
#include "ctl/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace lectern {

/// The one JSON object that makes up the output; fails the test when it is anything else.
inline QJsonObject objectIn(const QByteArray &printed)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(printed, &error);
    if (!document.isObject() || printed.count('\n') != 1 || !printed.endsWith('\n'))
        QTest::qFail(qPrintable(error.errorString() + QString::fromUtf8(printed)), __FILE__,
                     __LINE__);
    return document.object();
}

/// Runs a command in this process, on the library of `locations`.
inline Output runOn(const Locations &locations, const QStringList &arguments)
{
    Surroundings surroundings;
    surroundings.libraryVariable = locations.data;
    return run(arguments, surroundings);
}

/// The same with --json; fails the test when the command does.
inline QJsonObject jsonOn(const Locations &locations, const QStringList &arguments)
{
    const Output output = runOn(locations, QStringList{QStringLiteral("--json")} + arguments);
    if (output.code != ExitCode::Done)
        QTest::qFail(output.err.constData(), __FILE__, __LINE__);
    return objectIn(output.out);
}

/// One field of every item.
inline QStringList eachItem(const QJsonObject &object, const QString &field)
{
    QStringList values;
    const QJsonArray items = object.value(QStringLiteral("items")).toArray();
    for (const QJsonValue &item : items)
        values.append(item.toObject().value(field).toString());
    return values;
}

} // namespace lectern
