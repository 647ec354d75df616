// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QObject>

#include <functional>
#include <optional>

class QAction;
class QMenu;
class QWidget;

namespace lectern {

class PostListModel;
class PostListView;
class ScopeModel;
class Toast;

/// What the reader does with collections of their own: makes, renames, exports and deletes them,
/// puts posts in, and arranges and annotates those of the one that is shown. In the menus of the
/// window with the post that is shown, in the post's own menu with the post it was asked for, in
/// the list by dragging. GUI thread; everything given must outlive it.
class OwnCollectionActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OwnCollectionActions)

public:
    struct Parts
    {
        QMenu &addMenu; ///< filled whenever it is to be shown
        QAction &newAction;
        QAction &newOfListAction;
        QAction &exportAction;
        QAction &moveUpAction;
        QAction &moveDownAction;
        QAction &annotateAction;
        QAction &startSectionAction;
        QAction &renameSectionAction;
        QAction &takeOutAction;
        PostListModel &posts;
        PostListView &list;
        const ScopeModel &scopes;
        Library &library;
        Toast &toast;
    };

    OwnCollectionActions(const Parts &parts, QWidget &window);

    /// What is before the reader: the post that is selected in the list, if one is, and the page.
    void setShown(const std::optional<Post> &post, const CollectionRequest &page);

    /// Adds what can be done with this post to its menu.
    void addTo(QMenu &menu, const Post &post);

    void rename(const Source &source);
    void remove(const Source &source);
    void exportToFile(const Source &source);

signals:
    /// It was just made, or came back: to be shown.
    void collectionChosen(lectern::SourceId source);

private:
    void updateActions();
    [[nodiscard]] std::optional<Source> shownCollection() const;
    [[nodiscard]] bool isArrangeable() const;
    void fill(QMenu &menu, const CollectionRequest &post);
    void popUpAddMenu();
    void askForNew(const std::optional<CollectionRequest> &post);
    void askForNewOfList();
    void make(const QString &name, const QList<CollectionRequest> &posts,
              const std::function<void(SourceId)> &handle);
    void put(const Source &source, const CollectionRequest &post);
    void takeOut(const Source &source, const QUrl &url);
    void takeOut(const Source &source, ArticleId article);
    void move(ArticleId article, const CollectionPlace &place);
    void annotate(ArticleId article);
    void askToStartSection(ArticleId first);
    void askToRenameSection(const QString &section);
    /// Calls `handle` with the post as the shown collection lists it.
    void withEntry(ArticleId article, const std::function<void(SourceId, const Post &)> &handle);
    void report(const Result<void> &outcome);

    Parts m_parts;
    QWidget &m_window;
    std::optional<Post> m_post;
    CollectionRequest m_subject; ///< of no URL: there is nothing to be put into a collection
};

} // namespace lectern
