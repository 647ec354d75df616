// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/feedlogins.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString nameOf(const QUrl &feed)
{
    return u"feed "_s + feed.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
}

} // namespace

QFuture<Result<std::optional<Login>>> FeedLogins::find(const Feed &feed)
{
    return m_keyring.find(nameOf(feed.url));
}

QFuture<Result<void>> FeedLogins::keep(const QUrl &feed, const QString &user,
                                       const QString &password)
{
    return user.isEmpty() ? m_keyring.forget(nameOf(feed))
                          : m_keyring.keep(nameOf(feed), {user, password});
}

} // namespace lectern
