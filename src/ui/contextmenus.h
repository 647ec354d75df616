// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QModelIndex;
class QPoint;
class QWidget;

namespace lectern {

class LinkNotices;
class LinkOpener;
class OwnCollectionActions;
class PostListView;
struct PageContext;

/// The menus of a post in the list and of a place in the page. GUI thread; everything given must
/// outlive it.
class ContextMenus final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContextMenus)

public:
    struct Parts
    {
        PostListView &list;
        LinkOpener &links;
        LinkNotices &notices;
        OwnCollectionActions &collections;
        QList<QAction *> selectionActions;
        QList<QAction *> historyActions;
        QList<QAction *> pageActions;
    };

    ContextMenus(const Parts &parts, QWidget &window);

    /// Positions are global.
    void showForPost(const QModelIndex &index, const Post &post, const QPoint &position);
    void showForPage(const PageContext &context);

signals:
    void bookmarkToggled(const lectern::BookmarkRequest &request);
    void readToggled(const lectern::Post &post);

private:
    [[nodiscard]] QMenu *makeMenu(const QString &name);

    Parts m_parts;
    QWidget &m_window;
};

} // namespace lectern
