// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QDialog>

#include <memory>

namespace Ui {
class RulesDialog;
}

namespace lectern {

class ScopeModel;

/// The rules for what arrives, in the order they are applied. Deletes itself; what it is given must
/// outlive it.
class RulesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RulesDialog)

public:
    RulesDialog(Library &library, const ScopeModel &scopes, QWidget *parent = nullptr);
    ~RulesDialog() override;

private:
    void askForRules();
    void showRules();
    /// That of the row that is current; null: there is none.
    [[nodiscard]] const ArrivalRule *chosenRule() const;
    void edit(const ArrivalRule &rule);
    void remove();
    void moveBy(int rows);
    /// Keeps the order that the list shows.
    void keepOrder();
    void updateButtons();
    [[nodiscard]] QString sentenceOf(const ArrivalRule &rule) const;

    std::unique_ptr<Ui::RulesDialog> m_form;
    Library &m_library;
    const ScopeModel &m_scopes;
    QList<ArrivalRule> m_rules; ///< as the library has them
};

} // namespace lectern
