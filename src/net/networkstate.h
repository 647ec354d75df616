// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

namespace lectern {

/// Whether this machine has a network, as far as anybody knows, and whether it costs. It decides
/// when it is worth trying, not what is possible: a system may well be wrong about itself.
class NetworkState : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkState)

public:
    explicit NetworkState(QObject *parent = nullptr);
    ~NetworkState() override;

    [[nodiscard]] virtual bool isOnline() const = 0; ///< true where nothing is known
    [[nodiscard]] virtual bool isMetered() const = 0; ///< false where nothing is known

signals:
    void changed(); ///< also when it is first known
};

/// What NetworkManager or GLib say of it. Lives in the GUI thread, and asks in a thread of its own,
/// since the first question loads libraries and waits for the system's bus: 12 ms, or far longer.
/// Nothing is known until changed() is sent for the first time, which always comes, unless the
/// program ends before.
class SystemNetworkState final : public NetworkState
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SystemNetworkState)

public:
    explicit SystemNetworkState(QObject *parent = nullptr);
    ~SystemNetworkState() override;

    [[nodiscard]] bool isOnline() const override { return m_isOnline; }
    [[nodiscard]] bool isMetered() const override { return m_isMetered; }

private:
    void take(bool isOnline, bool isMetered);

    QThread m_thread;
    bool m_isKnown = false;
    bool m_isOnline = true;
    bool m_isMetered = false;
};

} // namespace lectern
