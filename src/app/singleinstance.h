// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QUrl>

namespace lectern {

/// One window a library: the first process holds a lock and listens on a local socket, later ones
/// hand it what they were asked to open. The socket is open to the same user only; all it accepts
/// is a line of JSON, {"open": "<address>"}, where no address just raises the window. Everything
/// else is dropped. GUI thread.
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    /// `libraryFile` tells libraries, and so instances, apart.
    explicit SingleInstance(const QString &libraryFile, QObject *parent = nullptr);

    enum class Role { First, Handed };
    /// Becomes the first instance, or hands the address to the one that is. Blocks for a few
    /// milliseconds, so it belongs before the first window. Error: Environment/Locked when the
    /// first instance does not answer, Environment/InputOutput when neither is possible.
    [[nodiscard]] Result<Role> claim(const QUrl &address);

signals:
    /// Somebody started Lectern again; `address` is empty if only the window is wanted.
    void openRequested(const QUrl &address);

private:
    [[nodiscard]] Result<Role> listen();
    [[nodiscard]] bool handOver(const QUrl &address) const;
    void readRequest(QLocalSocket *socket);

    QString m_socketPath;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace lectern
