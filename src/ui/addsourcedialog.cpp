// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addsourcedialog.h"

#include "core/canonicaladdress.h"
#include "core/deliver.h"
#include "sync/sourcefinder.h"
#include "ui/datetext.h"
#include "ui/errortext.h"
#include "ui_addsourcedialog.h"

#include <QLayout>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// So many choices and posts are in sight at once, in lines.
constexpr int choiceLines = 7;

QString placeOf(const QUrl &url)
{
    return url.isLocalFile() ? url.fileName() : siteName(url);
}

/// What a choice is, in a few words.
QString kindText(const FoundSource &source)
{
    const QString count = QLocale().toString(source.count);
    switch (source.kind) {
    case FoundSource::Kind::Feed:
        return AddSourceDialog::tr("Feed (posts: %1)").arg(count);
    case FoundSource::Kind::Page:
        return AddSourceDialog::tr("List on the page, without a feed (posts: %1)").arg(count);
    case FoundSource::Kind::Collection:
        return AddSourceDialog::tr("Collection in its author's order (posts: %1)").arg(count);
    case FoundSource::Kind::Subscriptions:
        return AddSourceDialog::tr("List of feeds (%1)").arg(count);
    case FoundSource::Kind::Article:
        return AddSourceDialog::tr("The page itself, to be saved");
    }
    Q_UNREACHABLE();
}

QString choiceText(const FoundSource &source)
{
    const QString title = source.title.isEmpty() ? placeOf(source.url) : source.title;
    QStringList details{kindText(source), placeOf(source.url)};
    if (source.known)
        details.append(AddSourceDialog::tr("you follow it already"));
    return title + QChar(QChar::LineSeparator) + details.join(u" · "_s);
}

/// Whether there is something to point at: a list, or one that was not found by itself.
bool isOnAPage(const FoundSource &source)
{
    return !source.url.isLocalFile()
        && (source.kind == FoundSource::Kind::Page || source.kind == FoundSource::Kind::Article);
}

QString actionText(const FoundSource *source)
{
    if (!source)
        return AddSourceDialog::tr("&Look");
    if (source->known)
        return AddSourceDialog::tr("&Show");
    return source->kind == FoundSource::Kind::Article ? AddSourceDialog::tr("&Save")
                                                      : AddSourceDialog::tr("A&dd");
}

} // namespace

AddSourceDialog::AddSourceDialog(SourceFinder &finder, FolderId folder, QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::AddSourceDialog>()), m_finder(finder),
      m_folder(folder)
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    for (QListWidget *list : {m_form->foundSourcesListWidget, m_form->foundPostsListWidget}) {
        list->setSpacing(2);
        list->setMinimumHeight(choiceLines * list->fontMetrics().lineSpacing());
    }
    m_pageButton = m_form->addSourceButtonBox->addButton(tr("Show on the &Page…"),
                                                         QDialogButtonBox::ActionRole);
    m_pageButton->setObjectName(u"showPageButton"_s);
    connect(m_pageButton, &QPushButton::clicked, this, [this] {
        emit pageRequested(chosen()->url);
        accept();
    });
    // Another place has another login, if it wants one at all.
    m_form->loginWidget->hide();
    connect(m_form->addressLineEdit, &QLineEdit::textChanged, m_form->loginWidget, &QWidget::hide);
    connect(m_form->addressLineEdit, &QLineEdit::textChanged, this, &AddSourceDialog::forgetFound);
    for (const QLineEdit *edit : {m_form->siteUserLineEdit, m_form->sitePasswordLineEdit})
        connect(edit, &QLineEdit::textChanged, this, &AddSourceDialog::forgetFound);
    connect(m_form->addSourceButtonBox, &QDialogButtonBox::accepted, this,
            &AddSourceDialog::accepted);
    connect(m_form->addSourceButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form->foundSourcesListWidget, &QListWidget::currentRowChanged, this,
            &AddSourceDialog::showPosts);
    forgetFound();
}

AddSourceDialog::~AddSourceDialog()
{
    m_search.cancel();
}

void AddSourceDialog::propose(const QString &address)
{
    if (address.isEmpty())
        return;
    m_form->addressLineEdit->setText(address);
    m_form->addressLineEdit->selectAll();
}

void AddSourceDialog::look(const QString &text)
{
    m_form->addressLineEdit->setText(text.trimmed());
    find();
}

void AddSourceDialog::accepted()
{
    const FoundSource *source = chosen();
    if (!source) {
        find();
    } else if (source->known) {
        emit knownChosen(source->known);
        accept();
    } else {
        add();
    }
}

void AddSourceDialog::forgetFound()
{
    ++m_request;
    m_search.cancel();
    m_found = {};
    m_form->foundWidget->hide();
    m_form->foundSourcesListWidget->clear();
    m_form->foundPostsListWidget->clear();
    showState({}, false);
}

void AddSourceDialog::find()
{
    const QString typed = m_form->addressLineEdit->text();
    forgetFound();
    showState(tr("Looking what is there…"), true);
    m_search = m_finder.find(typed, login());
    deliver(m_search, this, [this, request = m_request](const FindResult &answer) {
        if (request == m_request)
            takeAnswer(answer);
    });
}

