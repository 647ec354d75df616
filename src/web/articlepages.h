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
/// is in sight: an address is always the original's. A load that is to end in reader view shows
/// nothing before that is there, and ends when both the original has and reader view is in sight.
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
    /// viewChanged() or, when there is no text to be found, viewUnavailable(). The original of an
    /// article that was opened from its stored text is only loaded now.
    void setView(ReadingView view);
    /// The one in sight, or the one that the load under way is to end in.
    [[nodiscard]] ReadingView view() const { return m_view; }
    /// The page of the view in sight.
    [[nodiscard]] PageView &page() const;
    /// See ReadableArticle; of the article in reader view. Empty: not known.
    [[nodiscard]] std::optional<double> droppedShare() const { return m_droppedShare; }

    /// See PageView::forgetHistory().
    void forgetHistory();
    /// See PageView::setPresence(); of both views.
    void setPresence(PagePresence presence);

    /// Of the original; reader view has type of its own size. See PageView::setZoom().
    void setZoom(double factor) { m_original->setZoom(factor); }
    [[nodiscard]] double zoom() const { return m_original->zoom(); }
    void reload();
    void stop();
    void goBack();
    void goForward();
    [[nodiscard]] QUrl url() const { return m_url; } ///< of the original; empty before the first
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] bool isLoading() const { return m_isLoading; }
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
    void viewUnavailable(const lectern::Error &error); ///< the original stays in sight, or comes
    void droppedShareKnown(double share); ///< see droppedShare()

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
    /// An article shown from its stored text, and the link that was followed there.
    struct TextStep
    {
        ArticleOpening opening;
        QUrl next;
    };
    /// Between the views, or on the way into one.
    enum class Turn {
        None,
        Awaited, ///< the page that is to be read is being loaded
        Reading, ///< its article is being looked for
        Painting, ///< reader view has the text, but nothing of it on the screen
        Entering, ///< reader view is about to come into sight
        Leaving, ///< the original is about to come into sight
    };

    void connectPage(PageView &page);
    void connectOriginal();
    void connectReader();
    PageView &reader();

    // The story.
    void begin(const QUrl &url, const PageView &teller);
    void end(int httpStatus);
    void fail(const PageError &error);
    void setTitle(const QString &title);
    void showContent();
    void originalStarted(const QUrl &url);
    void originalShown();
    void originalFinished(int httpStatus);
    void originalFailed(const PageError &error);
    void originalStopped();
    void readerShown();
    void readerFailed(const PageError &error);
    void readerMoved(const QUrl &url);

    // Reader view.
    void loadForReader(const QUrl &url, const std::optional<ReadingPlace> &readerPlace);
    void openText(const ArticleOpening &opening);
    void followLink(const QUrl &url);
    void read();
    void take(const Result<ReadableArticle> &readable);
    void giveUpReader(const Error &error);
    void turnToReader();
    void turnToOriginal();
    void showOriginalInstead(const std::optional<Error> &reason = {});
    void setTurn(Turn turn);
    [[nodiscard]] bool isTurnedBefore(int turnNumber) const { return turnNumber != m_turnNumber; }

    // What is in sight.
    void bringIn(ReadingView view);
    void layOut();
    [[nodiscard]] bool isAtTextStep() const;

    PageEngine &m_engine;
    PageView *m_original;
    PageView *m_reader = nullptr; ///< from its first use on
    ReadingView m_view = ReadingView::Original;
    ReadingView m_seen = ReadingView::Original; ///< whose page is in sight

    PagePresence m_presence = PagePresence::InSight;

    QUrl m_url;
    QUrl m_requestedUrl; ///< before the server led elsewhere
    QString m_title;
    const PageView *m_teller; ///< whose story is told
    bool m_isLoading = false;
    bool m_isContentShown = false; ///< has been told in this story
    bool m_isStopWanted = false;
    /// The original's page holds the article; else there is only its stored text.
    bool m_isOriginalThere = false;
    bool m_isReaderThere = false; ///< the reader view's page holds its text

    Turn m_turn = Turn::None;
    int m_turnNumber = 0; ///< what an earlier one has asked for is ignored
    bool m_isReadEarly = false; ///< before the page was complete
    std::optional<int> m_originalEnd; ///< the status that its load ended with
    int m_textLength = 0; ///< of the article in reader view
    std::optional<ReadingPlace> m_readerPlace; ///< wanted in reader view
    PagePassage m_passage; ///< at the top of the view that is left
    std::optional<double> m_droppedShare;

    ArticleOpening m_opening; ///< the last one
    std::optional<TextStep> m_textStep; ///< the last one, as long as it can be gone back to
    // Places inside reader view's document that can be gone back and forward to.
    int m_anchorsBack = 0;
    int m_anchorsForward = 0;
    int m_anchorStep = 0; ///< under way: -1 or 1
};

} // namespace lectern
