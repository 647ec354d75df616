// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/proxysetting.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace lectern {

QString proxySettingKey()
{
    return u"network/proxy"_s;
}

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

QString settingOf(const ProxyChoice &choice)
{
    QUrl url;
    switch (choice.kind) {
    case ProxyChoice::Kind::System:
        return u"system"_s;
    case ProxyChoice::Kind::None:
        return u"none"_s;
    case ProxyChoice::Kind::Http:
        url.setScheme(u"http"_s);
        break;
    case ProxyChoice::Kind::Socks5:
        url.setScheme(u"socks5"_s);
        break;
    }
    url.setHost(choice.host);
    url.setPort(choice.port);
    return url.toString(QUrl::FullyEncoded);
}

} // namespace lectern
