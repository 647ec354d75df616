// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/feed.h"
#include "net/keyring.h"

#include <QFuture>
#include <QUrl>

#include <optional>

namespace lectern {

/// The logins of feeds: the user name stands in the library, the password in the keyring. Lives in
/// the GUI thread; `keyring` must outlive it.
class FeedLogins final
{
    Q_DISABLE_COPY_MOVE(FeedLogins)

public:
    explicit FeedLogins(Keyring &keyring) : m_keyring(keyring) { }

    /// Empty when none is known. Errors: those of Keyring.
    [[nodiscard]] QFuture<Result<std::optional<Login>>> find(const Feed &feed);
    /// Keeps the password of the feed with this identity (Source::url), or forgets it when there is
    /// no user. An error says that it will not outlive the program.
    [[nodiscard]] QFuture<Result<void>> keep(const QUrl &feed, const QString &user,
                                             const QString &password);

private:
    Keyring &m_keyring;
};

} // namespace lectern
