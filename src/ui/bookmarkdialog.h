// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"

#include <QDialog>

#include <memory>

namespace Ui {
class BookmarkDialog;
}

namespace lectern {

/// Title, tags and note of a bookmark. Plain text all of it.
class BookmarkDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BookmarkDialog)

public:
    explicit BookmarkDialog(const Bookmark &bookmark, QWidget *parent = nullptr);
    ~BookmarkDialog() override;

signals:
    /// The reader saved; the dialog closes.
    void edited(const lectern::Bookmark &bookmark);

private:
    [[nodiscard]] Bookmark editedBookmark() const;

    std::unique_ptr<Ui::BookmarkDialog> m_form;
    Bookmark m_bookmark;
};

} // namespace lectern
