// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/hostmanners.h"

#include <algorithm>
#include <utility>

namespace lectern {

HostManners::HostManners(Bounds bounds) : m_bounds(bounds) { }

void HostManners::enqueue(Ticket ticket, const QString &host, Urgency urgency)
{
    Q_ASSERT(!m_places.contains(ticket));
    wait(ticket, host, urgency);
    m_places.insert(ticket, {host, urgency});
    ++m_waitingCount;
}

void HostManners::hurry(Ticket ticket)
{
    const auto place = m_places.find(ticket);
    if (place == m_places.end() || place->hasStarted || place->urgency == Urgency::Asked)
        return;
    leaveQueue(ticket, *place);
    place->urgency = Urgency::Asked;
    wait(ticket, place->host, Urgency::Asked);
}

std::optional<HostManners::Ticket> HostManners::startNext()
{
    if (m_startedCount >= m_bounds.overall)
        return {};
    if (const auto ticket = startFrom(Urgency::Asked))
        return ticket;
    if (m_startedInBackground >= m_bounds.overall - m_bounds.keptForAsked)
        return {};
    return startFrom(Urgency::Background);
}

void HostManners::giveBack(Ticket ticket)
{
    const auto place = m_places.find(ticket);
    if (place == m_places.end() || !place->hasStarted || place->isGivenBack
        || m_keptWaiting >= m_bounds.keptWaiting)
        return;
    leavePlace(*place);
    place->isGivenBack = true;
    ++m_keptWaiting;
}

void HostManners::remove(Ticket ticket)
{
    if (!m_places.contains(ticket))
        return;
    Place place = m_places.take(ticket);
    if (place.hasStarted) {
        --m_hosts[place.host].started;
        if (place.isGivenBack)
            --m_keptWaiting;
        else
            leavePlace(place);
    } else {
        leaveQueue(ticket, place);
        --m_waitingCount;
    }
    forgetIfIdle(place.host);
}

bool HostManners::isAwaited(const QString &host) const
{
    const auto found = m_hosts.constFind(host);
    return found != m_hosts.cend() && !(found->urgent.empty() && found->background.empty());
}

void HostManners::setSlow(const QString &host, bool isSlow)
{
    if (!isSlow && !m_hosts.contains(host))
        return;
    m_hosts[host].isSlow = isSlow;
    forgetIfIdle(host);
}

QList<HostManners::Ticket> HostManners::close(const QString &host, const QDateTime &until)
{
    QDateTime &closed = m_closed[host];
    if (!closed.isValid() || closed < until)
        closed = until;

    QList<Ticket> waiting;
    if (const auto found = m_hosts.constFind(host); found != m_hosts.cend()) {
        waiting.append(QList<Ticket>(found->urgent.begin(), found->urgent.end()));
        waiting.append(QList<Ticket>(found->background.begin(), found->background.end()));
    }
    for (const Ticket ticket : std::as_const(waiting))
        remove(ticket);
    return waiting;
}

std::optional<QDateTime> HostManners::closedUntil(const QString &host, const QDateTime &now) const
{
    const auto found = m_closed.constFind(host);
    if (found == m_closed.cend() || *found <= now)
        return {};
    return *found;
}

HostManners::Turns &HostManners::turns(Urgency urgency)
{
    return urgency == Urgency::Asked ? m_urgentTurns : m_backgroundTurns;
}

/// Last in its host's queue, and the host last of all if it had nothing to wait for before.
void HostManners::wait(Ticket ticket, const QString &host, Urgency urgency)
{
    std::deque<Ticket> &queue = m_hosts[host].queue(urgency);
    if (queue.empty())
        turns(urgency).push_back(host);
    queue.push_back(ticket);
}

/// Those of the host are not among the places that it leaves.
void HostManners::leavePlace(Place &place)
{
    --m_startedCount;
    if (place.urgency == Urgency::Background)
        --m_startedInBackground;
    if (std::exchange(place.isInSlowShare, false))
        --m_startedSlow;
}

void HostManners::leaveQueue(Ticket ticket, const Place &place)
{
    std::deque<Ticket> &queue = m_hosts[place.host].queue(place.urgency);
    queue.erase(std::find(queue.begin(), queue.end(), ticket));
    if (queue.empty()) {
        Turns &hosts = turns(place.urgency);
        hosts.erase(std::find(hosts.begin(), hosts.end(), place.host));
    }
}

std::optional<HostManners::Ticket> HostManners::startFrom(Urgency urgency)
{
    const bool isBackground = urgency == Urgency::Background;
    Turns &hosts = turns(urgency);
    for (auto turn = hosts.begin(); turn != hosts.end(); ++turn) {
        Host &host = m_hosts[*turn];
        const bool isInSlowShare = isBackground && host.isSlow;
        if (host.started >= m_bounds.perHost || (isInSlowShare && m_startedSlow >= m_bounds.slow))
            continue;

        const QString name = *turn;
        hosts.erase(turn);
        std::deque<Ticket> &queue = host.queue(urgency);
        const Ticket ticket = queue.front();
        queue.pop_front();
        if (!queue.empty())
            hosts.push_back(name);

        ++host.started;
        ++m_startedCount;
        --m_waitingCount;
        if (isBackground)
            ++m_startedInBackground;
        if (isInSlowShare)
            ++m_startedSlow;
        Place &place = m_places[ticket];
        place.hasStarted = true;
        place.isInSlowShare = isInSlowShare;
        return ticket;
    }
    return {};
}

void HostManners::forgetIfIdle(const QString &host)
{
    const auto found = m_hosts.constFind(host);
    if (found != m_hosts.cend() && found->started == 0 && !found->isSlow && !isAwaited(host))
        m_hosts.erase(found);
}

} // namespace lectern
