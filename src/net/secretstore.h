// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

#include <optional>

namespace lectern {

/// Where secrets are kept, by name. Called in the GUI thread; answers there. Errors are of kind
/// Environment: PermissionDenied (the reader said no), NotFound (this machine has no such place,
/// where that can be told), InputOutput.
class SecretStore
{
    Q_DISABLE_COPY_MOVE(SecretStore)

public:
    SecretStore() = default;
    virtual ~SecretStore() = default;

    /// Nothing: there is no secret of that name.
    [[nodiscard]] virtual QFuture<Result<std::optional<QByteArray>>> read(const QString &name) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> write(const QString &name,
                                                      const QByteArray &secret) = 0;
    /// Is done as well if there was none.
    [[nodiscard]] virtual QFuture<Result<void>> remove(const QString &name) = 0;
};

/// The desktop's own: the Secret Service (GNOME and others) or KWallet. Never a file of ours.
class DesktopSecretStore final : public SecretStore
{
    Q_DISABLE_COPY_MOVE(DesktopSecretStore)

public:
    DesktopSecretStore() = default;

    [[nodiscard]] QFuture<Result<std::optional<QByteArray>>> read(const QString &name) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString &name,
                                              const QByteArray &secret) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &name) override;
};

} // namespace lectern
