// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"

#include <QDialog>

#include <memory>

namespace Ui {
class NoteDialog;
}

namespace lectern {

/// Asks for the note of a post in a collection: one line, and none removes it. Deletes itself when
/// it is closed.
class NoteDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoteDialog)

public:
    explicit NoteDialog(const Post &post, QWidget *parent = nullptr);
    ~NoteDialog() override;

signals:
    void edited(const QString &note); ///< plain text without line breaks; may be empty

private:
    std::unique_ptr<Ui::NoteDialog> m_form;
};

} // namespace lectern
