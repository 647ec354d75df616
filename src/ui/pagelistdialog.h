// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/shownlist.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace Ui {
class PageListDialog;
}

namespace lectern {

class PageEngine;
class PageView;
class SourceFinder;
struct AddedSources;
struct PageError;

/// Shows a page with the posts marked that would be followed. A click on the page chooses another
/// list: the one that what was clicked belongs to. What scripts put into the page later is looked
/// at again, until the reader has chosen. Deletes itself; `engine` and `finder` must outlive it.
class PageListDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageListDialog)

public:
    /// What is followed comes into `folder`.
    PageListDialog(PageEngine &engine, SourceFinder &finder, FolderId folder,
                   QWidget *parent = nullptr);
    ~PageListDialog() override;

    void look(const QUrl &page);

signals:
    void added(const lectern::AddedSources &sources, const QString &title);

private:
    void pageLoaded();
    void readPage();
    /// Finds the list around the element, or the page's best, on the page as it was read.
    void find(std::optional<int> element);
    void takeList(const Result<ShownList> &list, bool isPointedAt);
    void follow();
    void showPosts();
    void showError(const PageError &error);
    void showState(const QString &sentence);
    void updateActions();

    std::unique_ptr<Ui::PageListDialog> m_form;
    SourceFinder &m_finder;
    const FolderId m_folder;
    PageView *m_page;
    PageSnapshot m_snapshot;
    std::optional<ShownList> m_list;
    int m_request = 0; ///< answers to earlier ones are ignored
    bool m_isChosen = false; ///< by the reader, so that it does not change by itself
    bool m_isFollowing = false;
};

} // namespace lectern
