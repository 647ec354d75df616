// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/linknotices.h"

#include "core/canonicaladdress.h"
#include "ui/linkopener.h"
#include "ui/toast.h"

#include <QClipboard>
#include <QGuiApplication>

namespace lectern {

LinkNotices::LinkNotices(LinkOpener &links, Toast &toast, QObject *parent)
    : QObject(parent), m_toast(toast)
{
    connect(&links, &LinkOpener::opened, this, [this](const QUrl &url) {
        const QString site = siteName(url);
        m_toast.announce(site.isEmpty() ? tr("Opened in another program")
                                        : tr("Opened in your browser: %1").arg(site));
    });
    connect(&links, &LinkOpener::refused, this, [this](const QUrl &url) {
        m_toast.announce(
            tr("Not opened: a link of the kind “%1:” could harm your computer.").arg(url.scheme()));
    });
    connect(&links, &LinkOpener::handlerMissing, this, [this](const QUrl &url) {
        m_toast.announce(tr("No program on this desktop opens this link."), tr("Copy link"),
                         [this, url] { copyAddress(url); });
    });
    connect(&links, &LinkOpener::confirmationWanted, this, [this, &links](const QUrl &url) {
        m_toast.announce(tr("Write a mail to %1?").arg(url.path()), tr("Open mail program"),
                         [&links, url] { links.openConfirmed(url); });
    });
}

void LinkNotices::copyAddress(const QUrl &url)
{
    QGuiApplication::clipboard()->setText(
        url.adjusted(QUrl::RemoveUserInfo).toString(QUrl::FullyEncoded));
    m_toast.announce(tr("Address copied"));
}

} // namespace lectern
