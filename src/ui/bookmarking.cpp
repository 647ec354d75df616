// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bookmarking.h"

#include "core/deliver.h"

namespace lectern {

Bookmarking::Bookmarking(Library &library, QObject *parent) : QObject(parent), m_library(library)
{
    connect(&library, &Library::changed, this, [this](const LibraryChange &change) {
        if (change.bookmarksChanged)
            askAboutPage();
    });
}

void Bookmarking::setPage(const QUrl &url)
{
    if (url == m_page)
        return;
    m_page = url;
    m_pageBookmark.reset();
    emit pageChanged();
    askAboutPage();
}

void Bookmarking::toggle(const BookmarkRequest &request)
{
    deliver(m_library.bookmarkAt(request.url), this,
            [this, request](const Result<std::optional<Bookmark>> &answer) {
                if (!answer)
                    emit failed(answer.error());
                else if (answer->has_value())
                    remove(request.url);
                else
                    add(request);
            });
}

void Bookmarking::edit(const Bookmark &bookmark)
{
    deliver(m_library.editBookmark(bookmark), this, [this](const Result<void> &outcome) {
        if (!outcome)
            emit failed(outcome.error());
    });
}

void Bookmarking::undoRemoval()
{
    if (!m_lastRemoved)
        return;
    const Bookmark bookmark = *m_lastRemoved;
    m_lastRemoved.reset();
    deliver(m_library.restoreBookmark(bookmark), this,
            [this, bookmark](const Result<Bookmark> &outcome) {
                if (outcome) {
                    emit restored(*outcome);
                } else {
                    m_lastRemoved = bookmark;
                    emit failed(outcome.error());
                }
            });
}

void Bookmarking::askAboutPage()
{
    if (m_page.isEmpty())
        return;
    deliver(m_library.bookmarkAt(m_page), this,
            [this, page = m_page](const Result<std::optional<Bookmark>> &answer) {
                if (page != m_page || !answer || *answer == m_pageBookmark)
                    return;
                m_pageBookmark = *answer;
                emit pageChanged();
            });
}

void Bookmarking::add(const BookmarkRequest &request)
{
    deliver(m_library.addBookmark(request), this, [this](const Result<Bookmark> &outcome) {
        if (outcome)
            emit added(*outcome);
        else
            emit failed(outcome.error());
    });
}

void Bookmarking::remove(const QUrl &url)
{
    deliver(m_library.removeBookmark(url), this,
            [this](const Result<std::optional<Bookmark>> &outcome) {
                if (!outcome) {
                    emit failed(outcome.error());
                } else if (outcome->has_value()) {
                    m_lastRemoved = **outcome;
                    emit removed(**outcome);
                }
            });
}

} // namespace lectern
