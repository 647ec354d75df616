// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "core/error.h"
#include "library/library.h"

#include <QObject>

#include <optional>

namespace lectern {

/// The reader's acts of keeping: toggles, edits and brings back bookmarks, and knows whether the
/// page before the reader is one. What it reports as kept is on disk. GUI thread; `library` must
/// outlive it.
class Bookmarking final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Bookmarking)

public:
    explicit Bookmarking(Library &library, QObject *parent = nullptr);

    /// The page that isPageKept() is about.
    void setPage(const QUrl &url);
    [[nodiscard]] bool isPageKept() const { return m_pageBookmark.has_value(); }
    [[nodiscard]] const std::optional<Bookmark> &pageBookmark() const { return m_pageBookmark; }

    /// Keeps what is not kept, and the other way round.
    void toggle(const BookmarkRequest &request);
    void edit(const Bookmark &bookmark);
    /// Brings back the bookmark removed last.
    void undoRemoval();
    [[nodiscard]] bool canUndoRemoval() const { return m_lastRemoved.has_value(); }

signals:
    void pageChanged(); ///< isPageKept() or pageBookmark() may have changed
    void added(const lectern::Bookmark &bookmark);
    void removed(const lectern::Bookmark &bookmark);
    void restored(const lectern::Bookmark &bookmark);
    void failed(const lectern::Error &error); ///< nothing was changed

private:
    void askAboutPage();
    void add(const BookmarkRequest &request);
    void remove(const QUrl &url);

    Library &m_library;
    QUrl m_page;
    std::optional<Bookmark> m_pageBookmark;
    std::optional<Bookmark> m_lastRemoved;
};

} // namespace lectern
