// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/networkstate.h"

#include <QNetworkInformation>

namespace lectern {

NetworkState::NetworkState(QObject *parent) : QObject(parent) { }

NetworkState::~NetworkState() = default;

SystemNetworkState::SystemNetworkState(QObject *parent) : NetworkState(parent)
{
    using Feature = QNetworkInformation::Feature;
    if (!QNetworkInformation::loadBackendByFeatures(Feature::Reachability | Feature::Metered)
        && !QNetworkInformation::loadBackendByFeatures(Feature::Reachability))
        return;
    const QNetworkInformation *system = QNetworkInformation::instance();
    connect(system, &QNetworkInformation::reachabilityChanged, this, &NetworkState::changed);
    connect(system, &QNetworkInformation::isMeteredChanged, this, &NetworkState::changed);
}

bool SystemNetworkState::isOnline() const
{
    // Anything but a plain "disconnected" may be enough for what is asked for.
    const QNetworkInformation *system = QNetworkInformation::instance();
    return !system || system->reachability() != QNetworkInformation::Reachability::Disconnected;
}

bool SystemNetworkState::isMetered() const
{
    const QNetworkInformation *system = QNetworkInformation::instance();
    return system && system->isMetered();
}

} // namespace lectern
