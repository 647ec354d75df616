// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/memorytightness.h"

#include <QFile>

#include <optional>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr double tightShare = 0.1;
constexpr double tightPressure = 10; ///< percent of the time

/// The number behind `name`, up to the blank after it; that of its first occurrence.
std::optional<double> numberAfter(const QByteArray &text, const QByteArray &name)
{
    const qsizetype found = text.indexOf(name);
    if (found < 0)
        return {};
    bool isNumber = false;
    const QByteArray rest = text.mid(found + name.size()).trimmed();
    const double number = rest.left(rest.indexOf(' ')).toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

/// Empty where there is no such file.
QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

bool isMemoryTight(const QByteArray &memory, const QByteArray &pressure)
{
    const auto total = numberAfter(memory, "MemTotal:");
    const auto available = numberAfter(memory, "MemAvailable:");
    if (total && available && *available < *total * tightShare)
        return true;
    const auto waiting = numberAfter(pressure, "some avg10=");
    return waiting && *waiting > tightPressure;
}

bool isMemoryTight()
{
    return isMemoryTight(contents(u"/proc/meminfo"_s), contents(u"/proc/pressure/memory"_s));
}

} // namespace lectern
