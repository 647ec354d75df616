// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feedactions.h"

#include "core/deliver.h"
#include "models/scopemodel.h"
#include "sync/sourcefinder.h"
#include "ui/addsourcedialog.h"
#include "ui/droptarget.h"
#include "ui/errortext.h"
#include "ui/feedsdialog.h"
#include "ui/linkopener.h"
#include "ui/pagelistdialog.h"
#include "ui/refreshline.h"
#include "ui/rulesdialog.h"
#include "ui/sourceactions.h"
#include "ui/toast.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString copiedAddress()
{
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    return copied ? DropTarget::addressIn(*copied) : QString();
}

} // namespace

FeedActions::FeedActions(const Parts &parts, QWidget &window)
    : QObject(&window), m_parts(parts), m_window(window)
{
    connect(&parts.scopes, &ScopeModel::settled, this, [this] { setScope(m_scope); });
    connect(&parts.addSourceAction, &QAction::triggered, this,
            [this] { ask()->propose(copiedAddress()); });
    connect(&parts.refreshAllAction, &QAction::triggered, this, [this] { refresh({}); });
    connect(&parts.refreshShownAction, &QAction::triggered, this, [this] { refresh(m_scope); });
    connect(&parts.feedsAction, &QAction::triggered, this, [this] { showFeeds(false); });
    connect(&parts.rulesAction, &QAction::triggered, this, &FeedActions::showRules);
    connect(&parts.line, &RefreshLine::cancelRequested, &parts.refresher, &FeedRefresher::cancel);
    connect(&parts.refresher, &FeedRefresher::progressed, &parts.line, &RefreshLine::setProgress);
    connect(&parts.refresher, &FeedRefresher::finished, this, &FeedActions::tellResult);
    connect(&parts.refresher, &FeedRefresher::failed, this,
            [this](const Error &error) { m_parts.toast.announce(saveErrorText(error)); });
    parts.line.setProgress(parts.refresher.progress());
}

void FeedActions::setScope(const Scope &scope)
{
    m_scope = scope;
    m_parts.refreshShownAction.setEnabled(!feedsIn(scope).isEmpty());
}

void FeedActions::refresh(const Scope &scope)
{
    m_isAsked = true;
    if (scope.kind == Scope::Kind::Source || scope.kind == Scope::Kind::Folder)
        m_parts.refresher.refresh(feedsIn(scope));
    else
        m_parts.refresher.refreshAll();
}

void FeedActions::offer(const QString &typed)
{
    ask()->look(typed);
}

AddSourceDialog *FeedActions::ask()
{
    auto *dialog = new AddSourceDialog(m_parts.finder, folder(), &m_window);
    connect(dialog, &AddSourceDialog::added, this, &FeedActions::tellAdded);
    connect(dialog, &AddSourceDialog::knownChosen, this, &FeedActions::sourceFollowed);
    connect(dialog, &AddSourceDialog::pageRequested, this, &FeedActions::showPage);
    dialog->open();
    return dialog;
}

void FeedActions::showPage(const QUrl &page)
{
    auto *dialog = new PageListDialog(m_parts.engine, m_parts.finder, folder(), &m_window);
    connect(dialog, &PageListDialog::added, this, &FeedActions::tellAdded);
    dialog->open();
    dialog->look(page);
}

FolderId FeedActions::folder() const
{
    const auto source = m_parts.scopes.sourceOf(m_scope);
    return source ? source->folder : m_scope.folder;
}

