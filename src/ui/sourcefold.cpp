// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sourcefold.h"

#include "models/scopemodel.h"
#include "ui/sourcetreeview.h"
#include "ui/theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int bottomMargin = 6;

} // namespace

SourceFold::SourceFold(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, bottomMargin);
    hide();
}

void SourceFold::setSources(const ScopeModel &scopes, Library &library)
{
    m_scopes = &scopes;
    m_library = &library;
    connect(&scopes, &ScopeModel::settled, this, [this] {
        expandRemembered();
        adjustHeight();
    });
    parentWidget()->installEventFilter(this);
}

void SourceFold::begin()
{
    m_hasBegun = true;
    if (m_isUnfolded)
        makeTree();
}

void SourceFold::setUnfolded(bool isUnfolded)
{
    if (isUnfolded == m_isUnfolded)
        return;
    m_isUnfolded = isUnfolded;
    if (m_isUnfolded && m_hasBegun)
        makeTree();
    adjustHeight();
    setVisible(m_isUnfolded);
    emit unfolded(m_isUnfolded);
}

void SourceFold::setShownScope(const Scope &scope)
{
    m_shownScope = scope;
    if (m_tree != nullptr)
        m_tree->setShownScope(scope);
}

void SourceFold::enter()
{
    setUnfolded(true);
    if (m_tree != nullptr)
        m_tree->setFocus(Qt::ShortcutFocusReason);
    else
        m_isEntering = true;
}

void SourceFold::restore(const SourceFoldMemory &memory)
{
    m_memory = memory;
    setUnfolded(memory.isUnfolded);
}

SourceFoldMemory SourceFold::memory() const
{
    SourceFoldMemory memory = m_memory;
    memory.isUnfolded = m_isUnfolded;
    if (m_isUnfolded)
        memory.height = height();
    if (m_tree != nullptr) {
        for (const FolderId folder : m_tree->expandedFolders())
            memory.expanded.append(m_scopes->pathText(folder));
        memory.expanded.removeDuplicates();
    }
    return memory;
}

bool SourceFold::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        adjustHeight();
    if (watched == parentWidget() && event->type() == QEvent::PaletteChange)
        adoptPalette();
    return QWidget::eventFilter(watched, event);
}

void SourceFold::paintEvent(QPaintEvent * /*event*/)
{
    // Between the tree and the list.
    QPainter(this).fillRect(0, height() - 1, width(), 1, Theme::of(palette()).line);
}

void SourceFold::makeTree()
{
    if (m_tree != nullptr)
        return;
    m_tree = new SourceTreeView(*m_scopes, *m_library, this);
    layout()->addWidget(m_tree);
    connect(m_tree, &SourceTreeView::scopeChosen, this, &SourceFold::scopeChosen);
    connect(m_tree, &SourceTreeView::leaveRequested, this, &SourceFold::leaveRequested);
    connect(m_tree, &SourceTreeView::menuRequested, this, &SourceFold::menuRequested);
    connect(m_tree, &SourceTreeView::renameRequested, this, &SourceFold::renameRequested);
    connect(m_tree, &SourceTreeView::removeRequested, this, &SourceFold::removeRequested);
    connect(m_tree, &SourceTreeView::placingFailed, this, &SourceFold::placingFailed);
    connect(m_tree, &SourceTreeView::contentHeightChanged, this, &SourceFold::adjustHeight);
    adoptPalette();
    expandRemembered();
    m_tree->setShownScope(m_shownScope);
    adjustHeight();
    if (std::exchange(m_isEntering, false))
        m_tree->setFocus(Qt::ShortcutFocusReason);
}

void SourceFold::expandRemembered()
{
    if (m_tree == nullptr)
        return;
    QList<FolderId> folders;
    m_memory.expanded.removeIf([&](const QString &path) {
        const auto scope = m_scopes->scopeOfPathText(path);
        if (scope)
            folders.append(scope->folder);
        return scope.has_value();
    });
    m_tree->expandFolders(folders);
}

void SourceFold::adoptPalette()
{
    if (m_tree == nullptr)
        return;
    // The rows stand on the pane, as the post list does.
    QPalette treePalette;
    treePalette.setColor(QPalette::Base, Theme::of(QGuiApplication::palette()).pane);
    m_tree->setPalette(treePalette);
}

void SourceFold::adjustHeight()
{
    const int largest = parentWidget()->height() / 2;
    const QMargins margins = layout()->contentsMargins();
    const int wanted = m_tree == nullptr
        ? m_memory.height
        : m_tree->contentHeight() + margins.top() + margins.bottom();
    setFixedHeight(std::min(wanted, largest));
}

} // namespace lectern
