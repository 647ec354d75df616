// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "library/library.h"

#include <QDialog>

#include <memory>

namespace Ui {
class LibraryDialog;
}

namespace lectern {

/// What the library holds, its backups, and what to do when it is damaged: check, mend, restore a
/// backup, salvage. Works while the library can't be opened, too. Nothing is replaced without a
/// question, and what is replaced is set aside, not deleted. `library` must outlive it.
class LibraryDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LibraryDialog)

public:
    /// `folder` is where the library lies.
    LibraryDialog(Library &library, const QString &folder, QWidget *parent = nullptr);
    ~LibraryDialog() override;

    /// As if the reader had asked for it.
    void check();

signals:
    /// Another file is the library now: it was restored or salvaged.
    void libraryReplaced();

private:
    void askForContent();
    void askForBackups();
    void backUp();
    void mend();
    void askToRestore();
    void restore(const LibraryBackup &backup);
    void askToSalvage();
    void salvage();

    /// While something is under way, nothing else can be asked for.
    void begin(const QString &sentence);
    void end(const QString &sentence);
    void showExamination(const Result<LibraryExamination> &answer);
    void updateButtons();
    [[nodiscard]] QString sizeText(qint64 bytes) const;
    [[nodiscard]] QString momentText(const QDateTime &moment) const;

    std::unique_ptr<Ui::LibraryDialog> m_form;
    Library &m_library;
    const QString m_folder;
    QList<LibraryBackup> m_backups;
    bool m_isBusy = false;
    bool m_isDamaged = false; ///< as far as is known
    bool m_canMend = false;
};

} // namespace lectern
