// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/owncollectionactions.h"

#include "core/deliver.h"
#include "models/postlistmodel.h"
#include "models/scopemodel.h"
#include "sync/collectionexport.h"
#include "ui/errortext.h"
#include "ui/filename.h"
#include "ui/notedialog.h"
#include "ui/postlistview.h"
#include "ui/questions.h"
#include "ui/rowdrag.h"
#include "ui/toast.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Of more posts nobody makes a collection.
constexpr int mostTaken = 1000;

CollectionRequest requestFor(const Post &post)
{
    return {post.url, post.title, post.summary, {}, {}};
}

} // namespace

OwnCollectionActions::OwnCollectionActions(const Parts &parts, QWidget &window)
    : QObject(&window), m_parts(parts), m_window(window)
{
    connect(&parts.addMenu, &QMenu::aboutToShow, this,
            [this] { fill(m_parts.addMenu, m_subject); });
    // A menu can't have keys of its own.
    auto *popUpAction = new QAction(tr("Add to Collection"), this);
    popUpAction->setObjectName(u"addToCollectionAction"_s);
    popUpAction->setShortcut(QKeySequence(u"Ctrl+Shift+D"_s, QKeySequence::PortableText));
    window.addAction(popUpAction);
    connect(popUpAction, &QAction::triggered, this, &OwnCollectionActions::popUpAddMenu);
    connect(&parts.newAction, &QAction::triggered, this, [this] { askForNew({}); });
    connect(&parts.newOfListAction, &QAction::triggered, this,
            &OwnCollectionActions::askForNewOfList);
    connect(&parts.exportAction, &QAction::triggered, this, [this] {
        if (const auto source = m_parts.scopes.sourceOf(m_parts.posts.scope()))
            exportToFile(*source);
    });
    const auto withPost = [this](const std::function<void(const Post &)> &act) {
        return [this, act] {
            if (m_post)
                act(*m_post);
        };
    };
    using Kind = CollectionPlace::Kind;
    connect(&parts.moveUpAction, &QAction::triggered, this, withPost([this](const Post &post) {
        move(post.id, {Kind::Up, {}});
    }));
    connect(&parts.moveDownAction, &QAction::triggered, this, withPost([this](const Post &post) {
        move(post.id, {Kind::Down, {}});
    }));
    connect(&parts.annotateAction, &QAction::triggered, this,
            withPost([this](const Post &post) { annotate(post.id); }));
    connect(&parts.startSectionAction, &QAction::triggered, this,
            withPost([this](const Post &post) { askToStartSection(post.id); }));
    connect(&parts.renameSectionAction, &QAction::triggered, this,
            withPost([this](const Post &post) { askToRenameSection(post.section); }));
    connect(&parts.takeOutAction, &QAction::triggered, this, withPost([this](const Post &post) {
        if (const auto source = shownCollection())
            takeOut(*source, post.id);
    }));
    auto *drag = new RowDrag(parts.list);
    drag->setAllowed([this] { return isArrangeable(); });
    connect(drag, &RowDrag::dropped, this, [this](int row, int other, bool isAfter) {
        const Post *moved = m_parts.posts.postAt(row);
        const Post *neighbour = m_parts.posts.postAt(other);
        if (moved != nullptr && neighbour != nullptr)
            move(moved->id, {isAfter ? Kind::After : Kind::Before, neighbour->id});
    });
    connect(&parts.scopes, &ScopeModel::settled, this, &OwnCollectionActions::updateActions);
    updateActions();
}

void OwnCollectionActions::setShown(const std::optional<Post> &post, const CollectionRequest &page)
{
    m_post = post;
    m_subject = post ? requestFor(*post) : page;
    updateActions();
}