std::optional<Login> AddSourceDialog::login() const
{
    const QString user = m_form->siteUserLineEdit->text().trimmed();
    if (m_form->loginWidget->isHidden() || user.isEmpty())
        return std::nullopt;
    return Login{user, m_form->sitePasswordLineEdit->text()};
}

void AddSourceDialog::takeAnswer(const FindResult &answer)
{
    if (!answer) {
        takeFailure(answer.error());
        return;
    }
    m_found = *answer;
    showChoices();
}

void AddSourceDialog::takeFailure(const FindFailure &failure)
{
    const QString place = placeOf(failure.url);
    if (failure.url.isEmpty()) {
        showState(tr("This is no address, and no file."), false);
    } else if (failure.url.isLocalFile() && failure.error.code == ErrorCode::Malformed) {
        showState(tr("There is nothing in %1 that can be added: no feed, no list of feeds, no "
                     "collection and "
                     "no saved page with a list of posts.")
                      .arg(place),
                  false);
    } else if (failure.url.isLocalFile()) {
        showState(collectionErrorText(place, failure.error), false);
    } else if (failure.error.code == ErrorCode::Malformed) {
        showState(tr("There is no feed at %1, no list of posts and no article.").arg(place), false);
    } else {
        showState(fetchErrorText(place, failure.error, failure.httpStatus), false);
    }
    if (failure.error.code == ErrorCode::LoginRequired) {
        m_form->loginWidget->show();
        m_form->siteUserLineEdit->setFocus();
        fitHeight();
        return;
    }
    m_form->addressLineEdit->setFocus();
}

void AddSourceDialog::showChoices()
{
    QListWidget *list = m_form->foundSourcesListWidget;
    for (const FoundSource &source : std::as_const(m_found.choices)) {
        auto *item = new QListWidgetItem(choiceText(source), list);
        item->setToolTip(source.url.toDisplayString());
    }
    m_form->foundWidget->show();
    list->setCurrentRow(0);
    showState({}, false);
    list->setFocus();
}

void AddSourceDialog::showPosts()
{
    QListWidget *list = m_form->foundPostsListWidget;
    list->clear();
    const FoundSource *source = chosen();
    if (source) {
        for (const FoundPost &post : source->posts) {
            const QString text = post.published
                ? tr("%1 – %2", "date and title of a post")
                      .arg(
                          shortDateText(*post.published, QDateTime::currentDateTimeUtc(), locale()),
                          post.title)
                : post.title;
            auto *item = new QListWidgetItem(text, list);
            item->setToolTip(post.url.toDisplayString());
            item->setFlags(Qt::ItemIsEnabled);
        }
    }
    const bool isList = source && source->kind == FoundSource::Kind::Subscriptions;
    m_form->foundPostsLabel->setText(isList ? tr("&Its first feeds") : tr("&Newest posts"));
    const bool hasPosts = list->count() > 0;
    m_form->foundPostsLabel->setVisible(hasPosts);
    list->setVisible(hasPosts);
    m_form->addSourceButtonBox->button(QDialogButtonBox::Ok)->setText(actionText(source));
    m_pageButton->setVisible(source && isOnAPage(*source));
}

void AddSourceDialog::add()
{
    const FoundSource &source = *chosen();
    const QString title = source.title.isEmpty() ? placeOf(source.url) : source.title;
    showState(tr("Adding %1…").arg(title), true);
    deliver(m_finder.add(source, m_folder, tr("Saved", "the title of a collection")), this,
            [this, title](const Result<AddedSources> &sources) {
                if (!sources) {
                    showState(saveErrorText(sources.error()), false);
                    return;
                }
                emit added(*sources, title);
                accept();
            });
}

void AddSourceDialog::showState(const QString &sentence, bool isBusy)
{
    m_form->addSourceStateLabel->setText(sentence);
    m_form->addSourceStateLabel->setVisible(!sentence.isEmpty());
    m_form->addressLineEdit->setEnabled(!isBusy);
    m_form->loginWidget->setEnabled(!isBusy);
    m_form->foundWidget->setEnabled(!isBusy);
    const FoundSource *source = chosen();
    m_pageButton->setVisible(source && isOnAPage(*source));
    m_pageButton->setEnabled(!isBusy);
    QPushButton *action = m_form->addSourceButtonBox->button(QDialogButtonBox::Ok);
    action->setText(actionText(source));
    action->setEnabled(!isBusy && !m_form->addressLineEdit->text().trimmed().isEmpty());
    fitHeight();
}

void AddSourceDialog::fitHeight()
{
    // A sentence may take several lines, for which no window grows by itself.
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

const FoundSource *AddSourceDialog::chosen() const
{
    const int row = m_form->foundSourcesListWidget->currentRow();
    return row >= 0 && row < m_found.choices.size() ? &m_found.choices.at(row) : nullptr;
}

} // namespace lectern
