// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/feedproxy.h"

#include "core/logging.h"
#include "net/proxysetting.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace lectern {

FeedProxy::FeedProxy(QSettings &settings, Fetcher &fetcher)
    : m_settings(settings), m_fetcher(fetcher)
{
    const QString setting = settings.value(proxySettingKey()).toString();
    if (!proxyFrom(setting))
        qCWarning(logSync) << "The setting" << proxySettingKey() << "is not understood:" << setting;
    m_fetcher.setProxy(choice());
}

ProxyChoice FeedProxy::choice() const
{
    return proxyFrom(m_settings.value(proxySettingKey()).toString()).value_or(ProxyChoice());
}

Result<void> FeedProxy::choose(const ProxyChoice &choice)
{
    m_fetcher.setProxy(choice);
    m_settings.setValue(proxySettingKey(), settingOf(choice));
    m_settings.sync();
    if (m_settings.status() == QSettings::NoError)
        return {};
    return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                   u"%1 can't be written"_s.arg(m_settings.fileName()));
}

} // namespace lectern
