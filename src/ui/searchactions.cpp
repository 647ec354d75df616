// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/searchactions.h"

#include "core/deliver.h"
#include "models/postlistmodel.h"
#include "models/scopemodel.h"
#include "ui/errortext.h"
#include "ui/questions.h"
#include "ui/toast.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace lectern {

SearchActions::SearchActions(const Parts &parts, QWidget &window)
    : QObject(&window), m_parts(parts), m_window(window)
{
    connect(&parts.saveAction, &QAction::triggered, this, &SearchActions::askToSave);
    connect(&parts.renameAction, &QAction::triggered, this, [this] { rename(shownScope()); });
    connect(&parts.removeAction, &QAction::triggered, this, [this] { remove(shownScope()); });
    connect(&parts.posts, &PostListModel::settled, this, &SearchActions::updateActions);
    connect(&parts.scopes, &ScopeModel::settled, this, &SearchActions::updateActions);
    updateActions();
}

void SearchActions::updateActions()
{
    m_parts.saveAction.setEnabled(m_parts.posts.isSearching());
    const bool isSaved = m_parts.scopes.searchOf(shownScope()).has_value();
    m_parts.renameAction.setEnabled(isSaved);
    m_parts.removeAction.setEnabled(isSaved);
}

void SearchActions::askToSave()
{
    const QString text = m_parts.posts.search().simplified();
    askForName(&m_window, u"saveSearchDialog"_s, tr("Save Search"), nameLabel(), text,
               [this, text](const QString &title) { save(title, text); });
}

void SearchActions::save(const QString &title, const QString &text)
{
    deliver(m_parts.library.saveSearch(title, text), this,
            [this](const Result<SavedSearch> &saved) {
                if (saved)
                    emit searchSaved({Scope::Kind::Search, {}, saved->id});
                else
                    report(saved.error());
            });
}

void SearchActions::rename(const Scope &scope)
{
    const auto search = m_parts.scopes.searchOf(scope);
    if (!search)
        return;
    askForName(&m_window, u"renameSearchDialog"_s, tr("Rename Saved Search"), nameLabel(),
               search->title, [this, id = search->id](const QString &title) {
                   deliver(m_parts.library.renameSavedSearch(id, title), this,
                           [this](const Result<void> &done) {
                               if (!done)
                                   report(done.error());
                           });
               });
}

void SearchActions::remove(const Scope &scope)
{
    const auto search = m_parts.scopes.searchOf(scope);
    if (!search)
        return;
    deliver(m_parts.library.removeSavedSearch(search->id), this,
            [this, search = *search](const Result<void> &done) {
                if (!done) {
                    report(done.error());
                    return;
                }
                m_parts.toast.announce(tr("Saved search removed: %1").arg(search.title), tr("Undo"),
                                       [this, search] { save(search.title, search.text); });
            });
}

Scope SearchActions::shownScope() const
{
    return m_parts.posts.scope();
}

QString SearchActions::nameLabel() const
{
    return tr("&Name of the list");
}

void SearchActions::report(const Error &error)
{
    m_parts.toast.announce(saveErrorText(error));
}

} // namespace lectern
