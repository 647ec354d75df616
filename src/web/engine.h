// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "core/error.h"
#include "core/extractedarticle.h"
#include "core/pagesnapshot.h"
#include "core/passagequote.h"
#include "web/lecternpages.h"
#include "web/pageerror.h"
#include "web/pagepassage.h"
#include "web/pagepresence.h"
#include "web/readertext.h"

#include <QPixmap>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QWidget;

// The boundary between Lectern and its engine module. Linking WebEngine triples what the program
// costs before the first article, so only the module links it, and is loaded when it is needed.
// Both sides see these plain interfaces and values. No QObject of ours and no dynamic_cast crosses
// the boundary: each side has its own copy of a class's type information.
//
// All of it belongs to the GUI thread. Both sides are built together; engineInterfaceVersion is
// there for the case of a module left over from another installation.
namespace lectern {

struct PageContext;
struct PageSettings;

/// What `lectern --version` tells of the engine.
struct EngineVersions
{
    QString engine; ///< Qt WebEngine: "6.4.2"
    QString chromium; ///< what it was made from: "102.0.5005.177"
    QString securityPatch; ///< the Chromium release whose fixes it has as well
};

/// How a load ended.
struct EngineOutcome
{
    enum class Kind {
        Finished,
        Stopped, ///< nobody waits for it any more
        Failed,
    };
    Kind kind = Kind::Finished;
    int httpStatus = 0; ///< 400 or above; with Finished: the server's own page about it
    PageError error = {}; ///< only with Failed
    /// Only with Failed: the failed page has taken the place of the one before, as far as the
    /// engine and its history go.
    bool isPageReplaced = false;
};

/// What the engine asks of Lectern.
class EngineClient
{
public:
    /// See LecternPages::answer. `reply` may be called after the engine is gone.
    virtual void answerOwnAddress(const QUrl &url, const LecternPages::Reply &reply) = 0;

protected:
    ~EngineClient() = default;
};

/// What happens on a page. Calls may come from inside EnginePage's own functions, and from inside
/// engine callbacks unless a function says otherwise: no dialogs, no event loops.
class EnginePageClient
{
public:
    /// A load that was not asked for with EnginePage::load: a link, back, forward, reload, script.
    /// If one is still running, this one replaces it.
    virtual void loadBegan(const QUrl &url) = 0;
    /// What was in sight is gone, and what takes its place has painted nothing yet. `lastPicture`
    /// is how it looked; null if that is not known.
    virtual void surfaceCleared(const QPixmap &lastPicture) = 0;
    /// The surface shows a page again.
    virtual void surfacePainted() = 0;
    /// The page of the load that is running has painted something to see. After surfacePainted.
    virtual void contentPainted() = 0;
    virtual void loadEnded(const EngineOutcome &outcome) = 0;
    /// The render process is gone, during a load or long after.
    virtual void pageCrashed(const PageError &error) = 0;

    virtual void addressChanged(const QUrl &url) = 0;
    virtual void titleChanged(const QString &title) = 0;
    virtual void progressChanged(int percent) = 0;
    virtual void historyChanged() = 0;
    /// The page moved or grew.
    virtual void placeChanged(const ReadingPlace &place) = 0;
    /// The place given to load() was reached, or given up for the reader's own scrolling.
    virtual void placeSettled() = 0;
    virtual void found(int current, int total) = 0;
    virtual void linkHovered(const QUrl &url) = 0;
    virtual void zoomRequested(int steps) = 0;
    // These three come from the event loop: answering them with a dialog or a menu is fine.
    virtual void handOverRequested(const QUrl &url) = 0;
    virtual void navigationRefused(const QUrl &url) = 0;
    virtual void contextMenuRequested(const PageContext &context) = 0;
    /// The reader has pointed at this element of the last snapshot (EnginePage::setPicking).
    virtual void elementPicked(int number) = 0;
    /// The document is not any more what the last snapshot says. Told once for each of these.
    virtual void documentChanged() = 0;
    /// Tab went past the last element of the page or, backwards, past the first.
    virtual void focusLeft(bool isForward) = 0;

    // Reader view.
    /// The document of the load that is running has all of its text, as far as the server sent it.
    virtual void documentParsed() = 0;
    /// A link of the page was followed, which is not this page's to load. From the event loop.
    virtual void linkFollowed(const QUrl &url) = 0;

protected:
    ~EnginePageClient() = default;
};

/// Called exactly once, from the event loop; without an address when there is no document.
using SnapshotReply = std::function<void(const PageSnapshot &snapshot)>;

/// Called exactly once, from the event loop. Errors: Data/NotFound: there is no text;
/// Data/TimedOut: the page takes too long; Environment/ConnectionLost: the process that read it is
/// gone.
using ArticleReply = std::function<void(const Result<ExtractedArticle> &article)>;

/// Called exactly once with the bytes of a PDF file; empty: it could not be made.
using PdfReply = std::function<void(const QByteArray &pdf)>;

/// What became of printing.
enum class PrintOutcome { Printed, Cancelled, Failed };
/// Called exactly once, but not any more when the page goes before.
using PrintReply = std::function<void(PrintOutcome outcome)>;

/// Called as ArticleReply is, with the same errors.
using ReadableReply = std::function<void(const Result<ReadableArticle> &article)>;
/// Called exactly once, from the event loop. Errors: those of ArticleReply but NotFound.
using ReaderTextReply = std::function<void(const Result<ReaderText> &text)>;

using PassageReply = std::function<void(const PagePassage &passage)>;
using QuoteReply = std::function<void(const PassageQuote &quote)>;

/// One page of the engine.
class EnginePage
{
public:
    virtual ~EnginePage() = default;

