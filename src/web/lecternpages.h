// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <functional>

namespace lectern {

class Library;

/// Answers the addresses of Lectern's own scheme:
///   lectern://guide/NAME          an article whose content the library holds
///   lectern://item/HASH           the same, of an item of a feed that has no page of its own
///   lectern://style/article.css   the style sheet of those pages
/// The pages are dark or light as the application's palette is. Every one comes with a
/// Content-Security-Policy that allows no script, no frame, no form and no request beyond this
/// scheme, since the content is not sanitised. Lives in the GUI thread.
class LecternPages final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LecternPages)

public:
    struct Answer
    {
        enum class Status { Found, NotFound, Failed };
        Status status = Status::NotFound;
        QByteArray mimeType; ///< with charset
        QByteArray body;
        QByteArray contentSecurityPolicy; ///< also in the page itself, for engines before Qt 6.6
    };
    using Reply = std::function<void(const Answer &)>;

    /// `library` must outlive this.
    explicit LecternPages(Library &library, QObject *parent = nullptr);

    /// Calls `reply` exactly once, later or at once, in this thread.
    void answer(const QUrl &url, const Reply &reply);

private:
    Library &m_library;
};

} // namespace lectern
