// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httplogin.h"

#include "net/httpheader.h"

#include <QCryptographicHash>
#include <QHash>
#include <QList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct Challenge
{
    QByteArray scheme; ///< in lower case
    QHash<QByteArray, QByteArray> parameters; ///< names in lower case, values without quotes
};

QByteArray unquoted(const QByteArray &value)
{
    if (value.size() < 2 || !value.startsWith('"') || !value.endsWith('"'))
        return value;
    QByteArray plain;
    for (qsizetype i = 1; i < value.size() - 1; ++i) {
        if (value.at(i) == '\\' && i + 1 < value.size() - 1)
            ++i;
        plain += value.at(i);
    }
    return plain;
}

QByteArray quoted(QByteArray value)
{
    return '"' + value.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

QList<Challenge> challengesIn(const QByteArray &header)
{
    QList<Challenge> challenges;
    for (const QByteArray &element : listElements(header)) {
        // "Scheme name=value" begins a challenge, "name=value" belongs to the one before.
        const qsizetype equals = element.indexOf('=');
        const qsizetype blank = element.indexOf(' ');
        QByteArray parameter = element;
        if (equals < 0 || (blank >= 0 && blank < equals)) {
            challenges.append({element.left(blank < 0 ? element.size() : blank).toLower(), {}});
            parameter = blank < 0 ? QByteArray() : element.mid(blank + 1);
        }
        const qsizetype end = parameter.indexOf('=');
        if (end > 0 && !challenges.isEmpty())
            challenges.last().parameters.insert(parameter.left(end).trimmed().toLower(),
                                                unquoted(parameter.mid(end + 1).trimmed()));
    }
    return challenges;
}

std::optional<QCryptographicHash::Algorithm> algorithmOf(const Challenge &challenge)
{
    const QByteArray name = challenge.parameters.value("algorithm", "md5").toLower();
    if (name == "sha-256")
        return QCryptographicHash::Sha256;
    if (name == "md5")
        return QCryptographicHash::Md5;
    return {};
}

} // namespace

bool offersBasicLogin(const QByteArray &challenges)
{
    const QList<Challenge> all = challengesIn(challenges);
    return std::any_of(all.cbegin(), all.cend(),
                       [](const Challenge &challenge) { return challenge.scheme == "basic"; });
}

QByteArray basicAuthorization(const Login &login)
{
    return "Basic " + QString(login.user + u':' + login.password).toUtf8().toBase64();
}

std::optional<QByteArray> digestAuthorization(const QByteArray &challenges, const Login &login,
                                              const QByteArray &target, const QByteArray &ownNonce)
{
    std::optional<Challenge> best;
    for (const Challenge &challenge : challengesIn(challenges)) {
        const auto algorithm = algorithmOf(challenge);
        const bool isBetter = !best || algorithm == QCryptographicHash::Sha256;
        if (challenge.scheme == "digest" && algorithm && challenge.parameters.contains("nonce")
            && isBetter)
            best = challenge;
    }
    if (!best)
        return {};
    const QByteArray protections = best->parameters.value("qop");
    bool isProtected = false; // else as in RFC 2069
    for (const QByteArray &protection : listElements(protections))
        isProtected = isProtected || protection.toLower() == "auth";
    if (!protections.isEmpty() && !isProtected)
        return {};

    const auto hash = [algorithm = *algorithmOf(*best)](const QByteArrayList &parts) {
        return QCryptographicHash::hash(parts.join(':'), algorithm).toHex();
    };
    const QByteArray user = login.user.toUtf8();
    const QByteArray realm = best->parameters.value("realm");
    const QByteArray nonce = best->parameters.value("nonce");
    const QByteArray secret = hash({user, realm, login.password.toUtf8()});
    const QByteArray question = hash({"GET", target});
    const QByteArray response = isProtected
        ? hash({secret, nonce, "00000001", ownNonce, "auth", question})
        : hash({secret, nonce, question});

    QByteArrayList parts{"username=" + quoted(user), "realm=" + quoted(realm),
                         "nonce=" + quoted(nonce), "uri=" + quoted(target),
                         "response=" + quoted(response)};
    if (best->parameters.contains("algorithm"))
        parts << "algorithm=" + best->parameters.value("algorithm");
    if (best->parameters.contains("opaque"))
        parts << "opaque=" + quoted(best->parameters.value("opaque"));
    if (isProtected)
        parts << "qop=auth"
              << "nc=00000001"
              << "cnonce=" + quoted(ownNonce);
    return "Digest " + parts.join(", ");
}

} // namespace lectern
