// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QDialog>

#include <memory>

namespace Ui {
class AddFeedDialog;
}

namespace lectern {

class FeedAdder;

/// Asks for the address of a feed and follows it. It stays open until that has worked, or the
/// reader gives up. Deletes itself; `adder` must outlive it.
class AddFeedDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddFeedDialog)

public:
    /// `proposal` is what the reader has copied: it stands in the field when it is an address. The
    /// feed comes into `folder`.
    AddFeedDialog(FeedAdder &adder, const QString &proposal, FolderId folder,
                  QWidget *parent = nullptr);
    ~AddFeedDialog() override;

signals:
    void followed(const lectern::FeedOutcome &outcome, bool wasThere);

private:
    void add();
    void showState(const QString &sentence, bool isBusy);

    std::unique_ptr<Ui::AddFeedDialog> m_form;
    FeedAdder &m_adder;
    const FolderId m_folder;
    QUrl m_asked; ///< empty while nothing is under way
};

} // namespace lectern