void OwnCollectionActions::updateActions()
{
    m_parts.addMenu.menuAction()->setEnabled(!m_subject.url.isEmpty());
    const auto source = m_parts.scopes.sourceOf(m_parts.posts.scope());
    const int shown = m_parts.posts.rowCount();
    m_parts.newOfListAction.setEnabled(shown > 0 && shown <= mostTaken);
    m_parts.exportAction.setEnabled(source && source->kind == SourceKind::Collection);
    const bool isEntry = m_post.has_value() && shownCollection().has_value();
    for (QAction *action : {&m_parts.annotateAction, &m_parts.takeOutAction})
        action->setEnabled(isEntry);
    for (QAction *action :
         {&m_parts.moveUpAction, &m_parts.moveDownAction, &m_parts.startSectionAction})
        action->setEnabled(isEntry && isArrangeable());
    m_parts.renameSectionAction.setEnabled(isEntry && isArrangeable()
                                           && !m_post->section.isEmpty());
}

std::optional<Source> OwnCollectionActions::shownCollection() const
{
    const auto source = m_parts.scopes.sourceOf(m_parts.posts.scope());
    return source && source->isOwn ? source : std::nullopt;
}

// Where what stands above and below is what the collection has there.
bool OwnCollectionActions::isArrangeable() const
{
    return shownCollection() && !m_parts.posts.isSearching()
        && m_parts.posts.arrangement().sort() == PostSort::ListOrder;
}

void OwnCollectionActions::addTo(QMenu &menu, const Post &post)
{
    QMenu *addMenu = menu.addMenu(tr("Add to Co&llection"));
    addMenu->setObjectName(u"addToCollectionMenu"_s);
    connect(addMenu, &QMenu::aboutToShow, this,
            [this, addMenu, post] { fill(*addMenu, requestFor(post)); });
    const auto source = shownCollection();
    if (!source)
        return;
    using Kind = CollectionPlace::Kind;
    menu.addAction(tr("&Note…"), this, [this, id = post.id] { annotate(id); });
    if (isArrangeable()) {
        menu.addAction(tr("Move &Up"), this, [this, id = post.id] { move(id, {Kind::Up, {}}); });
        menu.addAction(tr("Move &Down"), this, [this, id = post.id] {
            move(id, {Kind::Down, {}});
        });
        menu.addAction(tr("&Start a Section Here…"), this,
                       [this, id = post.id] { askToStartSection(id); });
        if (!post.section.isEmpty()) {
            menu.addAction(tr("Rename S&ection…"), this,
                           [this, section = post.section] { askToRenameSection(section); });
        }
    }
    menu.addAction(tr("&Remove from Collection"), this,
                   [this, source = *source, id = post.id] { takeOut(source, id); });
}

void OwnCollectionActions::fill(QMenu &menu, const CollectionRequest &post)
{
    menu.clear();
    for (const Source &source : m_parts.scopes.sources()) {
        if (!source.isOwn)
            continue;
        QAction *action = menu.addAction(actionText(source.title));
        action->setCheckable(true);
        action->setData(source.id.value());
        connect(action, &QAction::triggered, this, [this, source, post](bool isIn) {
            if (isIn)
                put(source, post);
            else
                takeOut(source, post.url);
        });
    }
    menu.addSeparator();
    menu.addAction(tr("&New Collection…"), this, [this, post] { askForNew(post); });
    deliver(m_parts.library.collectionsWith(post.url), &menu,
            [&menu](const Result<QList<SourceId>> &holding) {
                for (QAction *action : menu.actions()) {
                    if (action->isCheckable())
                        action->setChecked(
                            holding && holding->contains(SourceId(action->data().toLongLong())));
                }
            });
}

