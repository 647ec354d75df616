// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowmemory.h"

#include "web/navigationpolicy.h"

#include <QSettings>
#include <QWidget>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr auto geometryKey = "window/geometry"_L1;
constexpr auto paneWidthKey = "window/paneWidth"_L1;
constexpr auto zoomKey = "window/zoom"_L1;
constexpr auto appearanceKey = "window/appearance"_L1;
constexpr auto scopeKey = "reading/scope"_L1;
constexpr auto addressKey = "reading/address"_L1;

QString nameOf(Appearance::Choice choice)
{
    switch (choice) {
    case Appearance::Choice::FollowDesktop:
        return u"follow"_s;
    case Appearance::Choice::Light:
        return u"light"_s;
    case Appearance::Choice::Dark:
        return u"dark"_s;
    }
    Q_UNREACHABLE();
}

Appearance::Choice choiceNamed(const QString &name)
{
    for (const auto choice : {Appearance::Choice::Light, Appearance::Choice::Dark}) {
        if (name == nameOf(choice))
            return choice;
    }
    return Appearance::Choice::FollowDesktop;
}

} // namespace

WindowMemory WindowMemory::load(const QSettings &settings)
{
    WindowMemory memory;
    memory.geometry = settings.value(geometryKey).toByteArray();
    bool isNumber = false;
    const int paneWidth = settings.value(paneWidthKey).toInt(&isNumber);
    if (isNumber && paneWidth > 0 && paneWidth <= QWIDGETSIZE_MAX)
        memory.paneWidth = paneWidth;
    const double zoom = settings.value(zoomKey).toDouble(&isNumber);
    if (isNumber && std::isfinite(zoom))
        memory.zoom = std::clamp(zoom, 0.25, 5.0);
    memory.appearance = choiceNamed(settings.value(appearanceKey).toString());
    memory.scope = settings.value(scopeKey).toString();
    const QUrl address = settings.value(addressKey).toUrl();
    if (navigationVerdict({address, {}, NavigationCause::Reader}) == NavigationVerdict::LoadHere)
        memory.address = address;
    return memory;
}

void WindowMemory::save(QSettings &settings) const
{
    settings.setValue(geometryKey, geometry);
    settings.setValue(paneWidthKey, paneWidth);
    settings.setValue(zoomKey, zoom);
    settings.setValue(appearanceKey, nameOf(appearance));
    settings.setValue(scopeKey, scope);
    settings.setValue(addressKey, address.toString(QUrl::FullyEncoded));
}

} // namespace lectern
