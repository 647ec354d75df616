// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/engine.h"
#include "web/engine/pageelements.h"
#include "web/engine/policedpage.h"
#include "web/engine/quietpage.h"
#include "web/engine/unseenguard.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWebEngineLoadingInfo>
#include <QWebEngineView>

class QWheelEvent;

namespace lectern {

/// A page of WebEngine with its view, as EnginePage promises it: turns the engine's many signals
/// into one story for each load.
class ShownPage final : public QObject, public EnginePage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShownPage)

public:
    /// `profile` and `client` must outlive this.
    ShownPage(QWebEngineProfile &profile, EnginePageClient &client);
    ~ShownPage() override;

    [[nodiscard]] QWidget *widget() const override;
    void load(const QUrl &url, const std::optional<ReadingPlace> &place) override;
    void reload() override;
    void stop() override;
    void goBack() override;
    void goForward() override;
    [[nodiscard]] bool canGoBack() const override;
    [[nodiscard]] bool canGoForward() const override;
    [[nodiscard]] QUrl url() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] ReadingPlace place() const override;
    [[nodiscard]] QString selectedText() const override;
    void copySelection() override;
    void setZoom(double factor) override;
    void restyle(const QString &scheme, const QByteArray &styleSheet) override;
    void find(const QString &text, bool isBackward) override;
    void goTo(const ReadingPlace &place) override;
    void forgetHistory() override;
    void setPresence(PagePresence presence) override;
    void runUnseen() override;
    void takeSnapshot(const SnapshotReply &reply) override;
    void extract(const ArticleReply &reply) override;
    void markElements(const QList<int> &numbers) override;
    void setPicking(bool isPicking) override;
    void makePdf(const PdfReply &reply) override;
    void print(QWidget &window, const PrintReply &reply) override;
    void warmUp() override;
    void read(const ReadableReply &reply) override;
    void handOutLinks() override;
    void tellPassage(const PassageReply &reply) override;
    void showPassage(const PagePassage &passage, const std::function<void()> &reply) override;
    void tellSelection(const QuoteReply &reply) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Load
    {
        int number = 0;
        QUrl url = {}; ///< as asked for; redirects may lead elsewhere
        bool isRunning = false;
        bool isCommitted = false; ///< its document took the place of the one before
        bool isPainted = false;
        bool isStopWanted = false;
        bool isRefused = false; ///< by the navigation policy, on the way
    };

    void connectPage();
    void beginLoad(const QUrl &url);
    void navigationAccepted(const QUrl &url, NavigationCause cause);
    void loadingChanged(const QWebEngineLoadingInfo &info);
    void endServerError(int httpStatus);
    void endLoad(const EngineOutcome &outcome);
    void fail(PageProblem problem, const QString &detail, int httpStatus = 0);
    void scriptSpoke(const QString &message);
    void reportPaint();
    void reportZoomWheel(const QWheelEvent &event);
    void reportContextMenu(QPoint position);
    void endPlaceLoad();
    void restorePlace();
    void showUnseen();
    [[nodiscard]] QuietPage &quietPage();
    void runReading(const QString &script, const ReadableReply &reply);
    void endPassage();
    [[nodiscard]] bool isPlaceOnShownPage(const QUrl &url) const;

    EnginePageClient &m_client;
    UnseenGuard m_unseenGuard;
    bool m_isRunUnseen = false;
    PolicedPage m_page;
    PageElements m_elements;
    std::function<void()> m_passageReply; ///< until the passage wanted is on the surface
    QTimer m_passageTimer;
    bool m_isPassed = false; ///< the page has painted it, and the surface may not yet
    std::unique_ptr<QuietPage> m_quietPage; ///< only for pages that let nothing be parsed in them
    QPointer<QWebEngineView> m_view; ///< embedded elsewhere
    Load m_load;
    bool m_isHistoryToForget = false; ///< with the next document
    bool m_hasDocument = false; ///< from the first page on, until it crashes
    QTimer m_paintTimer; ///< until the surface shows what the page has painted
    QElapsedTimer m_sincePainted;
    QPixmap m_lastPicture; ///< only while the view changes its surface
    ReadingPlace m_shownPlace; ///< where the page is, as its script told
    std::optional<ReadingPlace> m_place; ///< wanted on the page that is being loaded
    int m_wheelTurn = 0; ///< with Ctrl, not yet a whole step; in eighths of a degree
};

} // namespace lectern
