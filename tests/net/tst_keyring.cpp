// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keyring.h"

#include <QHash>
#include <QPromise>
#include <QRegularExpression>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
QFuture<T> answered(const T &value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(value);
    promise.finish();
    return promise.future();
}

/// What the desktop would keep, and how it fails.
struct Vault
{
    QHash<QString, QByteArray> secrets;
    std::optional<Error> error;
    int readCount = 0;
};

class FakeStore final : public SecretStore
{
public:
    explicit FakeStore(Vault &vault) : m_vault(vault) { }

    QFuture<Result<std::optional<QByteArray>>> read(const QString &name) override
    {
        using Answer = Result<std::optional<QByteArray>>;
        ++m_vault.readCount;
        if (m_vault.error)
            return answered<Answer>(tl::unexpected(*m_vault.error));
        if (!m_vault.secrets.contains(name))
            return answered<Answer>(std::optional<QByteArray>());
        return answered<Answer>(m_vault.secrets.value(name));
    }
    QFuture<Result<void>> write(const QString &name, const QByteArray &secret) override
    {
        if (!m_vault.error)
            m_vault.secrets.insert(name, secret);
        return done();
    }
    QFuture<Result<void>> remove(const QString &name) override
    {
        if (!m_vault.error)
            m_vault.secrets.remove(name);
        return done();
    }

private:
    QFuture<Result<void>> done()
    {
        return answered<Result<void>>(m_vault.error ? Result<void>(tl::unexpected(*m_vault.error))
                                                    : Result<void>());
    }

    Vault &m_vault;
};

const Login login{u"j\u00f6rg"_s, u"pass \"word\""_s};
const Error noKeyring{ErrorKind::Environment, ErrorCode::NotFound, u"no keyring"_s};

Result<std::optional<Login>> found(Keyring &keyring, const QString &name)
{
    const auto future = keyring.find(name);
    if (QTest::qWaitFor([&] { return future.isFinished(); }) && future.resultCount() == 1)
        return future.result();
    return failure(ErrorKind::Bug, ErrorCode::Internal, u"no answer"_s);
}

} // namespace

class KeyringTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void find_unknown_isNothing();
    void keep_login_isFoundByTheNextProgram();
    void keep_withoutAKeyring_lastsForTheSession();
    void forget_login_isGoneForGood();
    void find_again_doesNotAskAgain();
    void find_afterAFailure_asksAgain();
    void find_somethingElse_isMalformed();

private:
    [[nodiscard]] std::unique_ptr<Keyring> newKeyring()
    {
        return std::make_unique<Keyring>(std::make_unique<FakeStore>(m_vault));
    }

    Vault m_vault;
};

void KeyringTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_vault = {};
}

void KeyringTest::find_unknown_isNothing()
{
    const auto login = found(*newKeyring(), u"feed"_s);
    QVERIFY(login);
    QVERIFY(!*login);
}

void KeyringTest::keep_login_isFoundByTheNextProgram()
{
    QVERIFY(newKeyring()->keep(u"feed"_s, login).result());
    const auto again = found(*newKeyring(), u"feed"_s);
    QVERIFY(again && *again);
    QCOMPARE((*again)->user, login.user);
    QCOMPARE((*again)->password, login.password);
    const auto other = found(*newKeyring(), u"other"_s);
    QVERIFY(other && !*other);
}

void KeyringTest::keep_withoutAKeyring_lastsForTheSession()
{
    m_vault.error = noKeyring;
    const auto keyring = newKeyring();
    const Result<void> kept = keyring->keep(u"feed"_s, login).result();
    QVERIFY(!kept);
    QCOMPARE(kept.error(), noKeyring);
    QVERIFY(found(*keyring, u"feed"_s).value_or(std::nullopt) == login);
    QVERIFY(!found(*newKeyring(), u"feed"_s));
}

void KeyringTest::forget_login_isGoneForGood()
{
    const auto keyring = newKeyring();
    QVERIFY(keyring->keep(u"feed"_s, login).result());
    QVERIFY(keyring->forget(u"feed"_s).result());
    const auto here = found(*keyring, u"feed"_s);
    QVERIFY(here && !*here);
    QVERIFY(m_vault.secrets.isEmpty());
}

void KeyringTest::find_again_doesNotAskAgain()
{
    const auto keyring = newKeyring();
    QVERIFY(found(*keyring, u"feed"_s));
    QVERIFY(found(*keyring, u"feed"_s));
    QCOMPARE(m_vault.readCount, 1);
}

void KeyringTest::find_afterAFailure_asksAgain()
{
    QVERIFY(newKeyring()->keep(u"feed"_s, login).result());
    const auto keyring = newKeyring();
    m_vault.error = Error{ErrorKind::Environment, ErrorCode::PermissionDenied, u"locked"_s};
    const auto refused = found(*keyring, u"feed"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
    m_vault.error.reset();
    QVERIFY(found(*keyring, u"feed"_s).value_or(std::nullopt) == login);
}

void KeyringTest::find_somethingElse_isMalformed()
{
    m_vault.secrets.insert(u"feed"_s, "{\"user\": 5}");
    const auto login = found(*newKeyring(), u"feed"_s);
    QVERIFY(!login);
    QCOMPARE(login.error().kind, ErrorKind::Data);
    QCOMPARE(login.error().code, ErrorCode::Malformed);
}

QTEST_GUILESS_MAIN(KeyringTest)
#include "tst_keyring.moc"
