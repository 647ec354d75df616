// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"
#include "models/difflistmodel.h"

#include <optional>

namespace lectern {

/// One choice of what the list shows.
struct ScopeRow
{
    Scope scope;
    QString title; ///< plain text, translated for the fixed scopes
    std::optional<int> count; ///< posts in it; the unread ones for Unread; unknown for a search
    bool isRemovable = false; ///< a source that the reader added
    int depth = 0; ///< in how many folders it stands

    friend bool operator==(const ScopeRow &, const ScopeRow &) = default;
};

/// The scopes to choose from: All, Unread, Bookmarks, each source and folder (a folder before what
/// is in it), each saved search. Follows the library by itself. GUI thread; `library` must outlive
/// it.
class ScopeModel final : public DiffListModel<ScopeRow, QString>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScopeModel)

public:
    enum Role {
        TitleRole = Qt::DisplayRole, ///< QString
        CountRole = Qt::UserRole + 1, ///< int; invalid when unknown
    };

    /// Rows of the fixed scopes; sources and folders follow, then saved searches.
    enum FixedRow { AllRow, UnreadRow, BookmarksRow, FirstSourceRow };

    explicit ScopeModel(Library &library, QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    /// Asks the library for sources and counts; settled() follows when it answers.
    void refresh();
    [[nodiscard]] const ScopeRow &scopeAt(int row) const { return rows().at(row); }
    /// -1 when there is no such scope (any more).
    [[nodiscard]] int rowOf(const Scope &scope) const;
    /// The scope of a source by its identity, see Source::url; empty when unknown. What is stored
    /// over restarts, since ids are the library's own business.
    [[nodiscard]] QUrl sourceUrl(const Scope &scope) const;
    [[nodiscard]] std::optional<Scope> scopeOfSource(const QUrl &url) const;
    [[nodiscard]] const QList<Source> &sources() const { return m_sources; }
    [[nodiscard]] const QList<Folder> &folders() const { return m_folders; }
    /// The source that a scope shows; empty for other scopes.
    [[nodiscard]] std::optional<Source> sourceOf(const Scope &scope) const;
    /// What is stored over restarts: "all", "unread", "bookmarks", the identity of a source as an
    /// address, "folder:" and the path of a folder, or "search:" and the title of a saved search.
    /// Empty when there is no such scope.
    [[nodiscard]] QString nameOf(const Scope &scope) const;
    /// The scope with that name, if it is there; an empty one is All. The fixed ones always are.
    [[nodiscard]] std::optional<Scope> scopeNamed(const QString &name) const;
    /// The titles of the folder and those around it, the outermost first. Empty when there is no
    /// such folder.
    [[nodiscard]] QStringList folderPath(FolderId folder) const;
    [[nodiscard]] std::optional<Scope> scopeOfFolder(const QStringList &path) const;
    /// A path as one word.
    [[nodiscard]] QString pathText(FolderId folder) const;
    [[nodiscard]] std::optional<Scope> scopeOfPathText(const QString &text) const;
    /// The search that a scope shows; empty for other scopes.
    [[nodiscard]] std::optional<SavedSearch> searchOf(const Scope &scope) const;
    /// The scope of the first saved search with this title.
    [[nodiscard]] std::optional<Scope> scopeOfSearch(const QString &title) const;

signals:
    void settled(); ///< the rows and counts are those of the library

protected:
    [[nodiscard]] QString keyOf(const ScopeRow &row) const override;

private:
    void show(const LibraryCounts &counts);
    /// Appends what stands in this folder, and answers how many posts that are.
    int appendFolder(FolderId folder, int depth, QList<ScopeRow> &rows) const;

    Library &m_library;
    QList<Source> m_sources;
    QList<Folder> m_folders;
    QList<SavedSearch> m_searches;
    bool m_isAsking = false;
    bool m_mustAskAgain = false; ///< something changed after the question
};

} // namespace lectern
