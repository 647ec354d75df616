// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

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
    void changed();
};

/// What NetworkManager or GLib say of it. Lives in the GUI thread. Making it asks the system, which
/// may take some 10 ms: after the window is there.
class SystemNetworkState final : public NetworkState
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SystemNetworkState)

public:
    explicit SystemNetworkState(QObject *parent = nullptr);

    [[nodiscard]] bool isOnline() const override;
    [[nodiscard]] bool isMetered() const override;
};

} // namespace lectern
