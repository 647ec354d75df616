// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace lectern {

class Appearance;

/// Asks the desktop's settings portal for its light or dark preference and follows its changes.
/// Only Qt before 6.5 needs this; later ones ask by themselves, and then this does nothing, as it
/// does without a session bus. Asynchronous; `appearance` must outlive it.
/// Source: XDG desktop portal, org.freedesktop.portal.Settings, org.freedesktop.appearance.
class DesktopScheme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DesktopScheme)

public:
    explicit DesktopScheme(Appearance &appearance, QObject *parent = nullptr);

private slots:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void take(const QVariant &value);

    Appearance &m_appearance;
};

} // namespace lectern
