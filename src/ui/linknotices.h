// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>

namespace lectern {

class LinkOpener;
class Toast;

/// Says what became of a link that was to leave for another program, and offers what is left to do.
/// GUI thread; both must outlive it.
class LinkNotices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkNotices)

public:
    LinkNotices(LinkOpener &links, Toast &toast, QObject *parent = nullptr);

    /// Puts an address on the clipboard, without user info, and says so.
    void copyAddress(const QUrl &url);

private:
    Toast &m_toast;
};

} // namespace lectern
