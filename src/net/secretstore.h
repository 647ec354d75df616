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

} // namespace lectern
