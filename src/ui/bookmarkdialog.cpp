// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bookmarkdialog.h"

#include "core/canonicaladdress.h"
#include "ui_bookmarkdialog.h"

using namespace Qt::StringLiterals;

namespace lectern {

BookmarkDialog::BookmarkDialog(const Bookmark &bookmark, QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::BookmarkDialog>()), m_bookmark(bookmark)
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_form->bookmarkTitleLineEdit->setText(bookmark.title);
    m_form->bookmarkTagsLineEdit->setText(bookmark.tags.join(u", "_s));
    m_form->bookmarkNoteTextEdit->setPlainText(bookmark.note);
    m_form->bookmarkAddressLabel->setText(displayAddress(bookmark.url));
    m_form->bookmarkNoteTextEdit->setFocus();
    connect(m_form->bookmarkButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form->bookmarkButtonBox, &QDialogButtonBox::accepted, this, [this] {
        emit edited(editedBookmark());
        accept();
    });
}

BookmarkDialog::~BookmarkDialog() = default;

Bookmark BookmarkDialog::editedBookmark() const
{
    Bookmark changed = m_bookmark;
    const QString title = m_form->bookmarkTitleLineEdit->text().simplified();
    if (!title.isEmpty())
        changed.title = title;
    changed.note = m_form->bookmarkNoteTextEdit->toPlainText().trimmed();
    changed.tags.clear();
    for (const QString &part : m_form->bookmarkTagsLineEdit->text().split(u',')) {
        const QString tag = part.simplified();
        if (!tag.isEmpty() && !changed.tags.contains(tag, Qt::CaseInsensitive))
            changed.tags.append(tag);
    }
    return changed;
}

} // namespace lectern
