// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/proxysetting.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace lectern {

std::optional<ProxyChoice> proxyFrom(const QString &setting)
{
    const QString text = setting.trimmed();
    ProxyChoice choice;
    if (text.isEmpty() || text == "system"_L1)
        return choice;
    if (text == "none"_L1) {
        choice.kind = ProxyChoice::Kind::None;
        return choice;
    }
    const QUrl url(text, QUrl::StrictMode);
    if (url.scheme() == "http"_L1)
        choice.kind = ProxyChoice::Kind::Http;
    else if (url.scheme() == "socks5"_L1)
        choice.kind = ProxyChoice::Kind::Socks5;
    else
        return {};
    if (url.host().isEmpty() || url.port() <= 0)
        return {};
    choice.host = url.host();
    choice.port = static_cast<quint16>(url.port());
    return choice;
}

} // namespace lectern
