// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collectionactions.h"

#include "models/scopemodel.h"
#include "sync/collectionimporter.h"
#include "ui/questions.h"

#include <QAction>
#include <QFileDialog>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// More would not fit on a screen; the tree has them all.
constexpr qsizetype mostInMenu = 30;

} // namespace

CollectionActions::CollectionActions(const Parts &parts, QWidget &window)
    : QObject(&window), m_parts(parts), m_window(window)
{
    connect(&parts.scopes, &ScopeModel::settled, this, &CollectionActions::rebuild);
    connect(&parts.openAction, &QAction::triggered, this, &CollectionActions::openFile);
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
    m_parts.menu.addActions(m_sourceActions);
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

} // namespace lectern
