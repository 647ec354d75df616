// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopscheme.h"

#include "app/sessionbus.h"
#include "core/logging.h"
#include "ui/appearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr auto service = "org.freedesktop.portal.Desktop"_L1;
constexpr auto path = "/org/freedesktop/portal/desktop"_L1;
constexpr auto interface = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearanceGroup = "org.freedesktop.appearance"_L1;
constexpr auto schemeKey = "color-scheme"_L1;

} // namespace

DesktopScheme::DesktopScheme(Appearance &appearance, QObject *parent)
    : QObject(parent), m_appearance(appearance)
{
    if (QT_VERSION >= QT_VERSION_CHECK(6, 5, 0) || !hasSessionBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, path, interface, u"SettingChanged"_s, this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage question = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    question.setArguments({QString(appearanceGroup), QString(schemeKey)});
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (reply.isValid())
            take(reply.value().variant());
        else
            qCDebug(logApp) << "No colour scheme from the desktop:" << reply.error().name();
    });
}

void DesktopScheme::settingChanged(const QString &group, const QString &key,
                                   const QDBusVariant &value)
{
    if (group == appearanceGroup && key == schemeKey)
        take(value.variant());
}

void DesktopScheme::take(const QVariant &value)
{
    // "Read" wraps its answer in one variant more than the signal does.
    const QVariant scheme =
        value.canConvert<QDBusVariant>() ? qvariant_cast<QDBusVariant>(value).variant() : value;
    switch (scheme.toUInt()) {
    case 1:
        m_appearance.setDesktopScheme(ColorScheme::Dark);
        break;
    case 2:
        m_appearance.setDesktopScheme(ColorScheme::Light);
        break;
    default:
        m_appearance.setDesktopScheme(ColorScheme::Unknown);
        break;
    }
}

} // namespace lectern
