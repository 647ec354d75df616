// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ruledialog.h"

#include "core/deliver.h"
#include "ui/errortext.h"
#include "ui_ruledialog.h"

#include <QPushButton>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

/// While the reader types, the library is not asked with every letter.
constexpr auto typingPause = 200ms;
constexpr int mostShown = 50;

QStringList tagsIn(const QString &text)
{
    QStringList tags;
    for (const QString &part : text.split(u',')) {
        const QString tag = part.simplified();
        if (!tag.isEmpty() && !tags.contains(tag, Qt::CaseInsensitive))
            tags.append(tag);
    }
    return tags;
}

} // namespace

RuleDialog::RuleDialog(Library &library, const ArrivalRule &rule, const QList<Source> &feeds,
                       QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::RuleDialog>()), m_library(library), m_rule(rule)
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(rule.id ? tr("Edit Rule") : tr("New Rule"));
    m_form->ruleSourceComboBox->addItem(tr("All feeds"), 0);
    for (const Source &feed : feeds)
        m_form->ruleSourceComboBox->addItem(feed.title, feed.id.value());
    const int source = m_form->ruleSourceComboBox->findData(rule.source.value());
    m_form->ruleSourceComboBox->setCurrentIndex(std::max(source, 0));
    m_form->ruleQueryLineEdit->setText(rule.query);
    m_form->ruleReadCheckBox->setChecked(rule.marksRead);
    m_form->ruleBookmarkCheckBox->setChecked(rule.bookmarks);
    m_form->ruleTagsLineEdit->setText(rule.tags.join(u", "_s));
    m_form->ruleHideCheckBox->setChecked(rule.hides);

    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(typingPause);
    connect(&m_previewTimer, &QTimer::timeout, this, &RuleDialog::preview);
    connect(m_form->ruleQueryLineEdit, &QLineEdit::textChanged, this, [this] {
        m_previewTimer.start();
        updateControls();
    });
    connect(m_form->ruleSourceComboBox, &QComboBox::currentIndexChanged, this,
            &RuleDialog::preview);
    for (const QCheckBox *box :
         {m_form->ruleReadCheckBox, m_form->ruleBookmarkCheckBox, m_form->ruleHideCheckBox})
        connect(box, &QCheckBox::toggled, this, &RuleDialog::updateControls);
    // Without a bookmark there is nothing to hang a tag on.
    connect(m_form->ruleTagsLineEdit, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (!tagsIn(text).isEmpty())
            m_form->ruleBookmarkCheckBox->setChecked(true);
    });
    connect(m_form->ruleButtonBox, &QDialogButtonBox::accepted, this, &RuleDialog::save);
    connect(m_form->ruleButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateControls();
    preview();
}

RuleDialog::~RuleDialog() = default;

ArrivalRule RuleDialog::editedRule() const
{
    ArrivalRule rule = m_rule;
    rule.query = m_form->ruleQueryLineEdit->text().simplified();
    rule.source = SourceId(m_form->ruleSourceComboBox->currentData().toLongLong());
    rule.hides = m_form->ruleHideCheckBox->isChecked();
    rule.marksRead = !rule.hides && m_form->ruleReadCheckBox->isChecked();
    rule.bookmarks = !rule.hides && m_form->ruleBookmarkCheckBox->isChecked();
    rule.tags = rule.bookmarks ? tagsIn(m_form->ruleTagsLineEdit->text()) : QStringList();
    return rule;
}

void RuleDialog::updateControls()
{
    // What is not listed at all need not be marked.
    const bool isHiding = m_form->ruleHideCheckBox->isChecked();
    m_form->ruleReadCheckBox->setEnabled(!isHiding);
    m_form->ruleBookmarkCheckBox->setEnabled(!isHiding);
    m_form->ruleTagsLineEdit->setEnabled(!isHiding);
    const ArrivalRule rule = editedRule();
    const bool doesSomething = rule.hides || rule.marksRead || rule.bookmarks;
    m_form->ruleButtonBox->button(QDialogButtonBox::Save)
        ->setEnabled(doesSomething && !rule.query.isEmpty());
}

void RuleDialog::preview()
{
    const ArrivalRule rule = editedRule();
    SearchRequest request;
    request.text = rule.query;
    if (rule.source)
        request.scope = {Scope::Kind::Source, rule.source};
    request.count = mostShown;
    const quint64 number = ++m_lastPreview;
    deliver(m_library.search(request), this, [this, number](const Result<SearchResults> &caught) {
        if (number != m_lastPreview)
            return;
        if (caught)
            showPreview(*caught);
        else
            m_form->rulePreviewLabel->setText(saveErrorText(caught.error()));
    });
}

void RuleDialog::showPreview(const SearchResults &caught)
{
    QString sentence = tr("It would have caught none of the posts in your library.");
    if (m_form->ruleQueryLineEdit->text().simplified().isEmpty())
        sentence = tr("What it would have caught is shown here.");
    else if (caught.areMore)
        sentence = tr("It would have caught more than %1 posts in your library.")
                       .arg(locale().toString(caught.total));
    else if (caught.total > 0)
        sentence = tr("Posts in your library that it would have caught: %1.")
                       .arg(locale().toString(caught.total));
    if (caught.isPlainWords)
        sentence += u' ' + tr("This is no valid search; its words are looked for as they are.");
    m_form->rulePreviewLabel->setText(sentence);
    QListWidget *list = m_form->rulePreviewListWidget;
    list->clear();
    for (const SearchResult &result : caught.results) {
        const QString source = result.post.sourceTitle;
        list->addItem(
            source.isEmpty()
                ? result.post.title
                : tr("%1 · %2", "a post and where it is from").arg(result.post.title, source));
    }
}

void RuleDialog::save()
{
    m_form->ruleButtonBox->setEnabled(false);
    deliver(m_library.saveRule(editedRule()), this, [this](const Result<RuleId> &outcome) {
        m_form->ruleButtonBox->setEnabled(true);
        if (outcome) {
            emit saved();
            accept();
        } else if (outcome.error().code == ErrorCode::Malformed) {
            m_form->rulePreviewLabel->setText(tr("The rule needs words to look for."));
        } else {
            m_form->rulePreviewLabel->setText(saveErrorText(outcome.error()));
        }
    });
}

} // namespace lectern
