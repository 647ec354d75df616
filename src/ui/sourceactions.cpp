// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sourceactions.h"

#include "core/deliver.h"
#include "models/scopemodel.h"
#include "sync/feedlogins.h"
#include "ui/errortext.h"
#include "ui/owncollectionactions.h"
#include "ui/questions.h"
#include "ui/searchactions.h"
#include "ui/sourcedialog.h"
#include "ui/toast.h"

#include <QAction>
#include <QMenu>
#include <QSet>

#include <limits>

using namespace Qt::StringLiterals;

namespace lectern {

SourceActions::SourceActions(const Parts &parts, QWidget &window)
    : QObject(&window), m_parts(parts), m_window(window)
{
    connect(&parts.scopes, &ScopeModel::settled, this, [this] { setScope(m_scope); });
    connect(&parts.addFolderAction, &QAction::triggered, this, [this] { askForFolder({}); });
    connect(&parts.markAllReadAction, &QAction::triggered, this, [this] { markAllRead(m_scope); });
    connect(&parts.propertiesAction, &QAction::triggered, this,
            [this] { showProperties(m_scope.source); });
    connect(&parts.removeAction, &QAction::triggered, this, [this] { remove(m_scope); });
}

void SourceActions::setScope(const Scope &scope)
{
    m_scope = scope;
    const auto source = m_parts.scopes.sourceOf(scope);
    m_parts.propertiesAction.setEnabled(source && !source->isBuiltIn && !source->isOwn);
    m_parts.removeAction.setEnabled(canBeRemoved(scope));
    m_parts.markAllReadAction.setEnabled(scope.kind != Scope::Kind::Search);
}

void SourceActions::showMenu(const Scope &scope, const QPoint &globalPosition)
{
    auto *menu = new QMenu(&m_window);
    menu->setObjectName(u"sourceMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (scope.kind == Scope::Kind::Search) {
        menu->addAction(tr("Re&name…"), this, [this, scope] { m_parts.searches.rename(scope); });
        menu->addAction(tr("&Remove"), this, [this, scope] { m_parts.searches.remove(scope); });
        menu->popup(globalPosition);
        return;
    }
    const auto source = m_parts.scopes.sourceOf(scope);
    if (scope.kind != Scope::Kind::Bookmarks && (!source || source->isFetched()))
        menu->addAction(tr("Re&fresh"), this, [this, scope] { emit refreshRequested(scope); });
    menu->addAction(tr("Mar&k All Read"), this, [this, scope] { markAllRead(scope); });
    if (source) {
        menu->addSeparator();
        QAction *mute = menu->addAction(tr("&Mute"), this, [this, source = *source](bool isMuted) {
            changeSettings(source, [isMuted](auto &settings) { settings.isMuted = isMuted; });
        });
        mute->setCheckable(true);
        mute->setChecked(source->isMuted);
        mute->setToolTip(tr("Leave its posts out of All and Unread"));
        if (source->isFetched()) {
            QAction *announce = menu->addAction(
                tr("N&otify of New Posts"), this, [this, source = *source](bool isAnnounced) {
                    changeSettings(source, [isAnnounced](auto &settings) {
                        settings.isAnnounced = isAnnounced;
                    });
                });
            announce->setCheckable(true);
            announce->setChecked(source->isAnnounced);
        }
    }
    if (source && source->kind == SourceKind::Collection) {
        menu->addSeparator();
        menu->addAction(tr("E&xport…"), this,
                        [this, source = *source] { m_parts.collections.exportToFile(source); });
    }
    if (canBeRemoved(scope)) {
        menu->addSeparator();
        menu->addAction(tr("Re&name…"), this, [this, scope] { rename(scope); });
        addPlacesTo(*menu->addMenu(tr("Move &To")), scope);
        menu->addSeparator();
        if (source && !source->isOwn)
            menu->addAction(tr("&Properties…"), this,
                            [this, scope] { showProperties(scope.source); });
        menu->addAction(source && source->isOwn ? tr("&Delete") : tr("&Remove…"), this,
                        [this, scope] { remove(scope); });
    }
    menu->popup(globalPosition);
}

void SourceActions::rename(const Scope &scope)
{
    const QString label = tr("&Name");
    if (scope.kind == Scope::Kind::Search) {
        m_parts.searches.rename(scope);
    } else if (const auto folder = folderOf(scope)) {
        askForName(&m_window, u"renameFolderDialog"_s, tr("Rename Folder"), label, folder->title,
                   [this, id = folder->id](const QString &name) {
                       deliver(m_parts.library.renameFolder(id, name), this,
                               [this](const Result<void> &outcome) { report(outcome); });
                   });
    } else if (const auto source = m_parts.scopes.sourceOf(scope); source && source->isOwn) {
        m_parts.collections.rename(*source);
    } else if (source && !source->isBuiltIn) {
        askForName(&m_window, u"renameSourceDialog"_s, tr("Rename Source"), label, source->title,
                   [this, source = *source](const QString &name) {
                       changeSettings(source,
                                      [&name](auto &settings) { settings.ownTitle = name; });
                   });
    }
}

void SourceActions::remove(const Scope &scope)
{
    if (scope.kind == Scope::Kind::Search)
        m_parts.searches.remove(scope);
    else if (const auto folder = folderOf(scope))
        removeFolder(*folder);
    else if (const auto source = m_parts.scopes.sourceOf(scope); source && source->isOwn)
        m_parts.collections.remove(*source);
    else if (source && !source->isBuiltIn)
        removeSource(*source);
}

void SourceActions::removeSource(const Source &source)
{
    const QString consequence = !source.isFetched()
        ? tr("Its file is not touched, and posts that you bookmarked stay among your bookmarks.")
        : tr("It is not read any more and its posts go. Those that you bookmarked stay among your "
             "bookmarks.");
    askBefore(&m_window, u"removeSourceMessageBox"_s,
              tr("Remove “%1” from Lectern?").arg(source.title), consequence, tr("&Remove"),
              [this, id = source.id] {
                  deliver(m_parts.library.removeSource(id), this,
                          [this](const Result<void> &outcome) { report(outcome); });
              });
}

void SourceActions::removeFolder(const Folder &folder)
{
    askBefore(&m_window, u"removeFolderMessageBox"_s,
              tr("Remove the folder “%1”?").arg(folder.title),
              tr("The sources in it stay, and come to where the folder is."), tr("&Remove"),
              [this, id = folder.id] {
                  deliver(m_parts.library.removeFolder(id), this,
                          [this](const Result<void> &outcome) { report(outcome); });
              });
}

void SourceActions::showProperties(SourceId id)
{
    const auto source = m_parts.scopes.sourceOf({Scope::Kind::Source, id});
    if (!source || source->isBuiltIn || source->isOwn)
        return;
    if (!source->isFetched()) {
        openProperties(*source, {});
        return;
    }
    deliver(m_parts.library.feeds(), this,
            [this, source = *source](const Result<QList<Feed>> &feeds) {
                if (!feeds) {
                    report(tl::unexpected(feeds.error()));
                    return;
                }
                for (const Feed &feed : *feeds) {
                    if (feed.source == source.id)
                        openProperties(source, feed);
                }
            });
}

void SourceActions::openProperties(const Source &source, const std::optional<Feed> &feed)
{
    auto *dialog = new SourceDialog(source, feed, &m_window);
    connect(dialog, &SourceDialog::changed, this,
            [this, source](const SourceProperties &properties) { store(source, properties); });
    dialog->open();
}

void SourceActions::store(const Source &source, const SourceProperties &properties)
{
    const auto tell = [this](const Result<void> &outcome) { report(outcome); };
    deliver(m_parts.library.setSourceSettings(source.id, properties.settings), this, tell);
    if (properties.retention != source.retention)
        deliver(m_parts.library.setRetention(source.id, properties.retention), this, tell);
    if (!properties.fetching)
        return;
    const QString user = properties.fetching->userName;
    if (!properties.password.isEmpty() || user.isEmpty()) {
        deliver(m_parts.logins.keep(source.url, user, properties.password), this,
                [this, user](const Result<void> &kept) {
                    if (!kept && !user.isEmpty())
                        m_parts.toast.announce(
                            tr("The password is known until Lectern quits: there is no keyring."));
                });
    }
    deliver(m_parts.library.setFeedSettings(source.id, *properties.fetching), this, tell);
}

void SourceActions::markAllRead(const Scope &scope)
{
    if (scope.kind == Scope::Kind::Search)
        return;
    const auto source = m_parts.scopes.sourceOf(scope);
    if (source && source->isMuted) {
        // Scope Unread does not have its posts.
        const auto markUnread = [this](const Result<QList<Post>> &posts) {
            if (!posts) {
                report(tl::unexpected(posts.error()));
                return;
            }
            QList<ArticleId> unread;
            for (const Post &post : *posts) {
                if (!post.isRead)
                    unread.append(post.id);
            }
            markRead(unread);
        };
        deliver(m_parts.library.order(scope, PostSort::ListOrder), this,
                [this, scope, markUnread](const Result<QList<ArticleId>> &order) {
                    if (order)
                        deliver(m_parts.library.posts(*order, scope), this, markUnread);
                    else
                        report(tl::unexpected(order.error()));
                });
        return;
    }
    deliver(m_parts.library.order({Scope::Kind::Unread}, PostSort::ListOrder), this,
            [this, scope](const Result<QList<ArticleId>> &unread) {
                if (!unread) {
                    report(tl::unexpected(unread.error()));
                    return;
                }
                deliver(m_parts.library.order(scope, PostSort::ListOrder), this,
                        [this, unread = QSet<ArticleId>(unread->cbegin(), unread->cend())](
                            const Result<QList<ArticleId>> &listed) {
                            if (!listed) {
                                report(tl::unexpected(listed.error()));
                                return;
                            }
                            QList<ArticleId> both = *listed;
                            both.removeIf([&unread](ArticleId id) { return !unread.contains(id); });
                            markRead(both);
                        });
            });
}

void SourceActions::markRead(const QList<ArticleId> &unread)
{
    if (unread.isEmpty()) {
        m_parts.toast.announce(tr("There is nothing unread."));
        return;
    }
    deliver(m_parts.library.setRead(unread, true), this,
            [this, unread](const Result<void> &outcome) {
                if (!outcome) {
                    report(outcome);
                    return;
                }
                m_parts.toast.announce(
                    tr("Marked as read: %1.").arg(m_window.locale().toString(unread.size())),
                    tr("Undo"), [this, unread] {
                        deliver(m_parts.library.setRead(unread, false), this,
                                [this](const Result<void> &undone) { report(undone); });
                    });
            });
}

void SourceActions::askForFolder(const std::function<void(FolderId)> &handle)
{
    askForName(&m_window, u"addFolderDialog"_s, tr("New Folder"), tr("&Name of the folder"), {},
               [this, handle](const QString &name) {
                   deliver(m_parts.library.addFolder(name, {}), this,
                           [this, handle](const Result<FolderId> &folder) {
                               if (!folder)
                                   report(tl::unexpected(folder.error()));
                               else if (handle)
                                   handle(*folder);
                           });
               });
}

void SourceActions::changeSettings(const Source &source,
                                   const std::function<void(SourceSettings &)> &change)
{
    SourceSettings settings{source.ownTitle, source.isMuted, source.isAnnounced, source.view};
    change(settings);
    deliver(m_parts.library.setSourceSettings(source.id, settings), this,
            [this](const Result<void> &outcome) { report(outcome); });
}

void SourceActions::addPlacesTo(QMenu &menu, const Scope &scope)
{
    menu.setObjectName(u"placeMenu"_s);
    menu.addAction(tr("&New Folder…"), this, [this, scope] {
        askForFolder([this, scope](FolderId folder) { place(scope, folder); });
    });
    menu.addSeparator();
    menu.addAction(tr("&Top of the Tree"), this, [this, scope] { place(scope, {}); });
    QList<int> depthsLeftOut; // what is within the folder that is to be moved
    for (int row = ScopeModel::FirstSourceRow; row < m_parts.scopes.rowCount(); ++row) {
        const ScopeRow &folder = m_parts.scopes.scopeAt(row);
        while (!depthsLeftOut.isEmpty() && folder.depth <= depthsLeftOut.constLast())
            depthsLeftOut.removeLast();
        if (folder.scope == scope)
            depthsLeftOut.append(folder.depth);
        if (folder.scope.kind != Scope::Kind::Folder || !depthsLeftOut.isEmpty())
            continue;
        const QString path =
            m_parts.scopes.folderPath(folder.scope.folder).join(tr(" / ", "between folders"));
        menu.addAction(actionText(path), this,
                       [this, scope, id = folder.scope.folder] { place(scope, id); });
    }
}

void SourceActions::place(const Scope &scope, FolderId folder)
{
    constexpr int atTheEnd = std::numeric_limits<int>::max();
    deliver(scope.kind == Scope::Kind::Folder
                ? m_parts.library.placeFolder(scope.folder, folder, atTheEnd)
                : m_parts.library.placeSource(scope.source, folder, atTheEnd),
            this, [this](const Result<void> &outcome) { report(outcome); });
}

std::optional<Folder> SourceActions::folderOf(const Scope &scope) const
{
    for (const Folder &folder : m_parts.scopes.folders()) {
        if (scope.kind == Scope::Kind::Folder && folder.id == scope.folder)
            return folder;
    }
    return {};
}

bool SourceActions::canBeRemoved(const Scope &scope) const
{
    const auto source = m_parts.scopes.sourceOf(scope);
    return (source && !source->isBuiltIn) || folderOf(scope);
}

void SourceActions::report(const Result<void> &outcome)
{
    if (!outcome)
        m_parts.toast.announce(saveErrorText(outcome.error()));
}

} // namespace lectern
