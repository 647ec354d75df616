// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/linkopener.h"

#include "web/navigationpolicy.h"

namespace lectern {

LinkOpener::LinkOpener(DesktopHandler desktop, QObject *parent)
    : QObject(parent), m_desktop(std::move(desktop))
{
}

void LinkOpener::open(const QUrl &url)
{
    switch (externalVerdict(url)) {
    case ExternalVerdict::Open:
        handOver(url);
        return;
    case ExternalVerdict::AskFirst:
        emit confirmationWanted(url);
        return;
    case ExternalVerdict::Refuse:
        emit refused(url);
        return;
    }
}

void LinkOpener::openConfirmed(const QUrl &url)
{
    if (externalVerdict(url) == ExternalVerdict::Refuse)
        emit refused(url);
    else
        handOver(url);
}

void LinkOpener::handOver(const QUrl &url)
{
    if (m_desktop(url))
        emit opened(url);
    else
        emit handlerMissing(url);
}

} // namespace lectern
