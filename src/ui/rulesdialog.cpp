// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rulesdialog.h"

#include "core/deliver.h"
#include "models/scopemodel.h"
#include "ui/errortext.h"
#include "ui/questions.h"
#include "ui/ruledialog.h"
#include "ui_rulesdialog.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

RulesDialog::RulesDialog(Library &library, const ScopeModel &scopes, QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::RulesDialog>()), m_library(library),
      m_scopes(scopes)
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    connect(m_form->rulesListWidget, &QListWidget::currentRowChanged, this,
            &RulesDialog::updateButtons);
    connect(m_form->rulesListWidget, &QListWidget::itemActivated, m_form->editRuleButton,
            &QPushButton::click);
    connect(m_form->addRuleButton, &QPushButton::clicked, this, [this] { edit({}); });
    connect(m_form->editRuleButton, &QPushButton::clicked, this, [this] {
        if (const int row = m_form->rulesListWidget->currentRow(); row >= 0)
            edit(m_rules.at(row));
    });
    connect(m_form->removeRuleButton, &QPushButton::clicked, this, &RulesDialog::remove);
    connect(m_form->rulesButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    askForRules();
    updateButtons();
}

RulesDialog::~RulesDialog() = default;

void RulesDialog::askForRules()
{
    deliver(m_library.rules(), this, [this](const Result<QList<ArrivalRule>> &answer) {
        if (!answer) {
            m_form->rulesStateLabel->setText(saveErrorText(answer.error()));
            return;
        }
        m_rules = *answer;
        QListWidget *list = m_form->rulesListWidget;
        const int row = list->currentRow();
        list->clear();
        for (const ArrivalRule &rule : std::as_const(m_rules))
            list->addItem(sentenceOf(rule));
        list->setCurrentRow(std::min(std::max(row, 0), list->count() - 1));
        m_form->rulesStateLabel->setText(
            m_rules.isEmpty() ? tr("There are no rules yet.")
                              : tr("A new post is looked at by each rule, from the first on."));
        updateButtons();
    });
}

void RulesDialog::edit(const ArrivalRule &rule)
{
    QList<Source> feeds = m_scopes.sources();
    feeds.removeIf([](const Source &source) { return source.kind != SourceKind::Feed; });
    auto *dialog = new RuleDialog(m_library, rule, feeds, this);
    connect(dialog, &RuleDialog::saved, this, &RulesDialog::askForRules);
    dialog->open();
}

void RulesDialog::remove()
{
    const int row = m_form->rulesListWidget->currentRow();
    if (row < 0)
        return;
    askBefore(this, u"removeRuleMessageBox"_s, tr("Remove this rule?"),
              tr("%1\n\nWhat it has done so far stays done.").arg(sentenceOf(m_rules.at(row))),
              tr("&Remove"), [this, id = m_rules.at(row).id] {
                  deliver(m_library.removeRule(id), this, [this](const Result<void> &outcome) {
                      if (outcome)
                          askForRules();
                      else
                          m_form->rulesStateLabel->setText(saveErrorText(outcome.error()));
                  });
              });
}

void RulesDialog::updateButtons()
{
    const bool isChosen = m_form->rulesListWidget->currentRow() >= 0;
    m_form->editRuleButton->setEnabled(isChosen);
    m_form->removeRuleButton->setEnabled(isChosen);
}

QString RulesDialog::sentenceOf(const ArrivalRule &rule) const
{
    QStringList acts;
    if (rule.hides)
        acts.append(tr("hide"));
    if (rule.marksRead)
        acts.append(tr("mark as read"));
    if (rule.bookmarks)
        acts.append(rule.tags.isEmpty() ? tr("bookmark")
                                        : tr("bookmark with %1").arg(rule.tags.join(u", "_s)));
    const QString act = acts.join(tr(", ", "between what a rule does"));
    const auto source = m_scopes.sourceOf({Scope::Kind::Source, rule.source});
    return source ? tr("%1 in %2: %3", "a rule").arg(rule.query, source->title, act)
                  : tr("%1: %2", "a rule").arg(rule.query, act);
}

} // namespace lectern
