// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QDialog>
#include <QTimer>

#include <memory>

namespace Ui {
class RuleDialog;
}

namespace lectern {

/// One rule for what arrives: which articles, and what to do with them. Shows at once which posts
/// of the library it would have caught. Saves by itself, and stays open when that fails. Deletes
/// itself; `library` must outlive it.
class RuleDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RuleDialog)

public:
    /// A rule without an id is a new one. `feeds` are those it can be for.
    RuleDialog(Library &library, const ArrivalRule &rule, const QList<Source> &feeds,
               QWidget *parent = nullptr);
    ~RuleDialog() override;

signals:
    void saved(); ///< it is on disk

private:
    [[nodiscard]] ArrivalRule editedRule() const;
    void updateControls();
    void preview();
    void showPreview(const SearchResults &caught);
    void save();

    std::unique_ptr<Ui::RuleDialog> m_form;
    Library &m_library;
    const ArrivalRule m_rule;
    QTimer m_previewTimer;
    quint64 m_lastPreview = 0;
};

} // namespace lectern
