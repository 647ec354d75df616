// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"
#include "sync/feedrefresher.h"

#include <QObject>
#include <QPointer>

class QAction;
class QSettings;
class QWidget;

namespace lectern {

class AddSourceDialog;
class FeedsDialog;
class LinkOpener;
class PageEngine;
class RefreshLine;
class ScopeModel;
class SourceActions;
class SourceFinder;
struct AddedSources;
class Toast;

/// What the reader asks of feeds as a whole: follow another one, refresh, see how they are, have
/// rules for what arrives. Shows how a refresh goes; says what came of it only when the reader had
/// asked for it. GUI thread; everything given must
/// outlive it.
class FeedActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FeedActions)

public:
    struct Parts
    {
        QAction &addSourceAction;
        QAction &refreshAllAction;
        QAction &refreshShownAction;
        QAction &feedsAction;
        QAction &rulesAction;
        const ScopeModel &scopes;
        FeedRefresher &refresher;
        SourceFinder &finder;
        Library &library;
        QSettings &settings;
        LinkOpener &links;
        SourceActions &sources;
        PageEngine &engine;
        RefreshLine &line;
        Toast &toast;
    };

    FeedActions(const Parts &parts, QWidget &window);

    /// What the list shows.
    void setScope(const Scope &scope);
    /// Refreshes the feeds of a scope: all of them, those in a folder, or one.
    void refresh(const Scope &scope);
    /// Looks what can be added at this address, or in this file, and offers it.
    void offer(const QString &typed);
    /// Shows the page with the posts marked that could be followed.
    void showPage(const QUrl &page);

signals:
    void sourceFollowed(lectern::SourceId source);

private:
    [[nodiscard]] AddSourceDialog *ask();
    [[nodiscard]] FolderId folder() const;
    void tellAdded(const AddedSources &sources, const QString &title);
    void takeBack(const AddedSources &sources);
    void showFeeds(bool isOnlyTrouble);
    void showRules();
    void tellResult(const RefreshProgress &result);
    [[nodiscard]] QList<SourceId> feedsIn(const Scope &scope) const;

    Parts m_parts;
    QWidget &m_window;
    Scope m_scope;
    QPointer<FeedsDialog> m_feedsDialog; ///< while it is open
    bool m_isAsked = false; ///< the reader waits for the refresh under way
};

} // namespace lectern
