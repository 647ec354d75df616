// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <atomic>
#include <memory>

namespace lectern {

/// A clock that stands still until it is set. Copies of clock() go on showing it.
class TestClock final
{
public:
    explicit TestClock(const QDateTime &start)
        : m_ms(std::make_shared<std::atomic<qint64>>(start.toMSecsSinceEpoch()))
    {
    }

    [[nodiscard]] QDateTime now() const { return QDateTime::fromMSecsSinceEpoch(*m_ms).toUTC(); }
    void set(const QDateTime &time) { *m_ms = time.toMSecsSinceEpoch(); }
    void addDays(int days) { set(now().addDays(days)); }
    void addSecs(int seconds) { set(now().addSecs(seconds)); }

    [[nodiscard]] Clock clock() const
    {
        return [ms = m_ms] { return QDateTime::fromMSecsSinceEpoch(*ms).toUTC(); };
    }

private:
    std::shared_ptr<std::atomic<qint64>> m_ms;
};

} // namespace lectern
