// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/postarrangement.h"

#include <QList>
#include <QObject>

#include <utility>

class QAction;

namespace lectern {

class PostListModel;

/// The menus that say how the list is sorted and grouped. GUI thread; everything given must outlive
/// it.
class ArrangementActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ArrangementActions)

public:
    using SortActions = QList<std::pair<QAction *, PostSort>>;
    using GroupActions = QList<std::pair<QAction *, PostGrouping>>;

    ArrangementActions(PostListModel &posts, const SortActions &sorts, const GroupActions &groups,
                       QObject *parent = nullptr);

    /// As remembered; tells nobody.
    void setArrangement(const PostArrangement &arrangement);

signals:
    void arrangementChosen();

private:
    void choose(const PostArrangement &arrangement);
    void showChecked();

    PostListModel &m_posts;
    SortActions m_sorts;
    GroupActions m_groups;
};

} // namespace lectern
