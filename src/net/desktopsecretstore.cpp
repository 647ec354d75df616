// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/desktopsecretstore.h"

#include "core/modulefile.h"

#include <QLibrary>
#include <QPromise>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

template <typename T>
QFuture<Result<T>> failed(const Error &error)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(tl::unexpected(error));
    promise.finish();
    return promise.future();
}

} // namespace

QFuture<Result<std::optional<QByteArray>>> DesktopSecretStore::read(const QString &name)
{
    const Result<SecretStore *> store = loaded();
    return store ? (*store)->read(name) : failed<std::optional<QByteArray>>(store.error());
}

QFuture<Result<void>> DesktopSecretStore::write(const QString &name, const QByteArray &secret)
{
    const Result<SecretStore *> store = loaded();
    return store ? (*store)->write(name, secret) : failed<void>(store.error());
}

QFuture<Result<void>> DesktopSecretStore::remove(const QString &name)
{
    const Result<SecretStore *> store = loaded();
    return store ? (*store)->remove(name) : failed<void>(store.error());
}

Result<SecretStore *> DesktopSecretStore::loaded()
{
    if (!m_store) {
        // Never unloaded: jobs may outlive this object.
        QLibrary module(moduleFile(u"lectern-keyring"_s));
        const auto create =
            reinterpret_cast<CreateSecretStoreFunction>(module.resolve(keyringsymbol::create));
        if (!create) {
            return failure(ErrorKind::Environment, ErrorCode::NotFound,
                           u"keyring: %1"_s.arg(module.errorString()));
        }
        m_store.reset(create());
    }
    return m_store.get();
}

} // namespace lectern
