// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keyring.h"

#include "core/deliver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPromise>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QByteArray secretOf(const Login &login)
{
    const QJsonObject object{{u"user"_s, login.user}, {u"password"_s, login.password}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<std::optional<Login>> loginOf(const QByteArray &secret)
{
    const QJsonObject object = QJsonDocument::fromJson(secret).object();
    if (!object.value(u"user"_s).isString() || !object.value(u"password"_s).isString())
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"keyring: not a login"_s);
    return Login{object.value(u"user"_s).toString(), object.value(u"password"_s).toString()};
}

} // namespace

Keyring::Keyring(std::unique_ptr<SecretStore> store, QObject *parent)
    : QObject(parent), m_store(std::move(store))
{
}

Keyring::~Keyring() = default;

QFuture<Result<std::optional<Login>>> Keyring::find(const QString &name)
{
    using Found = Result<std::optional<Login>>;
    auto promise = std::make_shared<QPromise<Found>>();
    promise->start();
    if (const auto known = m_known.constFind(name); known != m_known.cend()) {
        promise->addResult(Found(*known));
        promise->finish();
        return promise->future();
    }
    deliver(m_store->read(name), this,
            [this, name, promise](const Result<std::optional<QByteArray>> &secret) {
                Found found = std::optional<Login>();
                if (!secret)
                    found = tl::unexpected(secret.error());
                else if (*secret)
                    found = loginOf(**secret);
                // What was kept or forgotten meanwhile counts more.
                if (const auto known = m_known.constFind(name); known != m_known.cend())
                    found = *known;
                else if (found)
                    m_known.insert(name, *found);
                promise->addResult(found);
                promise->finish();
            });
    return promise->future();
}

QFuture<Result<void>> Keyring::keep(const QString &name, const Login &login)
{
    m_known.insert(name, login);
    return m_store->write(name, secretOf(login));
}

QFuture<Result<void>> Keyring::forget(const QString &name)
{
    m_known.insert(name, std::nullopt);
    return m_store->remove(name);
}

} // namespace lectern
