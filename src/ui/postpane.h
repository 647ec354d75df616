// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QWidget>

#include <memory>

namespace Ui {
class PostPane;
}

namespace lectern {

class PostListModel;
class PostListView;
class RefreshLine;
class ScopeModel;
class SourceFold;
struct ErrorText;

/// The left side of the window: search field, scopes, the tree of sources, the post list, and in
/// the list's place a sentence when there is nothing to list. What it is given must outlive it.
class PostPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PostPane)

public:
    PostPane(PostListModel &posts, ScopeModel &scopes, Library &library, QWidget *parent = nullptr);
    ~PostPane() override;

    void setScope(const Scope &scope);
    [[nodiscard]] PostListView &list() const;
    [[nodiscard]] SourceFold &sources() const;
    [[nodiscard]] RefreshLine &refreshLine() const;

    void focusSearch();
    /// Empties the search field; false when it was empty already.
    bool clearSearch();

    /// Covers the list until the next answer of the library.
    void showLibraryError(const ErrorText &text, bool canBeRescued);
    /// All that belongs in the library is in it: from now on an empty list is one with nothing in
    /// it, and says so.
    void completeList();

signals:
    void retryRequested(); ///< the reader wants the library to be opened again
    void rescueRequested(); ///< the reader wants the damaged library to be seen to
    void scopeChanged(const lectern::Scope &scope);

protected:
    void changeEvent(QEvent *event) override;

private:
    void adoptPalette();
    void showCounts();
    void showScope();
    void showListOrMessage();
    void showSearchNote();
    void chooseFirst();

    std::unique_ptr<Ui::PostPane> m_form;
    PostListModel &m_posts;
    ScopeModel &m_scopes;
    bool m_isComplete = false; ///< see completeList()
    bool m_hasLibraryError = false; ///< shown until the library answers
    bool m_isChoosingFirst = false; ///< once what is searched for is found
};

} // namespace lectern
