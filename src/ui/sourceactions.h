// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QObject>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace lectern {

class FeedLogins;
class OwnCollectionActions;
class ScopeModel;
struct SourceProperties;
class SearchActions;
class Toast;

/// What can be done with a source or a folder: in the Sources menu with what the list shows, in the
/// tree's own menu with the row it was asked for. GUI thread; everything given must outlive it.
class SourceActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceActions)

public:
    struct Parts
    {
        QAction &addFolderAction;
        QAction &markAllReadAction;
        QAction &propertiesAction;
        QAction &removeAction;
        const ScopeModel &scopes;
        Library &library;
        FeedLogins &logins;
        SearchActions &searches;
        OwnCollectionActions &collections;
        Toast &toast;
    };

    SourceActions(const Parts &parts, QWidget &window);

    /// What the list shows, which the actions of the menu are about.
    void setScope(const Scope &scope);

    void showMenu(const Scope &scope, const QPoint &globalPosition);
    /// Ask the reader first; nothing happens with a scope that can't be renamed or removed.
    void rename(const Scope &scope);
    void remove(const Scope &scope);
    void showProperties(SourceId source);

signals:
    void refreshRequested(const lectern::Scope &scope);

private:
    void markAllRead(const Scope &scope);
    void markRead(const QList<ArticleId> &unread);
    void askForFolder(const std::function<void(FolderId)> &handle);
    void removeSource(const Source &source);
    void removeFolder(const Folder &folder);
    void openProperties(const Source &source, const std::optional<Feed> &feed);
    void store(const Source &source, const SourceProperties &properties);
    void changeSettings(const Source &source, const std::function<void(SourceSettings &)> &change);
    void addPlacesTo(QMenu &menu, const Scope &scope);
    void place(const Scope &scope, FolderId folder);
    [[nodiscard]] std::optional<Folder> folderOf(const Scope &scope) const;
    [[nodiscard]] bool canBeRemoved(const Scope &scope) const;
    void report(const Result<void> &outcome);

    Parts m_parts;
    QWidget &m_window;
    Scope m_scope;
};

} // namespace lectern