void FeedActions::tellAdded(const AddedSources &sources, const QString &title)
{
    const auto undo = [this, sources] { takeBack(sources); };
    if (sources.saved) {
        emit sourceFollowed(sources.saved->collection);
        if (!sources.saved->isCollectionNew && !sources.saved->article)
            m_parts.toast.announce(tr("%1 is saved already.").arg(title));
        else
            m_parts.toast.announce(tr("%1 is saved.").arg(title), tr("Undo"), undo);
        return;
    }
    const auto added = std::count_if(sources.sources.cbegin(), sources.sources.cend(),
                                     [](const AddedSource &source) { return !source.wasThere; });
    if (sources.sources.size() == 1) {
        const AddedSource &only = sources.sources.first();
        emit sourceFollowed(only.outcome.source);
        const QString name = only.outcome.title.isEmpty() ? title : only.outcome.title;
        if (only.wasThere)
            m_parts.toast.announce(tr("You follow %1 already.").arg(name));
        else
            m_parts.toast.announce(sources.loginTrouble
                                       ? tr("You follow %1 now. Its password is known only until "
                                            "Lectern ends: there is no keyring to keep it.")
                                             .arg(name)
                                       : tr("You follow %1 now.").arg(name),
                                   tr("Undo"), undo);
        return;
    }
    if (added == 0) {
        m_parts.toast.announce(tr("You follow all of these already."));
        return;
    }
    m_parts.toast.announce(tr("Feeds added: %1.").arg(m_window.locale().toString(added)),
                           tr("Undo"), undo);
    m_parts.refresher.refreshAll();
}

void FeedActions::takeBack(const AddedSources &sources)
{
    deliver(m_parts.finder.undo(sources), this, [this](const Result<void> &done) {
        if (!done)
            m_parts.toast.announce(saveErrorText(done.error()));
    });
}

void FeedActions::showFeeds(bool isOnlyTrouble)
{
    if (!m_feedsDialog) {
        m_feedsDialog = new FeedsDialog(m_parts.library, m_parts.settings, &m_window);
        connect(m_feedsDialog, &FeedsDialog::refreshRequested, &m_parts.refresher,
                &FeedRefresher::refresh);
        connect(m_feedsDialog, &FeedsDialog::propertiesRequested, &m_parts.sources,
                &SourceActions::showProperties);
        connect(m_feedsDialog, &FeedsDialog::removeRequested, this, [this](SourceId feed) {
            m_parts.sources.remove({Scope::Kind::Source, feed});
        });
        connect(m_feedsDialog, &FeedsDialog::openRequested, &m_parts.links, &LinkOpener::open);
    }
    m_feedsDialog->setOnlyTrouble(isOnlyTrouble);
    m_feedsDialog->show();
    m_feedsDialog->raise();
    m_feedsDialog->activateWindow();
}

void FeedActions::showRules()
{
    auto *dialog = new RulesDialog(m_parts.library, m_parts.scopes, &m_window);
    dialog->open();
}

void FeedActions::tellResult(const RefreshProgress &result)
{
    m_parts.line.setProgress({});
    if (!std::exchange(m_isAsked, false))
        return;
    if (result.total == 0) {
        m_parts.toast.announce(tr("There are no feeds to refresh. Sources › Add follows one."));
        return;
    }
    const QString news = result.added > 0
        ? tr("New posts: %1.").arg(m_window.locale().toString(result.added))
        : tr("There is nothing new.");
    if (result.failed == 0) {
        m_parts.toast.announce(news);
        return;
    }
    m_parts.toast.announce(tr("%1 Feeds that could not be refreshed: %2.")
                               .arg(news, m_window.locale().toString(result.failed)),
                           tr("Show"), [this] { showFeeds(true); });
}

QList<SourceId> FeedActions::feedsIn(const Scope &scope) const
{
    const ScopeModel &scopes = m_parts.scopes;
    QList<SourceId> feeds;
    const auto append = [&feeds](const std::optional<Source> &source) {
        if (source && source->isFetched())
            feeds.append(source->id);
    };
    switch (scope.kind) {
    case Scope::Kind::All:
    case Scope::Kind::Unread:
        for (const Source &source : scopes.sources())
            append(source);
        break;
    case Scope::Kind::Source:
        append(scopes.sourceOf(scope));
        break;
    case Scope::Kind::Folder:
        // What is in it stands under it, deeper.
        if (const int folder = scopes.rowOf(scope); folder >= 0) {
            const int depth = scopes.scopeAt(folder).depth;
            for (int row = folder + 1; row < scopes.rowCount() && scopes.scopeAt(row).depth > depth;
                 ++row)
                append(scopes.sourceOf(scopes.scopeAt(row).scope));
        }
        break;
    case Scope::Kind::Bookmarks:
    case Scope::Kind::Search:
        break;
    }
    return feeds;
}

} // namespace lectern
