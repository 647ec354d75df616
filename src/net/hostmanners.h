// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/fetchrequest.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

#include <deque>
#include <optional>

namespace lectern {

/// Who may be asked when: the queue of a fetcher, as a value without clock and network.
///
/// Hosts take turns, so that a thousand requests to one of them hold up nothing else; within a host
/// the order is that of asking, what a person asked for first. A host that lately took too long
/// counts as slow, and all slow ones together get a share of the places only. A request that is
/// kept waiting gives its place to another one, so that as many as there are places may hang at
/// once and hold up nobody. A host that asked to be left alone is closed until the time it said.
class HostManners final
{
public:
    struct Bounds
    {
        int perHost = 2; ///< requests at once
        int overall = 24;
        int keptForAsked = 4; ///< of overall, not for Urgency::Background
        int slow = 8; ///< of overall, for all slow hosts together in the background
        int keptWaiting = 64; ///< besides overall: those that have given back their places
    };
    enum class Ticket : quint64 {};

    explicit HostManners(Bounds bounds);

    /// The ticket must be a new one. Whether the host is closed is the caller's to ask.
    void enqueue(Ticket ticket, const QString &host, Urgency urgency);
    /// Moves a waiting ticket among the urgent ones; does nothing with any other.
    void hurry(Ticket ticket);
    /// The next one that may start, which then has started. Nothing: none may, for now.
    [[nodiscard]] std::optional<Ticket> startNext();
    /// One that has started is kept waiting: its place is another one's from now on, while its
    /// host's stays taken. Does nothing with any other, nor when too many have done so.
    void giveBack(Ticket ticket);
    /// Takes it out, whether it was waiting or had started.
    void remove(Ticket ticket);

    /// Whether requests to this host are waiting still.
    [[nodiscard]] bool isAwaited(const QString &host) const;
    [[nodiscard]] qsizetype waitingCount() const { return m_waitingCount; }
    /// Those that have a place.
    [[nodiscard]] int startedCount() const { return m_startedCount; }

    void setSlow(const QString &host, bool isSlow);

    /// The host wants no more requests before `until` (a later one that it said before holds).
    /// Returns the tickets that were waiting for it, which are taken out.
    QList<Ticket> close(const QString &host, const QDateTime &until);
    /// Until when it is closed; nothing: it is not.
    [[nodiscard]] std::optional<QDateTime> closedUntil(const QString &host,
                                                       const QDateTime &now) const;

private:
    struct Host
    {
        std::deque<Ticket> urgent;
        std::deque<Ticket> background;
        int started = 0;
        bool isSlow = false;

        std::deque<Ticket> &queue(Urgency urgency)
        {
            return urgency == Urgency::Asked ? urgent : background;
        }
    };
    struct Place
    {
        QString host;
        Urgency urgency = Urgency::Background;
        bool hasStarted = false;
        bool isInSlowShare = false;
        bool isGivenBack = false;
    };
    using Turns = std::deque<QString>; ///< hosts that have something waiting, next one first

    void wait(Ticket ticket, const QString &host, Urgency urgency);
    void leavePlace(Place &place);
    void leaveQueue(Ticket ticket, const Place &place);
    [[nodiscard]] std::optional<Ticket> startFrom(Urgency urgency);
    [[nodiscard]] Turns &turns(Urgency urgency);
    void forgetIfIdle(const QString &host);

    Bounds m_bounds;
    QHash<QString, Host> m_hosts;
    QHash<Ticket, Place> m_places;
    QHash<QString, QDateTime> m_closed;
    Turns m_urgentTurns;
    Turns m_backgroundTurns;
    qsizetype m_waitingCount = 0;
    int m_startedCount = 0;
    int m_startedInBackground = 0;
    int m_startedSlow = 0;
    int m_keptWaiting = 0;
};

} // namespace lectern
