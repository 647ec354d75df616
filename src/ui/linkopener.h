// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>

#include <functional>

namespace lectern {

/// The one way out: hands addresses to the system browser, after externalVerdict(). Lives in the
/// GUI thread. It shows nothing itself; its signals ask the window to.
class LinkOpener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkOpener)

public:
    /// Starts the desktop's program for an address; false when there is none.
    using DesktopHandler = std::function<bool(const QUrl &)>;

    /// `desktop` is QDesktopServices::openUrl in the product.
    explicit LinkOpener(DesktopHandler desktop, QObject *parent = nullptr);

    void open(const QUrl &url);
    /// The reader said yes to confirmationWanted(). Checked again all the same.
    void openConfirmed(const QUrl &url);

signals:
    void opened(const QUrl &url);
    void confirmationWanted(const QUrl &url); ///< mailto: only
    void refused(const QUrl &url);
    void handlerMissing(const QUrl &url);

private:
    void handOver(const QUrl &url);

    DesktopHandler m_desktop;
};

} // namespace lectern
