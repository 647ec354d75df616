// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/postpane.h"

#include "models/postlistmodel.h"
#include "models/scopemodel.h"
#include "ui/errortext.h"
#include "ui/lineicon.h"
#include "ui/theme.h"
#include "ui_postpane.h"

#include <QKeySequence>

using namespace Qt::StringLiterals;

namespace lectern {

PostPane::PostPane(PostListModel &posts, ScopeModel &scopes, Library &library, QWidget *parent)
    : QWidget(parent), m_form(std::make_unique<Ui::PostPane>()), m_posts(posts), m_scopes(scopes)
{
    m_form->setupUi(this);
    setAutoFillBackground(true);
    QAction *icon =
        m_form->searchLineEdit->addAction(lineIcon(u"search"_s), QLineEdit::LeadingPosition);
    icon->setText(tr("Search"));
    m_form->searchNoteLabel->hide();
    m_form->postListView->setModel(&posts);
    m_form->sourceFold->setSources(scopes, library);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_form->postMessageTitleLabel->setFont(bold);
    adoptPalette();

    connect(m_form->searchLineEdit, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_isChoosingFirst = false;
        m_posts.setSearch(words);
    });
    connect(m_form->searchLineEdit, &QLineEdit::returnPressed, this, [this] {
        m_isChoosingFirst = true;
        if (m_posts.isSettled())
            chooseFirst();
    });
    const auto chooseFixed = [this](ScopeModel::FixedRow row) {
        return [this, row] { setScope(m_scopes.scopeAt(row).scope); };
    };
    connect(m_form->allScopeButton, &QToolButton::clicked, this, chooseFixed(ScopeModel::AllRow));
    connect(m_form->unreadScopeButton, &QToolButton::clicked, this,
            chooseFixed(ScopeModel::UnreadRow));
    connect(m_form->bookmarksScopeButton, &QToolButton::clicked, this,
            chooseFixed(ScopeModel::BookmarksRow));
    SourceFold *sources = m_form->sourceFold;
    connect(m_form->scopeHeading, &ScopeHeading::toggled, sources, &SourceFold::setUnfolded);
    connect(m_form->scopeHeading, &ScopeHeading::entryRequested, sources, &SourceFold::enter);
    connect(sources, &SourceFold::unfolded, m_form->scopeHeading, &ScopeHeading::setChecked);
    connect(sources, &SourceFold::scopeChosen, this, &PostPane::setScope);
    connect(sources, &SourceFold::leaveRequested, m_form->postListView,
            [this] { m_form->postListView->setFocus(Qt::OtherFocusReason); });
    // Behind the painting: what the tree needs must not hold it up.
    connect(m_form->postListView, &PostListView::firstRowsPainted, sources, &SourceFold::begin,
            Qt::QueuedConnection);
    connect(m_form->postMessageButton, &QPushButton::clicked, this, [this] {
        if (m_hasLibraryError)
            emit retryRequested();
        else
            setScope({});
    });

    connect(m_form->rescueButton, &QPushButton::clicked, this, &PostPane::rescueRequested);

    connect(&posts, &PostListModel::listReplaced, m_form->postListView, &PostListView::showTop);
    connect(&posts, &PostListModel::settled, this, [this] {
        m_hasLibraryError = false;
        if (m_posts.rowCount() == 0)
            m_form->sourceFold->begin(); // no rows will be painted: nothing to wait for
        showSearchNote();
        showListOrMessage();
        if (m_isChoosingFirst)
            chooseFirst();
    });
    connect(&scopes, &ScopeModel::settled, this, [this] {
        if (m_scopes.rowOf(m_posts.scope()) < 0)
            setScope({}); // the collection it showed was removed
        showCounts();
        showScope();
    });
    showScope();
}

PostPane::~PostPane() = default;

void PostPane::setScope(const Scope &scope)
{
    m_posts.setScope(scope);
    showScope();
    emit scopeChanged(scope);
}

PostListView &PostPane::list() const
{
    return *m_form->postListView;
}

SourceFold &PostPane::sources() const
{
    return *m_form->sourceFold;
}

RefreshLine &PostPane::refreshLine() const
{
    return *m_form->refreshLine;
}

void PostPane::focusSearch()
{
    m_form->searchLineEdit->setFocus(Qt::ShortcutFocusReason);
    m_form->searchLineEdit->selectAll();
}

bool PostPane::clearSearch()
{
    if (m_form->searchLineEdit->text().isEmpty())
        return false;
    m_form->searchLineEdit->clear();
    return true;
}

