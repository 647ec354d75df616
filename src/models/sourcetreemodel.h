// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QTimer>

#include <memory>
#include <optional>
#include <utility>

namespace lectern {

class ScopeModel;

/// One row of the tree of sources.
struct SourceTreeRow
{
    Scope scope;
    QString title; ///< plain text, translated for the fixed scopes
    /// Unread posts of a source, or of the sources in a folder that are not muted; for the fixed
    /// scopes as ScopeRow has it; unknown for a search.
    std::optional<int> count;
    bool isReadersOwn = false; ///< a source the reader added, or a folder: can be placed
    bool isFailing = false; ///< see Source
    bool isMuted = false;

    friend bool operator==(const SourceTreeRow &, const SourceTreeRow &) = default;
};

/// The scopes of a ScopeModel as a tree: All, Unread and Bookmarks, the folders and sources in the
/// library's order (folders hold what is in them), then saved searches. It follows the library by
/// itself and tells every change exactly, never with a reset, so that a view keeps what is expanded
/// and selected. Dragging a row to another place asks the library to put it there; the row moves
/// when it has. One column. GUI thread; what it is given must outlive it.
class SourceTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceTreeModel)

public:
    enum Role {
        TitleRole = Qt::DisplayRole, ///< QString
        CountRole = Qt::UserRole + 1, ///< int; invalid when unknown
        KindRole, ///< Scope::Kind as int
        IsFailingRole, ///< bool
        IsMutedRole, ///< bool
        IconRole, ///< QByteArray, the bytes of an image file; empty when there is none
    };

    SourceTreeModel(const ScopeModel &scopes, Library &library, QObject *parent = nullptr);
    ~SourceTreeModel() override;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row,
                                       int column, const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

    /// The row of a valid index.
    [[nodiscard]] const SourceTreeRow &rowAt(const QModelIndex &index) const;
    /// Invalid when there is no such scope (any more).
    [[nodiscard]] QModelIndex indexOf(const Scope &scope) const;

    /// Asks the library to put a source or folder of the reader's own before what stands at `row`
    /// of a folder (or of the top, where the fixed rows count as well).
    void place(const Scope &scope, const QModelIndex &folder, int row);

signals:
    void failed(const lectern::Error &error); ///< something could not be put where it was to go

private:
    struct Node;
    struct Wanted;
    using Key = std::pair<int, qint64>; ///< the kind of scope, and its id

    [[nodiscard]] static Key keyOf(const Scope &scope);
    [[nodiscard]] Wanted wantedNow() const;
    void follow();
    void askForIcons();

    [[nodiscard]] QModelIndex indexFor(const Node &node) const;
    [[nodiscard]] static int rowOf(const Node &node);
    void bringOutOfGoneFolders(Node &parent, const Wanted &wanted);
    void removeGone(Node &parent, const Wanted &wanted);
    void insertFolders(const Wanted &wanted);
    void arrange(Node &parent, const Wanted &wanted, qsizetype place);
    void insertRun(Node &parent, int row, const Wanted &wanted, const QList<qsizetype> &places);
    void move(Node &node, Node &parent, int row);
    /// Puts a node after those it should follow; false when that can't be done yet.
    bool sendHome(Node &node, const Wanted &wanted);
    [[nodiscard]] int rowAfterThose(const Node &parent, const Wanted &wanted,
                                    qsizetype place) const;
    [[nodiscard]] std::optional<Scope> scopeIn(const QMimeData *data) const;

    const ScopeModel &m_scopes;
    Library &m_library;
    std::unique_ptr<Node> m_root;
    QHash<Key, Node *> m_nodes;
    QHash<SourceId, QByteArray> m_icons;
    QTimer m_iconTimer;
};

} // namespace lectern