    /// A window of its own, to be embedded (see EmbeddedPage). Belongs to this page.
    [[nodiscard]] virtual QWidget *widget() const = 0;

    /// `url` must have passed the navigation policy.
    virtual void load(const QUrl &url, const std::optional<ReadingPlace> &place) = 0;
    virtual void reload() = 0;
    virtual void stop() = 0;
    virtual void goBack() = 0;
    virtual void goForward() = 0;
    [[nodiscard]] virtual bool canGoBack() const = 0;
    [[nodiscard]] virtual bool canGoForward() const = 0;

    [[nodiscard]] virtual QUrl url() const = 0; ///< of the page that is there; empty before one is
    [[nodiscard]] virtual QString title() const = 0; ///< as the page gave it; empty if it has none
    [[nodiscard]] virtual ReadingPlace place() const = 0; ///< as far as the page has told
    [[nodiscard]] virtual QString selectedText() const = 0;
    virtual void copySelection() = 0;
    virtual void setZoom(double factor) = 0;
    /// Sets Lectern's own pages: their colours (see schemeOf()) and their type, as CSS. What is at
    /// the top stays there. Web pages choose for themselves.
    virtual void restyle(const QString &scheme, const QByteArray &styleSheet) = 0;
    virtual void find(const QString &text, bool isBackward) = 0;

    /// Goes there on the page that is there or being loaded, unless the reader scrolls first.
    virtual void goTo(const ReadingPlace &place) = 0;
    /// The page that the next load() brings is to be the first one of its history.
    virtual void forgetHistory() = 0;
    /// InSight at first. Otherwise the page is silent, goes nowhere by itself, and asks only for
    /// what its article is made of; the rest it asks for when it comes into sight, and then tells
    /// when it has painted. Whether its widget is shown is up to the caller, who hides it before
    /// the page is Frozen.
    virtual void setPresence(PagePresence presence) = 0;

    /// Lets the page run as if it were on a screen; else the engine holds it back.
    virtual void runUnseen() = 0;
    /// What the document says now, its scripts' work included. Not called back when the page goes.
    virtual void takeSnapshot(const SnapshotReply &reply) = 0;
    /// The article in the document as it is now. Not called back when the page goes, and no earlier
    /// than the page has time for it.
    virtual void extract(const ArticleReply &reply) = 0;
    /// Outlines these elements of the last snapshot, instead of those before. Until the next page.
    virtual void markElements(const QList<int> &numbers) = 0;
    /// While on, a click or Enter names an element instead of doing what it does. Until the next
    /// page.
    virtual void setPicking(bool isPicking) = 0;

    /// The page as it is printed, on A4 or, where that is usual, Letter.
    virtual void makePdf(const PdfReply &reply) = 0;
    /// Asks with the desktop's own dialog over `window` where and how to print, and prints.
    virtual void print(QWidget &window, const PrintReply &reply) = 0;

    /// Starts a process for the page, which its first load would have to wait for.
    virtual void warmUp() = 0;

    // Reader view.
    /// As extract(), and the text made ready to be shown.
    virtual void read(const ReadableReply &reply) = 0;
    /// From now on links to the web are not loaded but told (EnginePageClient::linkFollowed).
    virtual void handOutLinks() = 0;
    /// Not called back when the page goes.
    virtual void tellPassage(const PassageReply &reply) = 0;
    /// Scrolls so that this passage, or the nearest that is here too, is where it was. Calls back
    /// when that is on the surface, or a moment later if it won't be; not when the page goes.
    virtual void showPassage(const PagePassage &passage, const std::function<void()> &reply) = 0;
    /// The reader's selection; an empty one when there is none. Not called back when the page goes.
    virtual void tellSelection(const QuoteReply &reply) = 0;
};

/// The engine: one profile (cache, cookies, rules) and its pages.
class Engine
{
public:
    /// All pages must be gone before.
    virtual ~Engine() = default;
    /// `client` must outlive the page.
    [[nodiscard]] virtual std::unique_ptr<EnginePage> createPage(EnginePageClient &client) = 0;
    /// The article in a page that is given as its text, from `address`. Nothing of it runs, and
    /// nothing is fetched. One at a time, since the process that does it is one; `patience` for
    /// each. Not called back when the engine goes.
    virtual void extract(const QString &html, const QUrl &address,
                         std::chrono::milliseconds patience, const ArticleReply &reply) = 0;
    /// Content from `address` made safe and ready for reader view. As extract() otherwise.
    virtual void sanitise(const QString &html, const QUrl &address,
                          std::chrono::milliseconds patience, const ReaderTextReply &reply) = 0;
};

/// To be raised with every change of what stands above or of the types it uses.
inline constexpr int engineInterfaceVersion = 7;

/// What the module exports, with C linkage, under the names given.
namespace enginesymbol {
inline constexpr const char *interfaceVersion = "lecternEngineInterfaceVersion";
inline constexpr const char *versions = "lecternEngineVersions";
inline constexpr const char *create = "lecternEngineCreate";
} // namespace enginesymbol
using EngineInterfaceVersionFunction = int (*)();
using EngineVersionsFunction = void (*)(EngineVersions *versions);
/// The caller owns the engine.
using EngineCreateFunction = Engine *(*)(const PageSettings *settings, EngineClient *client);

} // namespace lectern
