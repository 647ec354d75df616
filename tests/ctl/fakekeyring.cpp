// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A keyring module that has one login for whatever it is asked.
#include "net/desktopsecretstore.h"

#include <QPromise>

namespace {

using namespace lectern;

template <typename T>
QFuture<Result<T>> answered(const Result<T> &answer)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(answer);
    promise.finish();
    return promise.future();
}

class OneLogin final : public SecretStore
{
public:
    QFuture<Result<std::optional<QByteArray>>> read(const QString &) override
    {
        return answered<std::optional<QByteArray>>(
            std::optional<QByteArray>(R"({"user": "ada", "password": "engine"})"));
    }
    QFuture<Result<void>> write(const QString &, const QByteArray &) override
    {
        return answered<void>({});
    }
    QFuture<Result<void>> remove(const QString &) override { return answered<void>({}); }
};

} // namespace

extern "C" Q_DECL_EXPORT lectern::SecretStore *lecternCreateSecretStore()
{
    return new OneLogin;
}
