// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collectionactions.h"

#include "core/deliver.h"
#include "models/scopemodel.h"
#include "sync/collectionimporter.h"
#include "ui/sourcedialog.h"

#include <QAction>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// More would not fit on a screen; the box over the list has them all.
constexpr qsizetype mostInMenu = 30;

/// A title as the text of an action, where a single ampersand would mark a key.
QString actionText(const QString &title)
{
    return QString(title).replace(u'&', u"&&"_s);
}

} // namespace

CollectionActions::CollectionActions(const Parts &parts, QWidget &window)
    : QObject(&window), m_parts(parts), m_window(window)
{
    connect(&parts.scopes, &ScopeModel::settled, this, &CollectionActions::rebuild);
    connect(&parts.openAction, &QAction::triggered, this, &CollectionActions::openFile);
    connect(&parts.settingsAction, &QAction::triggered, this, &CollectionActions::askForSettings);
    connect(&parts.removeAction, &QAction::triggered, this, &CollectionActions::askToRemove);
}

void CollectionActions::setScope(const Scope &scope)
{
    m_scope = scope;
    const int row = m_parts.scopes.rowOf(scope);
    const bool isReadersOwn = row >= 0 && m_parts.scopes.scopeAt(row).isRemovable;
    m_parts.settingsAction.setEnabled(isReadersOwn);
    m_parts.removeAction.setEnabled(isReadersOwn);
}

void CollectionActions::rebuild()
{
    QList<ScopeRow> sources;
    for (int row = ScopeModel::FirstSourceRow;
         row < m_parts.scopes.rowCount() && sources.size() < mostInMenu; ++row) {
        if (m_parts.scopes.scopeAt(row).scope.kind == Scope::Kind::Source)
            sources.append(m_parts.scopes.scopeAt(row));
    }
    const auto isShown = [](const QAction *action, const ScopeRow &row) {
        return action->text() == actionText(row.title)
            && action->data().toLongLong() == row.scope.source.value();
    };
    if (std::equal(m_sourceActions.cbegin(), m_sourceActions.cend(), sources.cbegin(),
                   sources.cend(), isShown))
        return;

    qDeleteAll(m_sourceActions);
    m_sourceActions.clear();
    // Ctrl+1 to Ctrl+3 are the fixed scopes; after Ctrl+9 there are no more digits.
    constexpr int firstDigit = 4;
    for (const ScopeRow &row : std::as_const(sources)) {
        auto *action = new QAction(actionText(row.title), this);
        action->setData(row.scope.source.value());
        const int digit = firstDigit + static_cast<int>(m_sourceActions.size());
        if (digit <= 9)
            action->setShortcut(QKeySequence(u"Ctrl+%1"_s.arg(digit), QKeySequence::PortableText));
        connect(action, &QAction::triggered, this,
                [this, source = row.scope.source] { emit sourceChosen(source); });
        m_sourceActions.append(action);
    }
    m_parts.menu.insertActions(&m_parts.settingsAction, m_sourceActions);
}

void CollectionActions::openFile()
{
    auto *dialog = new QFileDialog(&m_window, tr("Open Collection File"));
    dialog->setObjectName(u"collectionFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Collections (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, &m_parts.importer, &CollectionImporter::importFile);
    dialog->open();
}

void CollectionActions::askForSettings()
{
    const auto source = m_parts.scopes.sourceOf(m_scope);
    if (!source)
        return;
    auto *dialog = new SourceDialog(*source, &m_window);
    connect(dialog, &SourceDialog::retentionChosen, this,
            [this, id = source->id](const Retention &retention) {
                deliver(m_parts.library.setRetention(id, retention), this,
                        [this](const Result<void> &outcome) {
                            if (!outcome)
                                emit failed(outcome.error());
                        });
            });
    dialog->open();
}

void CollectionActions::askToRemove()
{
    const int row = m_parts.scopes.rowOf(m_scope);
    if (row < 0 || !m_parts.scopes.scopeAt(row).isRemovable)
        return;
    const ScopeRow scope = m_parts.scopes.scopeAt(row);
    auto *question = new QMessageBox(QMessageBox::Question, tr("Remove Collection"),
                                     tr("Remove “%1” from Lectern?").arg(scope.title),
                                     QMessageBox::Cancel, &m_window);
    question->setObjectName(u"removeCollectionMessageBox"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(
        tr("Its file is not touched, and posts that you bookmarked stay among your bookmarks."));
    QPushButton *remove = question->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    connect(remove, &QPushButton::clicked, this, [this, source = scope.scope.source] {
        deliver(m_parts.library.removeSource(source), this, [this](const Result<void> &outcome) {
            if (!outcome)
                emit failed(outcome.error());
        });
    });
    question->open();
}

} // namespace lectern
