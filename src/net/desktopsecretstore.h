// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/secretstore.h"

#include <memory>

namespace lectern {

/// The desktop's own: the Secret Service (GNOME and others) or KWallet. Never a file of ours.
///
/// What it needs for that lies in a module (`lectern-keyring.so`), loaded with the first secret:
/// few readers have any, and nobody's start should pay for the keyring's libraries. Without the
/// module everything fails with Environment/NotFound.
class DesktopSecretStore final : public SecretStore
{
    Q_DISABLE_COPY_MOVE(DesktopSecretStore)

public:
    DesktopSecretStore() = default;

    [[nodiscard]] QFuture<Result<std::optional<QByteArray>>> read(const QString &name) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString &name,
                                              const QByteArray &secret) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &name) override;

private:
    [[nodiscard]] Result<SecretStore *> loaded();

    std::unique_ptr<SecretStore> m_store; ///< null until it is needed
};

/// What the module offers: a new store, which is the caller's.
using CreateSecretStoreFunction = SecretStore *(*)();

namespace keyringsymbol {
inline constexpr auto create = "lecternCreateSecretStore";
} // namespace keyringsymbol

} // namespace lectern
