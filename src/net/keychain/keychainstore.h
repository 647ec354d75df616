// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/secretstore.h"

namespace lectern {

/// Keeps secrets by way of QtKeychain. See DesktopSecretStore.
class KeychainStore final : public SecretStore
{
    Q_DISABLE_COPY_MOVE(KeychainStore)

public:
    KeychainStore() = default;

    [[nodiscard]] QFuture<Result<std::optional<QByteArray>>> read(const QString &name) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString &name,
                                              const QByteArray &secret) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &name) override;
};

} // namespace lectern
