// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "library/readingchoices.h"
#include "web/articleview.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QAction;
class QLabel;
class QMenu;

namespace Ui {
class ArticlePane;
}

namespace lectern {

class Library;
class PageEngine;
class PageErrorPane;
class WelcomePane;

/// The right side of the window: a slim bar, the page, and what stands in for it: the welcome
/// before anything is chosen, an error pane when there is no page. It remembers in the library how
/// far the reader came in each article, in which view articles are read, and how large the pages of
/// a site are shown. `library` and `engine` must outlive it.
class ArticlePane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ArticlePane)

public:
    /// The window's actions that have a button in the bar. Not owned.
    struct BarActions
    {
        QAction *list;
        QAction *back;
        QAction *forward;
        QAction *reload;
        QAction *stop;
        QAction *zoomReset;
        QAction *readerStyle;
        QAction *readerView;
        QAction *bookmark;
        QAction *openInBrowser;
        QMenu *more;
    };

    ArticlePane(PageEngine &engine, Library &library, QWidget *parent = nullptr);
    ~ArticlePane() override;

    void setActions(const BarActions &actions);
    /// With no list beside it, a button leads back to it.
    void setListButtonVisible(bool isVisible);

    /// Fills the place with a welcome until something is opened; does nothing from then on. Not
    /// there from the start, since the list should not wait for it to be painted.
    void showWelcome();
    /// Opens a post of the list, at the place where the reader left it.
    void open(const Post &post);
    /// Opens any address; if the library knows it as a post, it is that post.
    void open(const QUrl &url);
    /// What is probably opened next, the most likely first, so that it can be loaded ahead.
    void prepare(const QList<Post> &posts);

    [[nodiscard]] ArticleView &page() const { return *m_page; }
    [[nodiscard]] bool isEmpty() const { return m_address.isEmpty(); } ///< nothing opened yet
    /// The address under which the page is an article: that of the post it was opened as, even
    /// when the server led on to another one; else the page's own.
    [[nodiscard]] QUrl articleUrl() const;
    [[nodiscard]] QUrl address() const { return m_address; } ///< the page's own, or that asked for
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString site() const;
    /// The post before the reader, if it is one.
    [[nodiscard]] const std::optional<Post> &post() const { return m_post; }

    /// Takes the keyboard to the page, or to what stands in for it.
    void takeFocus();
    void reload();
    /// Whether there is a choice between the original and reader view.
    [[nodiscard]] bool hasViews() const;
    /// Lectern's own pages are typeset already.
    [[nodiscard]] bool isInReaderView() const;
    /// Shows the other view, and remembers it for the article's site and source.
    void setReaderView(bool isReader);
    /// Of the original; kept for its site. See PageView::setZoom().
    void setZoom(double factor);
    void startFind();
    void findNext(PageView::FindDirection direction);
    /// False when there was no find bar to close.
    bool endFind();
    /// Hands the last reading place to the library now; the library finishes before it closes.
    void savePlace();

signals:
    void pageChanged(); ///< address, title, post, history or loading may be others now
    void articleShown(); ///< there is something of it to read; again when its post gets known
    void articleLeft(); ///< it is no longer before the reader, or was never
    void settled(); ///< the page is shown as far as it will be, or its error pane is
    void choicesChanged(); ///< the reader has chosen how articles of a site open from now on
    void guideRequested();
    void browserRequested(); ///< for the page that can't be shown here

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void startOpening(const QUrl &url);
    [[nodiscard]] ArticleOpening openingOf(const QUrl &url, const ReadingChoices &choices) const;
    void adoptSiteZoom(const QUrl &url);
    void showZoom();
    void showStyleButton();
    [[nodiscard]] SourceId sourceOfPost() const; ///< none when the page is no post of a list
    void tellDropped();
    void followAddress(const QUrl &url);
    void leaveArticle();
    void lookUpPost(const QUrl &url);
    void showReloadOrStop();
    void showHeading();
    void showHoveredLink(const QUrl &url);
    void showFailure(const PageError &error);

    std::unique_ptr<Ui::ArticlePane> m_form;
    Library &m_library;
    ArticleView *m_page;
    WelcomePane *m_welcome = nullptr; ///< once it was wanted
    PageErrorPane *m_errorPane;
    QLabel *m_hoverLabel;
    QAction *m_reloadAction = nullptr;
    QAction *m_stopAction = nullptr;

    QUrl m_address;
    std::optional<Post> m_post;
    QList<QUrl> m_postAddresses; ///< canonical: where m_post was opened and was led on to
    bool m_isShown = false; ///< something of the article is on the screen
    bool m_isOpening = false; ///< what the address changes to still belongs to m_post
    bool m_isStartAwaited = false; ///< the article that was opened has not begun to load
    quint64 m_lastOpening = 0;

    struct UnsavedPlace
    {
        QUrl url;
        ReadingView view = ReadingView::Original;
        ReadingPlace place;
    };
    std::optional<UnsavedPlace> m_unsavedPlace;
    /// By address: what prepare() has found out, so that opening one asks nobody.
    QHash<QUrl, ArticleOpening> m_prepared;
    quint64 m_lastPreparation = 0;
    bool m_isViewChosen = false; ///< the reader has asked for the other view, which is on its way
    QTimer m_placeTimer;
};

} // namespace lectern
