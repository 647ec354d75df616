// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notedialog.h"

#include "ui_notedialog.h"

namespace lectern {

NoteDialog::NoteDialog(const Post &post, QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::NoteDialog>())
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_form->notedPostLabel->setText(post.title);
    m_form->noteLineEdit->setText(post.note);
    m_form->noteLineEdit->setFocus();
    connect(m_form->noteButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form->noteButtonBox, &QDialogButtonBox::accepted, this, [this] {
        emit edited(m_form->noteLineEdit->text().simplified());
        accept();
    });
}

NoteDialog::~NoteDialog() = default;

} // namespace lectern
