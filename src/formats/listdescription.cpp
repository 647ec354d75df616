// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/listdescription.h"

#include "formats/listtraits.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Node = HtmlDocument::Node;
using Tag = HtmlTag;

constexpr qsizetype maximumKnown = 60;

/// The elements around a node that say what they are, from the outside: never classes, divisions
/// or how deep they are nested.
QString placeOf(const HtmlDocument &document, Node node)
{
    QStringList names;
    for (Node outer = document.parent(node); outer > 0; outer = document.parent(outer)) {
        QString name;
        switch (document.tag(outer)) {
        case Tag::Main:
            name = u"main"_s;
            break;
        case Tag::Aside:
            name = u"aside"_s;
            break;
        case Tag::Nav:
            name = u"nav"_s;
            break;
        case Tag::Footer:
            name = u"footer"_s;
            break;
        case Tag::Article:
            name = u"article"_s;
            break;
        case Tag::Ul:
        case Tag::Ol:
            name = u"list"_s;
            break;
        case Tag::Table:
            name = u"table"_s;
            break;
        case Tag::Dl:
            name = u"definitions"_s;
            break;
        default:
            if (isHeadingTag(document.tag(outer)))
                name = u"heading"_s;
            break;
        }
        constexpr qsizetype most = 12;
        if (!name.isEmpty() && names.size() < most)
            names.prepend(name);
    }
    return names.join(u' ');
}

QJsonArray jsonOf(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

QStringList stringsOf(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &each : value.toArray()) {
        if (each.isString())
            list.append(each.toString());
    }
    return list;
}

} // namespace

QByteArray ListDescription::toJson() const
{
    return QJsonDocument(QJsonObject{{u"label"_s, label},
                                     {u"place"_s, place},
                                     {u"shapes"_s, jsonOf(shapes)},
                                     {u"known"_s, jsonOf(known)},
                                     {u"headed"_s, headed},
                                     {u"dated"_s, dated},
                                     {u"rendered"_s, isRendered}})
        .toJson(QJsonDocument::Compact);
}

ListDescription ListDescription::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    ListDescription description;
    description.label = object.value("label"_L1).toString();
    description.place = object.value("place"_L1).toString();
    description.shapes = stringsOf(object.value("shapes"_L1));
    description.known = stringsOf(object.value("known"_L1));
    description.headed = object.value("headed"_L1).toDouble();
    description.dated = object.value("dated"_L1).toDouble();
    description.isRendered = object.value("rendered"_L1).toBool();
    return description;
}

ListDescription descriptionOf(const PageLinks &page, const LinkGroup &list)
{
    ListDescription description;
    description.label = list.label;
    description.headed = list.headed;
    description.dated = list.dated;
    description.shapes = ListTraits(page, list).shapes();
    QHash<QString, int> places;
    for (const int link : list.links) {
        if (description.known.size() < maximumKnown)
            description.known.append(page.addressOf(page.at(link)).key);
        ++places[placeOf(page.document(), page.at(link).node)];
    }
    int most = 0;
    for (auto place = places.cbegin(); place != places.cend(); ++place) {
        const bool isMore =
            place.value() > most || (place.value() == most && place.key() < description.place);
        if (isMore) {
            description.place = place.key();
            most = place.value();
        }
    }
    return description;
}

double likeness(const ListDescription &there, const ListDescription &described)
{
    const auto shareOf = [](const QStringList &wanted, const QStringList &found) {
        if (wanted.isEmpty())
            return 0.0;
        const auto count =
            std::count_if(wanted.begin(), wanted.end(),
                          [&found](const QString &each) { return found.contains(each); });
        return static_cast<double>(count) / static_cast<double>(wanted.size());
    };
    // A list that has grown shorter or longer has all that the shorter one has.
    const double known = there.known.size() < described.known.size()
        ? shareOf(there.known, described.known)
        : shareOf(described.known, there.known);
    double likeness = 0.5 * known + 0.2 * shareOf(there.shapes, described.shapes);
    likeness += there.place == described.place ? 0.12 : 0;
    likeness += !there.label.isEmpty() && there.label == described.label ? 0.08 : 0;
    likeness += std::abs(there.headed - described.headed) < 0.5 ? 0.05 : 0;
    likeness += std::abs(there.dated - described.dated) < 0.5 ? 0.05 : 0;
    return likeness;
}

} // namespace lectern
