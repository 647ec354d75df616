// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pagelistdialog.h"

#include "core/deliver.h"
#include "sync/sourcefinder.h"
#include "ui/errortext.h"
#include "ui_pagelistdialog.h"
#include "web/pageview.h"

#include <QPushButton>
#include <QShortcut>

#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr QSize usualSize(1000, 680);
constexpr int listWidth = 280;

} // namespace

PageListDialog::PageListDialog(PageEngine &engine, SourceFinder &finder, FolderId folder,
                               QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::PageListDialog>()), m_finder(finder),
      m_folder(folder), m_page(new PageView(engine, this))
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_page->setObjectName(u"shownPageView"_s);
    m_page->setAccessibleName(tr("The page"));
    m_form->pageListSplitter->insertWidget(0, m_page);
    m_form->pageListSplitter->setStretchFactor(0, 1);
    m_form->pageListSplitter->setStretchFactor(1, 0);
    m_form->listedPostsListWidget->setSpacing(2);
    m_form->pageListButtonBox->button(QDialogButtonBox::Ok)->setText(tr("&Follow"));
    // No larger than what it stands on.
    const QSize room = parent ? parent->window()->size() : usualSize;
    resize(usualSize.boundedTo(room.expandedTo(minimumSizeHint())));
    m_form->pageListSplitter->setSizes({width() - listWidth, listWidth});

    connect(m_page, &PageView::loadStarted, this, [this] {
        ++m_request;
        m_isChosen = false;
        m_list.reset();
        showPosts();
        showState(tr("Loading the page…"));
    });
    connect(m_page, &PageView::loadFinished, this, &PageListDialog::pageLoaded);
    connect(m_page, &PageView::failed, this, &PageListDialog::showError);
    connect(m_page, &PageView::elementPicked, this, [this](int element) {
        m_isChosen = true;
        find(element);
    });
    connect(m_page, &PageView::documentChanged, this, [this] {
        if (!m_isChosen)
            readPage();
    });
    connect(m_form->pageListButtonBox, &QDialogButtonBox::accepted, this, &PageListDialog::follow);
    connect(m_form->pageListButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // The page takes the keys, but for shortcuts.
    connect(new QShortcut(QKeySequence(QKeySequence::Cancel), this), &QShortcut::activated, this,
            &QDialog::reject);
    updateActions();
}

PageListDialog::~PageListDialog() = default;

void PageListDialog::look(const QUrl &page)
{
    m_page->load(page);
    m_page->setFocus();
}

void PageListDialog::pageLoaded()
{
    m_page->setPicking(true);
    readPage();
}

void PageListDialog::readPage()
{
    deliver(m_page->takeSnapshot(), this, [this, request = ++m_request](const PageSnapshot &page) {
        if (request != m_request || page.url.isEmpty())
            return;
        m_snapshot = page;
        find({});
    });
}

void PageListDialog::find(std::optional<int> element)
{
    deliver(m_finder.findShown(m_snapshot, element), this,
            [this, request = ++m_request, element](const Result<ShownList> &list) {
                if (request == m_request)
                    takeList(list, element.has_value());
            });
}

void PageListDialog::takeList(const Result<ShownList> &list, bool isPointedAt)
{
    if (list) {
        m_list = *list;
        m_page->markElements(list->elements);
        showState(tr("The posts that are marked would be followed. To follow another list of this "
                     "page, click one of its posts."));
    } else if (isPointedAt) {
        showState(tr("What you clicked is in no list of posts. Click the title of a post."));
    } else {
        m_list.reset();
        m_page->markElements({});
        showState(tr("No list of posts was found on this page by itself. Click one of the posts, "
                     "and Lectern looks for those like it."));
    }
    showPosts();
}

void PageListDialog::showPosts()
{
    QListWidget *list = m_form->listedPostsListWidget;
    list->clear();
    if (m_list) {
        for (const IncomingArticle &article :
             std::get<IncomingFeed>(m_list->source.content).articles) {
            auto *item = new QListWidgetItem(
                article.title.isEmpty() ? article.summary : article.title, list);
            item->setToolTip(article.url.toDisplayString());
            item->setFlags(Qt::ItemIsEnabled);
        }
    }
    m_form->listedPostsLabel->setText(
        m_list ? tr("&Posts of the list: %1").arg(locale().toString(list->count()))
               : tr("&Posts of the list"));
    updateActions();
}

void PageListDialog::follow()
{
    if (!m_list)
        return;
    m_isFollowing = true;
    updateActions();
    const QString title =
        m_list->source.title.isEmpty() ? m_list->source.url.host() : m_list->source.title;
    showState(tr("Adding %1…").arg(title));
    deliver(m_finder.addShown(*m_list, m_folder), this,
            [this, title](const Result<AddedSources> &sources) {
                m_isFollowing = false;
                if (!sources) {
                    showState(saveErrorText(sources.error()));
                    updateActions();
                    return;
                }
                emit added(*sources, title);
                accept();
            });
}

void PageListDialog::showError(const PageError &error)
{
    const ErrorText text = pageErrorText(error);
    showState(tr("%1. %2", "what has failed, and what to do about it").arg(text.title, text.text));
}

void PageListDialog::showState(const QString &sentence)
{
    m_form->pageListStateLabel->setText(sentence);
}

void PageListDialog::updateActions()
{
    m_form->pageListButtonBox->button(QDialogButtonBox::Ok)
        ->setEnabled(m_list.has_value() && !m_isFollowing);
    m_page->setEnabled(!m_isFollowing);
}

} // namespace lectern
