// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/networkstate.h"

#include <QNetworkInformation>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Null where the system tells nothing.
const QNetworkInformation *loadedInformation()
{
    using Feature = QNetworkInformation::Feature;
    if (!QNetworkInformation::loadBackendByFeatures(Feature::Reachability | Feature::Metered)
        && !QNetworkInformation::loadBackendByFeatures(Feature::Reachability))
        return nullptr;
    return QNetworkInformation::instance();
}

bool saysOnline(const QNetworkInformation *system)
{
    // Anything but a plain "disconnected" may be enough for what is asked for.
    return system == nullptr
        || system->reachability() != QNetworkInformation::Reachability::Disconnected;
}

bool saysMetered(const QNetworkInformation *system)
{
    return system != nullptr && system->isMetered();
}

} // namespace

NetworkState::NetworkState(QObject *parent) : QObject(parent) { }

NetworkState::~NetworkState() = default;

SystemNetworkState::SystemNetworkState(QObject *parent) : NetworkState(parent)
{
    // Its thread is the one in which Qt's object is made, and tells of changes.
    auto *listener = new QObject;
    listener->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, listener, &QObject::deleteLater);
    connect(&m_thread, &QThread::started, listener, [this, listener] {
        const QNetworkInformation *system = loadedInformation();
        const auto tell = [this, system] {
            QMetaObject::invokeMethod(
                this, [this, isOnline = saysOnline(system), isMetered = saysMetered(system)] {
                    take(isOnline, isMetered);
                });
        };
        if (system != nullptr) {
            connect(system, &QNetworkInformation::reachabilityChanged, listener, tell);
            connect(system, &QNetworkInformation::isMeteredChanged, listener, tell);
        }
        tell();
    });
    m_thread.setObjectName(u"network state"_s);
    m_thread.start();
}

SystemNetworkState::~SystemNetworkState()
{
    m_thread.quit();
    m_thread.wait();
}

void SystemNetworkState::take(bool isOnline, bool isMetered)
{
    if (m_isKnown && isOnline == m_isOnline && isMetered == m_isMetered)
        return;
    m_isKnown = true;
    m_isOnline = isOnline;
    m_isMetered = isMetered;
    emit changed();
}

} // namespace lectern
