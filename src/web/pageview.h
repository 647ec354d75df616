// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "core/error.h"
#include "core/extractedarticle.h"
#include "core/pagesnapshot.h"
#include "core/passagequote.h"
#include "web/pageerror.h"
#include "web/pagepassage.h"
#include "web/pagepresence.h"
#include "web/readertext.h"

#include <QFuture>
#include <QUrl>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace lectern {

class PageEngine;

/// What lies under the pointer when a context menu is asked for. Text is plain.
struct PageContext
{
    QPoint globalPosition;
    QUrl linkUrl; ///< empty: not on a link
    QString linkText;
    QUrl imageUrl; ///< empty: not on an image
    QString selectedText;
    bool isEditable = false;
};

/// The article's page, as a widget. It costs next to nothing until the first load() or warmUp():
/// only then the engine module (WebEngine with all of Chromium) is loaded into the process.
/// Lives in the GUI thread.
///
/// Signals of one load come in this order: loadStarted, (addressChanged, titleChanged,
/// progressChanged)…, contentShown at most once, then exactly one of loadFinished, failed or
/// loadStopped. After failed() the widget shows nothing of the engine's own; its owner covers it.
class PageView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageView)

public:
    /// `engine` must outlive this.
    explicit PageView(PageEngine &engine, QWidget *parent = nullptr);
    ~PageView() override;

    /// Loads the engine now, so that the next load() starts without that wait. Idempotent.
    void warmUp();
    [[nodiscard]] bool isEngineLoaded() const;

    /// Shows the address, for the reader (see NavigationCause::Reader). With a place, the page is
    /// scrolled there as soon as it is tall enough, unless the reader scrolls first.
    void load(const QUrl &url, const std::optional<ReadingPlace> &place = {});
    /// Scrolls the page shown or being loaded there, as load() does.
    void goTo(const ReadingPlace &place);
    /// What the next load() brings is to be the first page of the history.
    void forgetHistory();
    /// InSight at first. What comes into sight shows at once how it looked last, then itself, and
    /// says uncovered(). This widget is to be hidden after Resting, and shown before InSight; Ahead
    /// is for a view that has never been in sight. Has the page laid out for its size at once.
    void setPresence(PagePresence presence);
    void reload();
    void stop();
    void goBack();
    void goForward();

    [[nodiscard]] QUrl url() const; ///< of the page shown or being loaded; empty before the first
    [[nodiscard]] QString title() const; ///< plain text; empty until the page has said
    [[nodiscard]] bool isLoading() const;
    [[nodiscard]] bool canGoBack() const;
    [[nodiscard]] bool canGoForward() const;
    [[nodiscard]] std::optional<ReadingPlace> place() const; ///< empty before content is shown
    [[nodiscard]] QString selectedText() const;
    /// There is nothing to see of the page itself: it is empty, or has not painted in sight yet.
    [[nodiscard]] bool isCovered() const;
    /// What the reader sees of it, which QWidget::grab() of the window leaves out.
    [[nodiscard]] QPixmap picture();

    /// 1.0 is the page's own size; kept for all pages; clamped to 0.25 to 5.
    void setZoom(double factor);
    [[nodiscard]] double zoom() const;

    enum class FindDirection { Forward, Backward };
    /// Marks all matches and moves to the next one; answers with found(). Empty text ends it.
    void find(const QString &text, FindDirection direction);

    void copySelection();

    /// What the document says now, its scripts' work included; without an address when there is
    /// none.
    [[nodiscard]] QFuture<PageSnapshot> takeSnapshot();
    /// The article in the document as it is now. Errors: Data/NotFound: there is no text. Cancelled
    /// when the page goes before.
    [[nodiscard]] QFuture<Result<ExtractedArticle>> extract();
    /// Outlines these elements of the last snapshot, instead of those before; until the next page.
    void markElements(const QList<int> &numbers);
    /// While on, a click or Enter on the page names an element (elementPicked) instead of doing
    /// what it does; until the next page.
    void setPicking(bool isPicking);

    /// Writes the page as a PDF file, whole or not at all. Errors: those of fileError();
    /// Data/NotFound: there is no page; Bug/Internal: the engine could not make one. Cancelled when
    /// the page goes before.
    [[nodiscard]] QFuture<Result<void>> savePdf(const QString &path);
    /// Asks with the desktop's own dialog where and how to print, and prints. True when it went to
    /// the printer, false when the reader thought better of it. Errors: Data/NotFound: there is no
    /// page; Environment/InputOutput.
    [[nodiscard]] QFuture<Result<bool>> print();

    /// The article in the document as it is now, ready for reader view. Errors: as extract().
    [[nodiscard]] QFuture<Result<ReadableArticle>> read();
    /// From now on links to the web are not loaded but told (linkFollowed).
    void handOutLinks();
    /// What stands at the top; empty when there is no page.
    [[nodiscard]] QFuture<PagePassage> passage();
    /// Scrolls to where this passage is here. Calls `reply` once that can be seen, or a moment
    /// later if it can't be; at once when there is no page, or an empty passage.
    void showPassage(const PagePassage &passage, const std::function<void()> &reply);
    /// Loads the engine and starts a process for the page, so that the first load() starts without
    /// that wait, either.
    void prepare();
    /// Shows nothing until the next load has something to see.
    void clear();
    /// What the reader has selected, with what stands around it; empty: nothing.
    [[nodiscard]] QFuture<PassageQuote> selectedPassage();

signals:
    void loadStarted(const QUrl &url);
    void addressChanged(const QUrl &url);
    void titleChanged(const QString &title);
    void progressChanged(int percent);
    /// The page has something to see: from here the reader can be said to look at it.
    void contentShown();
    /// `httpStatus` is 400 or above when the server sent its own page with an error; 0 if fine.
    void loadFinished(int httpStatus);
    void failed(const lectern::PageError &error);
    void loadStopped(); ///< by stop() or a load that replaced it
    /// The page itself has painted since it came into sight; its picture is about to go.
    void uncovered();
    void historyChanged();
    void placeChanged(const lectern::ReadingPlace &place); ///< while scrolling, at most 10 a second
    void linkHovered(const QUrl &url); ///< empty: no longer
    void found(int current, int total); ///< both 0 when nothing matches
    /// A link for another program: middle click, Ctrl+click, a new window, mailto. Not yet checked.
    void handOverRequested(const QUrl &url);
    /// A person's click led where a page may not go.
    void navigationRefused(const QUrl &url);
    void contextMenuRequested(const lectern::PageContext &context);
    /// Ctrl and the wheel over the page: so many steps nearer, or away if negative.
    void zoomRequested(int steps);
    void elementPicked(int number); ///< of the last snapshot
    /// The document is not any more what the last snapshot says; told once for each.
    void documentChanged();
    void documentParsed(); ///< the text of the page that is being loaded is all there
    void linkFollowed(const QUrl &url); ///< instead of being loaded; see handOutLinks()

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lectern
