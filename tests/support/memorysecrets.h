// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/secretstore.h"

#include <QFuture>
#include <QHash>

namespace lectern {

/// A keyring of a desktop that is always open, in memory.
class MemorySecrets final : public SecretStore
{
public:
    [[nodiscard]] QFuture<Result<std::optional<QByteArray>>> read(const QString &name) override
    {
        const auto found = m_secrets.constFind(name);
        Result<std::optional<QByteArray>> secret = std::optional<QByteArray>();
        if (found != m_secrets.cend())
            secret = std::optional(*found);
        return QtFuture::makeReadyFuture(secret);
    }

    [[nodiscard]] QFuture<Result<void>> write(const QString &name,
                                              const QByteArray &secret) override
    {
        m_secrets.insert(name, secret);
        return QtFuture::makeReadyFuture(Result<void>());
    }

    [[nodiscard]] QFuture<Result<void>> remove(const QString &name) override
    {
        m_secrets.remove(name);
        return QtFuture::makeReadyFuture(Result<void>());
    }

private:
    QHash<QString, QByteArray> m_secrets;
};

} // namespace lectern
