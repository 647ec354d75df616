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

PostPane::PostPane(PostListModel &posts, ScopeModel &scopes, QWidget *parent)
    : QWidget(parent), m_form(std::make_unique<Ui::PostPane>()), m_posts(posts), m_scopes(scopes)
{
    m_form->setupUi(this);
    setAutoFillBackground(true);
    m_form->filterLineEdit->addAction(lineIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_form->postListView->setModel(&posts);
    m_form->scopeComboBox->setModel(&scopes);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_form->postMessageTitleLabel->setFont(bold);
    adoptPalette();

    connect(m_form->filterLineEdit, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_posts.setFilter(words);
        showListOrMessage();
    });
    connect(m_form->filterLineEdit, &QLineEdit::returnPressed, this, [this] {
        m_form->postListView->setFocus();
        if (m_posts.rowCount() > 0)
            m_form->postListView->chooseRow(0);
    });
    const auto chooseFixed = [this](ScopeModel::FixedRow row) {
        return [this, row] { setScope(m_scopes.scopeAt(row).scope); };
    };
    connect(m_form->allScopeButton, &QToolButton::clicked, this, chooseFixed(ScopeModel::AllRow));
    connect(m_form->unreadScopeButton, &QToolButton::clicked, this,
            chooseFixed(ScopeModel::UnreadRow));
    connect(m_form->bookmarksScopeButton, &QToolButton::clicked, this,
            chooseFixed(ScopeModel::BookmarksRow));
    connect(m_form->scopeComboBox, &QComboBox::activated, this,
            [this](int row) { setScope(m_scopes.scopeAt(row).scope); });
    connect(m_form->postMessageButton, &QPushButton::clicked, this, &PostPane::retryRequested);

    connect(&posts, &PostListModel::settled, this, [this] {
        m_hasLibraryError = false;
        showListOrMessage();
    });
    // Rows also go when a bookmark is removed or the filter narrows, with no settled() after it.
    connect(&posts, &QAbstractItemModel::rowsRemoved, this, &PostPane::showListOrMessage);
    connect(&posts, &QAbstractItemModel::rowsInserted, this, &PostPane::showListOrMessage);
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

void PostPane::focusFilter()
{
    m_form->filterLineEdit->setFocus(Qt::ShortcutFocusReason);
    m_form->filterLineEdit->selectAll();
}

bool PostPane::clearFilter()
{
    if (m_form->filterLineEdit->text().isEmpty())
        return false;
    m_form->filterLineEdit->clear();
    return true;
}

void PostPane::showLibraryError(const ErrorText &text)
{
    m_hasLibraryError = true;
    m_form->postMessageTitleLabel->setText(text.title);
    m_form->postMessageLabel->setText(text.text);
    m_form->postMessageButton->show();
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
    m_form->unreadScopeButton->setCount(m_scopes.scopeAt(ScopeModel::UnreadRow).count);
    m_form->bookmarksScopeButton->setCount(m_scopes.scopeAt(ScopeModel::BookmarksRow).count);
}

void PostPane::showScope()
{
    const Scope::Kind kind = m_posts.scope().kind;
    m_form->allScopeButton->setChecked(kind == Scope::Kind::All);
    m_form->unreadScopeButton->setChecked(kind == Scope::Kind::Unread);
    m_form->bookmarksScopeButton->setChecked(kind == Scope::Kind::Bookmarks);
    m_form->scopeComboBox->setCurrentIndex(m_scopes.rowOf(m_posts.scope()));
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
    if (m_posts.isFiltered()) {
        title = tr("No post has these words");
        text = tr("The filter looks at titles, summaries and tags of the posts in this list.");
    } else {
        switch (m_posts.scope().kind) {
        case Scope::Kind::All:
        case Scope::Kind::Source:
            title = tr("No posts here");
            text = tr("Open a collection file to fill the list.");
            break;
        case Scope::Kind::Unread:
            title = tr("All read");
            text = tr("There is nothing unread.");
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
    m_form->postMessageButton->hide();
    m_form->postStack->setCurrentWidget(m_form->postMessagePage);
}

} // namespace lectern
