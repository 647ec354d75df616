// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/articleopening.h"
#include "web/articlepages.h"
#include "web/articlepool.h"
#include "web/readinghistory.h"

#include <QPixmap>
#include <QWidget>

#include <memory>
#include <optional>

namespace lectern {

class PageEngine;

/// Where articles are read: one at a time is in sight, as its original or in reader view; those
/// read last and those that are likely next are kept ready (see ArticlePool). It costs next to
/// nothing until the first open() or warmUp(). Lives in the GUI thread.
///
/// Back and forward walk over what was read: within a page its own history, beyond that the
/// articles opened before, each at the place where it was left.
///
/// Signals of one opening come in this order: loadStarted, (addressChanged, titleChanged,
/// progressChanged)…, contentShown at most once, then exactly one of loadFinished, failed or
/// loadStopped. An article that is ready is shown, and its story told, before open() returns; of
/// one that was on its way, the rest comes later. After failed() the widget shows nothing of the
/// engine's own; its owner covers it.
class ArticleView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ArticleView)

public:
    /// `engine` must outlive this.
    explicit ArticleView(PageEngine &engine, QWidget *parent = nullptr);
    ArticleView(PageEngine &engine, const PoolPatience &patience,
                const ArticlePool::MemoryProbe &isMemoryTight, QWidget *parent = nullptr);
    ~ArticleView() override;

    /// Loads the engine now, so that the next opening starts without that wait. Idempotent.
    void warmUp();
    [[nodiscard]] bool isEngineLoaded() const;

    void open(const ArticleOpening &opening);
    /// What the reader will probably open next, the most likely first: two at most are loaded
    /// ahead, one after the other, once the article in sight is complete or has failed. Each call
    /// replaces the one before; what is not likely any more stops loading. Articles loaded ahead
    /// are silent, and ask only for what they are made of. As long as nobody sees them, no signal
    /// tells of them.
    void prepare(const QList<ArticleOpening> &likely);
    /// On at first. Off: what is being loaded ahead stops.
    void setLoadingAhead(bool isLoadingAhead);
    /// See ArticlePages::setView().
    void setView(ReadingView view);
    [[nodiscard]] ReadingView view() const;

    void reload();
    void stop();
    void goBack();
    void goForward();
    [[nodiscard]] bool canGoBack() const;
    [[nodiscard]] bool canGoForward() const;
    [[nodiscard]] QUrl url() const; ///< the original's, being shown or loaded; empty at first
    [[nodiscard]] QString title() const; ///< plain text; empty until the page has said
    [[nodiscard]] bool isLoading() const;
    [[nodiscard]] std::optional<ReadingPlace> place() const; ///< in the view in sight
    [[nodiscard]] QString selectedText() const;
    /// What the reader sees of it, which QWidget::grab() of the window leaves out.
    [[nodiscard]] QPixmap picture();

    void setZoom(double factor); ///< of the original in sight; see PageView::setZoom()
    [[nodiscard]] double zoom() const;
    void find(const QString &text, PageView::FindDirection direction); ///< see PageView::find()
    void copySelection();
    [[nodiscard]] QFuture<PassageQuote> selectedPassage(); ///< see PageView::selectedPassage()
    /// The article in the page in sight; see PageView::extract().
    [[nodiscard]] QFuture<Result<ExtractedArticle>> extract();
    [[nodiscard]] std::optional<double> droppedShare() const; ///< see ArticlePages::droppedShare()
    [[nodiscard]] QFuture<Result<void>> savePdf(const QString &path); ///< see PageView::savePdf()
    [[nodiscard]] QFuture<Result<bool>> print(); ///< see PageView::print()

signals:
    void loadStarted(const QUrl &url);
    void addressChanged(const QUrl &url);
    void titleChanged(const QString &title);
    void progressChanged(int percent);
    /// There is something to see: from here the reader can be said to look at it.
    void contentShown();
    /// `httpStatus` is 400 or above when the server sent its own page with an error; 0 if fine.
    void loadFinished(int httpStatus);
    void failed(const lectern::PageError &error);
    void loadStopped(); ///< by stop() or an opening that replaced it
    void historyChanged();
    void placeChanged(const lectern::ReadingPlace &place); ///< in the view in sight
    void viewChanged(lectern::ReadingView view);
    void viewUnavailable(const lectern::Error &error); ///< see ArticlePages
    void droppedShareKnown(double share);
    void linkHovered(const QUrl &url);
    void found(int current, int total);
    void handOverRequested(const QUrl &url);
    void navigationRefused(const QUrl &url);
    void contextMenuRequested(const lectern::PageContext &context);
    void zoomRequested(int steps);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] ArticlePages &inSight() const { return m_pool->inSight(); }
    void followPages();
    void showArticle(const ArticleOpening &opening);
    void turnTo(const ArticleOpening &opening);
    void tellStory(const ArticleOpening &opening);
    void rememberVisit();

    std::unique_ptr<ArticlePool> m_pool;
    ReadingHistory m_history;
    QUrl m_askedFor; ///< what the page in sight was loaded from, before redirects
};

} // namespace lectern