void OwnCollectionActions::popUpAddMenu()
{
    if (m_subject.url.isEmpty())
        return;
    auto *menu = new QMenu(&m_window);
    menu->setObjectName(u"addToCollectionMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu, m_subject);
    const bool isInList = m_post.has_value() && m_parts.list.isVisible();
    const QPoint position = isInList ? m_parts.list.viewport()->mapToGlobal(
                                m_parts.list.visualRect(m_parts.list.currentIndex()).center())
                                     : m_window.mapToGlobal(m_window.rect().center());
    menu->popup(position);
}

void OwnCollectionActions::askForNew(const std::optional<CollectionRequest> &post)
{
    const auto makeIt = [this, post](const QString &name) {
        if (!post) {
            make(name, {}, [this](SourceId made) { emit collectionChosen(made); });
            return;
        }
        make(name, {*post}, [this, name](SourceId made) {
            m_parts.toast.announce(tr("Added to “%1”.").arg(name), tr("Show"),
                                   [this, made] { emit collectionChosen(made); });
        });
    };
    askForName(&m_window, u"newCollectionDialog"_s, tr("New Collection"),
               tr("&Name of the collection"), {}, makeIt);
}

void OwnCollectionActions::askForNewOfList()
{
    QList<ArticleId> shown;
    for (int row = 0; row < m_parts.posts.rowCount(); ++row)
        shown.append(m_parts.posts.index(row, 0).data(PostListModel::IdRole).value<ArticleId>());
    const auto makeIt = [this, shown, scope = m_parts.posts.scope()](const QString &name) {
        const auto takeThem = [this, name](const Result<QList<Post>> &posts) {
            if (!posts) {
                report(tl::unexpected(posts.error()));
                return;
            }
            QList<CollectionRequest> requests;
            for (const Post &post : *posts)
                requests.append({post.url, post.title, post.summary, post.section, post.note});
            make(name, requests, [this](SourceId made) { emit collectionChosen(made); });
        };
        deliver(m_parts.library.posts(shown, scope), this, takeThem);
    };
    askForName(&m_window, u"newCollectionDialog"_s, tr("New Collection"),
               tr("&Name of the collection"), {}, makeIt);
}

void OwnCollectionActions::make(const QString &name, const QList<CollectionRequest> &posts,
                                const std::function<void(SourceId)> &handle)
{
    deliver(m_parts.library.addCollection(name, posts), this,
            [this, handle](const Result<SourceId> &made) {
                if (made)
                    handle(*made);
                else
                    report(tl::unexpected(made.error()));
            });
}

void OwnCollectionActions::put(const Source &source, const CollectionRequest &post)
{
    deliver(m_parts.library.addToCollection(source.id, {post}), this,
            [this, source](const Result<QList<ArticleId>> &added) {
                if (!added) {
                    report(tl::unexpected(added.error()));
                    return;
                }
                if (added->isEmpty())
                    return;
                m_parts.toast.announce(
                    tr("Added to “%1”.").arg(source.title), tr("Undo"),
                    [this, id = source.id, added = *added] {
                        deliver(m_parts.library.removeFromCollection(id, added), this,
                                [this](const Result<QList<CollectionEntry>> &undone) {
                                    if (!undone)
                                        report(tl::unexpected(undone.error()));
                                });
                    });
            });
}

void OwnCollectionActions::takeOut(const Source &source, const QUrl &url)
{
    deliver(m_parts.library.postAt(url), this,
            [this, source](const Result<std::optional<Post>> &post) {
                if (!post)
                    report(tl::unexpected(post.error()));
                else if (*post)
                    takeOut(source, (*post)->id);
            });
}

void OwnCollectionActions::takeOut(const Source &source, ArticleId article)
{
    deliver(m_parts.library.removeFromCollection(source.id, {article}), this,
            [this, source](const Result<QList<CollectionEntry>> &taken) {
                if (!taken) {
                    report(tl::unexpected(taken.error()));
                    return;
                }
                if (taken->isEmpty())
                    return;
                m_parts.toast.announce(
                    tr("Removed from “%1”.").arg(source.title), tr("Undo"),
                    [this, id = source.id, taken = *taken] {
                        deliver(m_parts.library.restoreToCollection(id, taken), this,
                                [this](const Result<void> &undone) { report(undone); });
                    });
            });
}

void OwnCollectionActions::move(ArticleId article, const CollectionPlace &place)
{
    if (const auto source = shownCollection()) {
        deliver(m_parts.library.moveInCollection(source->id, article, place), this,
                [this](const Result<void> &outcome) { report(outcome); });
    }
}

void OwnCollectionActions::withEntry(ArticleId article,
                                     const std::function<void(SourceId, const Post &)> &handle)
{
    const auto source = shownCollection();
    if (!source)
        return;
    deliver(m_parts.library.posts({article}, {Scope::Kind::Source, source->id}), this,
            [this, handle, id = source->id](const Result<QList<Post>> &posts) {
                if (!posts)
                    report(tl::unexpected(posts.error()));
                else if (!posts->isEmpty())
                    handle(id, posts->constFirst());
            });
}

void OwnCollectionActions::annotate(ArticleId article)
{
    withEntry(article, [this](SourceId source, const Post &post) {
        auto *dialog = new NoteDialog(post, &m_window);
        connect(dialog, &NoteDialog::edited, this,
                [this, source, id = post.id](const QString &note) {
                    deliver(m_parts.library.annotate(source, id, note), this,
                            [this](const Result<void> &outcome) { report(outcome); });
                });
        dialog->open();
    });
}

void OwnCollectionActions::askToStartSection(ArticleId first)
{
    const auto source = shownCollection();
    if (!source)
        return;
    askForName(&m_window, u"startSectionDialog"_s, tr("New Section"), tr("&Heading of the section"),
               {}, [this, id = source->id, first](const QString &title) {
                   deliver(m_parts.library.startSection(id, first, title), this,
                           [this](const Result<void> &outcome) { report(outcome); });
               });
}

void OwnCollectionActions::askToRenameSection(const QString &section)
{
    const auto source = shownCollection();
    if (!source)
        return;
    askForName(
        &m_window, u"renameSectionDialog"_s, tr("Rename Section"),
        tr("&Heading of the section; empty for none"), section,
        [this, id = source->id, section](const QString &title) {
            deliver(m_parts.library.renameSection(id, section, title), this,
                    [this](const Result<void> &outcome) { report(outcome); });
        },
        NameMay::BeEmpty);
}

void OwnCollectionActions::rename(const Source &source)
{
    askForName(&m_window, u"renameCollectionDialog"_s, tr("Rename Collection"),
               tr("&Name of the collection"), source.title,
               [this, id = source.id](const QString &title) {
                   deliver(m_parts.library.renameCollection(id, title), this,
                           [this](const Result<void> &outcome) { report(outcome); });
               });
}

void OwnCollectionActions::remove(const Source &source)
{
    const bool isShown = m_parts.posts.scope() == Scope{Scope::Kind::Source, source.id};
    deliver(m_parts.library.removeCollection(source.id), this,
            [this, isShown](const Result<Collection> &removed) {
                if (!removed) {
                    report(tl::unexpected(removed.error()));
                    return;
                }
                m_parts.toast.announce(tr("Collection deleted: %1").arg(removed->title), tr("Undo"),
                                       [this, isShown, removed = *removed] {
                                           deliver(
                                               m_parts.library.restoreCollection(removed), this,
                                               [this, isShown](const Result<SourceId> &restored) {
                                                   if (!restored)
                                                       report(tl::unexpected(restored.error()));
                                                   else if (isShown)
                                                       emit collectionChosen(*restored);
                                               });
                                       });
            });
}

void OwnCollectionActions::exportToFile(const Source &source)
{
    auto *dialog = new QFileDialog(&m_window, tr("Export Collection"));
    dialog->setObjectName(u"exportCollectionDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->setNameFilters({tr("Collections (*.json)"), tr("All files (*)")});
    dialog->selectFile(fileNameFor(source.title, u".json"_s));
    connect(dialog, &QFileDialog::fileSelected, this, [this, id = source.id](const QString &path) {
        deliver(exportCollection(m_parts.library, id, path), this,
                [this, path](const Result<ExportedCollection> &exported) {
                    const QString name = QFileInfo(path).fileName();
                    if (!exported) {
                        m_parts.toast.announce(fileErrorText(name, exported.error()));
                        return;
                    }
                    m_parts.toast.announce(
                        exported->leftOut == 0
                            ? tr("Saved as %1.").arg(name)
                            : tr("Saved as %1, but for posts that have no web address: %2.")
                                  .arg(name, m_window.locale().toString(exported->leftOut)));
                });
    });
    dialog->open();
}

void OwnCollectionActions::report(const Result<void> &outcome)
{
    if (!outcome)
        m_parts.toast.announce(saveErrorText(outcome.error()));
}

} // namespace lectern
