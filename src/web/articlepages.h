// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/articleopening.h"
#include "web/pageview.h"

#include <QUrl>
#include <QWidget>

#include <optional>

namespace lectern {

class PageEngine;

/// One article, to be read as its original or in reader view. Lives in the GUI thread.
///
/// Its signals tell one story for each load, as those of PageView do, whichever of the two views
/// is in sight: an address is always the original's.
class ArticlePages final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ArticlePages)

public:
    /// `engine` must outlive this.
    explicit ArticlePages(PageEngine &engine, QWidget *parent = nullptr);
    ~ArticlePages() override;

    void open(const ArticleOpening &opening);
    /// Shows the other view, at the passage that is at the top of this one. Answers with
    /// viewChanged() or, when there is no text to be found, viewUnavailable().
    void setView(ReadingView view);
    [[nodiscard]] ReadingView view() const { return m_view; }
    /// The page of the view in sight.
    [[nodiscard]] PageView &page() const { return *m_original; }

    /// See PageView::forgetHistory().
    void forgetHistory();
    /// See PageView::setPresence(); of both views.
    void setPresence(PagePresence presence);

    void reload();
    void stop();
    void goBack();
    void goForward();
    [[nodiscard]] QUrl url() const; ///< of the original; empty before the first
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool isLoading() const;
    [[nodiscard]] bool canGoBack() const;
    [[nodiscard]] bool canGoForward() const;
    /// In the view in sight; empty before content is shown.
    [[nodiscard]] std::optional<ReadingPlace> place() const;

signals:
    void loadStarted(const QUrl &url);
    void addressChanged(const QUrl &url);
    void titleChanged(const QString &title);
    void progressChanged(int percent);
    void contentShown();
    void loadFinished(int httpStatus);
    void failed(const lectern::PageError &error);
    void loadStopped();
    void historyChanged();
    void placeChanged(const lectern::ReadingPlace &place); ///< in the view in sight
    void viewChanged(lectern::ReadingView view); ///< this one is in sight now
    void viewUnavailable(const lectern::Error &error); ///< the original stays in sight

    // From either of its pages; see PageView.
    void linkHovered(const QUrl &url);
    void found(int current, int total);
    void handOverRequested(const QUrl &url);
    void navigationRefused(const QUrl &url);
    void contextMenuRequested(const lectern::PageContext &context);
    void zoomRequested(int steps);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    PageView *m_original;
    ReadingView m_view = ReadingView::Original;
};

} // namespace lectern
