// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowmemory.h"

#include "web/navigationpolicy.h"

#include <QSettings>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr auto geometryKey = "window/geometry"_L1;
constexpr auto paneWidthKey = "window/paneWidth"_L1;
constexpr auto appearanceKey = "window/appearance"_L1;
constexpr auto scopeKey = "reading/scope"_L1;
constexpr auto addressKey = "reading/address"_L1;
constexpr auto sortKey = "list/sort"_L1;
constexpr auto groupingKey = "list/grouping"_L1;
constexpr auto unfoldedKey = "sources/unfolded"_L1;
constexpr auto heightKey = "sources/height"_L1;
constexpr auto expandedKey = "sources/expanded"_L1;

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

const std::initializer_list<std::pair<PostSort, QLatin1StringView>> sortNames{
    {PostSort::ListOrder, "list"_L1},          {PostSort::Newest, "newest"_L1},
    {PostSort::Oldest, "oldest"_L1},           {PostSort::Title, "title"_L1},
    {PostSort::ReadingTime, "readingTime"_L1},
};

const std::initializer_list<std::pair<PostGrouping, QLatin1StringView>> groupingNames{
    {PostGrouping::None, "none"_L1},
    {PostGrouping::Section, "section"_L1},
    {PostGrouping::Day, "day"_L1},
    {PostGrouping::Source, "source"_L1},
};

template <typename Value>
QString nameIn(const std::initializer_list<std::pair<Value, QLatin1StringView>> &names, Value value)
{
    for (const auto &[each, name] : names) {
        if (each == value)
            return name;
    }
    Q_UNREACHABLE();
}

template <typename Value>
std::optional<Value>
valueIn(const std::initializer_list<std::pair<Value, QLatin1StringView>> &names,
        const QString &wanted)
{
    for (const auto &[value, name] : names) {
        if (name == wanted)
            return value;
    }
    return {};
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
    memory.appearance = choiceNamed(settings.value(appearanceKey).toString());
    memory.scope = settings.value(scopeKey).toString();
    // The grouping first: a sort that does not go with it is the one that counts.
    if (const auto grouping = valueIn(groupingNames, settings.value(groupingKey).toString()))
        memory.arrangement.setGrouping(*grouping);
    if (const auto sort = valueIn(sortNames, settings.value(sortKey).toString()))
        memory.arrangement.setSort(*sort);
    memory.sources.isUnfolded = settings.value(unfoldedKey).toBool();
    const int height = settings.value(heightKey).toInt(&isNumber);
    if (isNumber && height > 0 && height <= QWIDGETSIZE_MAX)
        memory.sources.height = height;
    memory.sources.expanded = settings.value(expandedKey).toStringList();
    const QUrl address = settings.value(addressKey).toUrl();
    if (navigationVerdict({address, {}, NavigationCause::Reader}) == NavigationVerdict::LoadHere)
        memory.address = address;
    return memory;
}

void WindowMemory::save(QSettings &settings) const
{
    settings.setValue(geometryKey, geometry);
    settings.setValue(paneWidthKey, paneWidth);
    settings.setValue(appearanceKey, nameOf(appearance));
    settings.setValue(scopeKey, scope);
    settings.setValue(sortKey, nameIn(sortNames, arrangement.sort()));
    settings.setValue(groupingKey, nameIn(groupingNames, arrangement.grouping()));
    settings.setValue(unfoldedKey, sources.isUnfolded);
    settings.setValue(heightKey, sources.height);
    settings.setValue(expandedKey, sources.expanded);
    settings.setValue(addressKey, address.toString(QUrl::FullyEncoded));
}

} // namespace lectern
