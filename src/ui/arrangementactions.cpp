// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrangementactions.h"

#include "models/postlistmodel.h"

#include <QAction>
#include <QActionGroup>

namespace lectern {

ArrangementActions::ArrangementActions(PostListModel &posts, const SortActions &sorts,
                                       const GroupActions &groups, QObject *parent)
    : QObject(parent), m_posts(posts), m_sorts(sorts), m_groups(groups)
{
    auto *sortGroup = new QActionGroup(this);
    for (const auto &[action, sort] : sorts) {
        sortGroup->addAction(action);
        connect(action, &QAction::triggered, this, [this, sort = sort] {
            PostArrangement next = m_posts.arrangement();
            next.setSort(sort);
            choose(next);
        });
    }
    auto *groupingGroup = new QActionGroup(this);
    for (const auto &[action, grouping] : groups) {
        groupingGroup->addAction(action);
        connect(action, &QAction::triggered, this, [this, grouping = grouping] {
            PostArrangement next = m_posts.arrangement();
            next.setGrouping(grouping);
            choose(next);
        });
    }
    showChecked();
}

void ArrangementActions::setArrangement(const PostArrangement &arrangement)
{
    m_posts.setArrangement(arrangement);
    showChecked();
}

void ArrangementActions::choose(const PostArrangement &arrangement)
{
    setArrangement(arrangement);
    emit arrangementChosen();
}

// Choosing one may have changed the other.
void ArrangementActions::showChecked()
{
    const PostArrangement &now = m_posts.arrangement();
    for (const auto &[action, sort] : m_sorts)
        action->setChecked(sort == now.sort());
    for (const auto &[action, grouping] : m_groups)
        action->setChecked(grouping == now.grouping());
}

} // namespace lectern
