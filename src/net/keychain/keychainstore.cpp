// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keychain/keychainstore.h"

#include <QPromise>

#include <qt6keychain/keychain.h>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Under which the desktop's own programs show what we keep.
QString service()
{
    return u"org.lectern.Lectern"_s;
}

Error errorOf(const QKeychain::Job &job)
{
    ErrorCode code = ErrorCode::InputOutput;
    if (job.error() == QKeychain::NoBackendAvailable || job.error() == QKeychain::NotImplemented)
        code = ErrorCode::NotFound;
    else if (job.error() == QKeychain::AccessDenied || job.error() == QKeychain::AccessDeniedByUser)
        code = ErrorCode::PermissionDenied;
    return {ErrorKind::Environment, code, u"keyring: %1"_s.arg(job.errorString())};
}

/// Runs the job, which deletes itself, and answers with what `answerOf` makes of it in the end.
template <typename T, typename Job, typename Answer>
QFuture<T> run(Job *job, Answer answerOf)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, job, answerOf] {
        promise->addResult(answerOf(*job));
        promise->finish();
    });
    job->start();
    return promise->future();
}

Result<void> done(const QKeychain::Job &job)
{
    if (job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound)
        return {};
    return tl::unexpected(errorOf(job));
}

} // namespace

QFuture<Result<std::optional<QByteArray>>> KeychainStore::read(const QString &name)
{
    using Answer = Result<std::optional<QByteArray>>;
    auto *job = new QKeychain::ReadPasswordJob(service());
    job->setKey(name);
    return run<Answer>(job, [](const QKeychain::ReadPasswordJob &ended) -> Answer {
        if (ended.error() == QKeychain::NoError)
            return ended.binaryData();
        if (ended.error() == QKeychain::EntryNotFound)
            return std::optional<QByteArray>();
        return tl::unexpected(errorOf(ended));
    });
}

QFuture<Result<void>> KeychainStore::write(const QString &name, const QByteArray &secret)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setKey(name);
    job->setBinaryData(secret);
    return run<Result<void>>(job, done);
}

QFuture<Result<void>> KeychainStore::remove(const QString &name)
{
    auto *job = new QKeychain::DeletePasswordJob(service());
    job->setKey(name);
    return run<Result<void>>(job, done);
}

} // namespace lectern
