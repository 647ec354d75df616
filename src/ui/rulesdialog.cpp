// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rulesdialog.h"

#include "core/deliver.h"
#include "models/scopemodel.h"
#include "ui/errortext.h"
#include "ui/lineicon.h"
#include "ui/questions.h"
#include "ui/ruledialog.h"
#include "ui_rulesdialog.h"

#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int idRole = Qt::UserRole;

} // namespace

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
        if (const ArrivalRule *rule = chosenRule())
            edit(*rule);
    });
    connect(m_form->removeRuleButton, &QPushButton::clicked, this, &RulesDialog::remove);
    m_form->moveRuleUpButton->setIcon(lineIcon(u"chevron-up"_s));
    m_form->moveRuleDownButton->setIcon(lineIcon(u"chevron-down"_s));
    connect(m_form->moveRuleUpButton, &QToolButton::clicked, this, [this] { moveBy(-1); });
    connect(m_form->moveRuleDownButton, &QToolButton::clicked, this, [this] { moveBy(1); });
    // By these buttons, or dragged. Later, when the list has finished with it.
    connect(m_form->rulesListWidget->model(), &QAbstractItemModel::rowsMoved, this,
            &RulesDialog::keepOrder, Qt::QueuedConnection);
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
        showRules();
        m_form->rulesStateLabel->setText(
            m_rules.isEmpty() ? tr("There are no rules yet.")
                              : tr("A new post is looked at by each rule, from the first on. "
                                   "What one has hidden, those below it no longer see; and the "
                                   "first that bookmarks it gives it its tags."));
    });
}

void RulesDialog::showRules()
{
    QListWidget *list = m_form->rulesListWidget;
    const int row = list->currentRow();
    list->clear();
    for (const ArrivalRule &rule : std::as_const(m_rules)) {
        auto *item = new QListWidgetItem(sentenceOf(rule), list);
        item->setData(idRole, rule.id.value());
        item->setFlags(item->flags() & ~Qt::ItemIsDropEnabled); // rows go between rows
    }
    list->setCurrentRow(std::min(std::max(row, 0), list->count() - 1));
    updateButtons();
}

const ArrivalRule *RulesDialog::chosenRule() const
{
    const QListWidgetItem *item = m_form->rulesListWidget->currentItem();
    const auto rule =
        std::find_if(m_rules.cbegin(), m_rules.cend(), [item](const ArrivalRule &each) {
            return item != nullptr && each.id.value() == item->data(idRole).toLongLong();
        });
    return rule == m_rules.cend() ? nullptr : &*rule;
}

void RulesDialog::edit(const ArrivalRule &rule)
{
    QList<Source> feeds = m_scopes.sources();
    feeds.removeIf([](const Source &source) { return source.kind == SourceKind::Collection; });
    auto *dialog = new RuleDialog(m_library, rule, feeds, this);
    connect(dialog, &RuleDialog::saved, this, &RulesDialog::askForRules);
    dialog->open();
}

void RulesDialog::remove()
{
    const ArrivalRule *rule = chosenRule();
    if (rule == nullptr)
        return;
    askBefore(this, u"removeRuleMessageBox"_s, tr("Remove this rule?"),
              tr("%1\n\nWhat it has done so far stays done.").arg(sentenceOf(*rule)), tr("&Remove"),
              [this, id = rule->id] {
                  deliver(m_library.removeRule(id), this, [this](const Result<void> &outcome) {
                      if (outcome)
                          askForRules();
                      else
                          m_form->rulesStateLabel->setText(saveErrorText(outcome.error()));
                  });
              });
}

void RulesDialog::moveBy(int rows)
{
    const QListWidget *list = m_form->rulesListWidget;
    const int row = list->currentRow();
    // The place before which it goes counts it, too.
    const int before = rows > 0 ? row + rows + 1 : row + rows;
    if (row >= 0 && before >= 0 && before <= list->count())
        list->model()->moveRow({}, row, {}, before);
}

void RulesDialog::keepOrder()
{
    const QListWidget *list = m_form->rulesListWidget;
    QList<RuleId> order;
    for (int row = 0; row < list->count(); ++row)
        order.append(RuleId(list->item(row)->data(idRole).toLongLong()));
    deliver(m_library.arrangeRules(order), this, [this](const Result<void> &kept) {
        if (kept) {
            askForRules();
            return;
        }
        showRules(); // as they were
        m_form->rulesStateLabel->setText(saveErrorText(kept.error()));
    });
}

void RulesDialog::updateButtons()
{
    const int row = m_form->rulesListWidget->currentRow();
    const bool isChosen = row >= 0;
    m_form->moveRuleUpButton->setEnabled(row > 0);
    m_form->moveRuleDownButton->setEnabled(isChosen && row + 1 < m_form->rulesListWidget->count());
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
