// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "net/fetchrequest.h"
#include "net/secretstore.h"

#include <QFuture>
#include <QHash>
#include <QObject>

#include <memory>
#include <optional>

namespace lectern {

/// The logins that the reader entered, by the name of what they are for. They are kept in a
/// SecretStore, and at any rate until the program ends; never in the library, in settings or logs.
/// Lives in the GUI thread. What has no answer when it is destroyed is cancelled.
class Keyring final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Keyring)

public:
    explicit Keyring(std::unique_ptr<SecretStore> store, QObject *parent = nullptr);
    ~Keyring() override;

    /// Nothing: none was kept, or it was forgotten. Errors: those of SecretStore; Data/Malformed.
    [[nodiscard]] QFuture<Result<std::optional<Login>>> find(const QString &name);

    /// find() gives it from now on. An error (those of SecretStore) says that it will not outlive
    /// the program.
    [[nodiscard]] QFuture<Result<void>> keep(const QString &name, const Login &login);

    /// An error says that the store has it still.
    [[nodiscard]] QFuture<Result<void>> forget(const QString &name);

private:
    std::unique_ptr<SecretStore> m_store;
    QHash<QString, std::optional<Login>> m_known; ///< what was found, kept or forgotten
};

} // namespace lectern
