// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QDialog>

#include <memory>

namespace Ui {
class SourceDialog;
}

namespace lectern {

/// The settings of one source: how long its posts are kept.
class SourceDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceDialog)

public:
    explicit SourceDialog(const Source &source, QWidget *parent = nullptr);
    ~SourceDialog() override;

signals:
    /// The reader saved; the dialog closes.
    void retentionChosen(const lectern::Retention &retention);

private:
    [[nodiscard]] Retention chosenRetention() const;

    std::unique_ptr<Ui::SourceDialog> m_form;
};

} // namespace lectern