void PostPane::showLibraryError(const ErrorText &text, bool canBeRescued)
{
    m_hasLibraryError = true;
    m_form->postMessageTitleLabel->setText(text.title);
    m_form->postMessageLabel->setText(text.text);
    m_form->postMessageButton->setText(tr("Tr&y Again"));
    m_form->postMessageButton->show();
    m_form->rescueButton->setVisible(canBeRescued);
    m_form->postStack->setCurrentWidget(m_form->postMessagePage);
}

void PostPane::completeList()
{
    m_isComplete = true;
    showListOrMessage();
}

void PostPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        adoptPalette();
    QWidget::changeEvent(event);
}

void PostPane::adoptPalette()
{
    // The rows stand on the pane, not on the white of an input field.
    const QColor pane = Theme::of(QGuiApplication::palette()).pane;
    if (m_form->postListView->palette().color(QPalette::Base) == pane)
        return;
    QPalette listPalette;
    listPalette.setColor(QPalette::Base, pane);
    m_form->postListView->setPalette(listPalette);
}

void PostPane::showCounts()
{
    m_form->unreadScopeButton->setCount(m_scopes.scopeAt(ScopeModel::UnreadRow).count.value_or(0));
    m_form->bookmarksScopeButton->setCount(
        m_scopes.scopeAt(ScopeModel::BookmarksRow).count.value_or(0));
}

void PostPane::showScope()
{
    const Scope::Kind kind = m_posts.scope().kind;
    m_form->allScopeButton->setChecked(kind == Scope::Kind::All);
    m_form->unreadScopeButton->setChecked(kind == Scope::Kind::Unread);
    m_form->bookmarksScopeButton->setChecked(kind == Scope::Kind::Bookmarks);
    m_form->sourceFold->setShownScope(m_posts.scope());
    if (const int row = m_scopes.rowOf(m_posts.scope()); row >= 0)
        m_form->scopeHeading->setScope(m_scopes.scopeAt(row).title, m_scopes.scopeAt(row).count);
    else
        m_form->scopeHeading->setScope({}, {});
}

void PostPane::showListOrMessage()
{
    if (m_hasLibraryError)
        return;
    if (m_posts.rowCount() > 0 || !m_isComplete) {
        m_form->postStack->setCurrentWidget(m_form->postListView);
        return;
    }
    QString title;
    QString text;
    const bool isNarrow = m_posts.scope() != Scope();
    m_form->rescueButton->hide();
    m_form->postMessageButton->setVisible(m_posts.isSearching() && isNarrow);
    if (m_posts.isSearching()) {
        title = tr("Nothing found");
        text = isNarrow ? tr("None of the posts in this list has all of these words.")
                        : tr("No post has all of these words.");
        m_form->postMessageButton->setText(tr("Search &All Posts"));
    } else {
        switch (m_posts.scope().kind) {
        case Scope::Kind::All:
        case Scope::Kind::Source:
        case Scope::Kind::Folder:
            title = tr("No posts here");
            text = tr("Refresh a feed, or add another, to fill the list.");
            if (const auto source = m_scopes.sourceOf(m_posts.scope()); source && source->isOwn)
                text = tr("Posts come here by Article › Add to Collection.");
            break;
        case Scope::Kind::Unread:
            title = tr("All read");
            text = tr("There is nothing unread.");
            break;
        case Scope::Kind::Search:
            title = tr("Nothing found");
            text = tr("No post matches this saved search now.");
            break;
        case Scope::Kind::Bookmarks:
            title = tr("No bookmarks yet");
            text = tr("Press %1 on any page and it is kept here.")
                       .arg(QKeySequence(u"Ctrl+D"_s).toString(QKeySequence::NativeText));
            break;
        }
    }
    m_form->postMessageTitleLabel->setText(title);
    m_form->postMessageLabel->setText(text);
    m_form->postStack->setCurrentWidget(m_form->postMessagePage);
}

void PostPane::showSearchNote()
{
    const PostListModel::Findings &found = m_posts.findings();
    QStringList sentences;
    if (m_posts.isSearching() && found.isPlainWords)
        sentences.append(tr("This is no valid search; its words were searched for as they are."));
    if (m_posts.isSearching() && found.areMore)
        sentences.append(tr("More than %1 posts found, the latest of them are shown.")
                             .arg(locale().toString(found.total)));
    else if (m_posts.isSearching() && found.total > 0)
        sentences.append(tr("%n found, best first.", nullptr, found.total));
    m_form->searchNoteLabel->setText(sentences.join(u' '));
    m_form->searchNoteLabel->setVisible(!sentences.isEmpty());
}

void PostPane::chooseFirst()
{
    m_isChoosingFirst = false;
    if (m_posts.rowCount() == 0)
        return;
    m_form->postListView->setFocus();
    m_form->postListView->chooseRow(0);
}

} // namespace lectern
