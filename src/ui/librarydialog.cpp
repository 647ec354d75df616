// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/librarydialog.h"

#include "core/deliver.h"
#include "ui/errortext.h"
#include "ui/questions.h"
#include "ui_librarydialog.h"

#include <QDir>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Kind = LibraryFinding::Kind;

} // namespace

LibraryDialog::LibraryDialog(Library &library, const QString &folder, QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::LibraryDialog>()), m_library(library),
      m_folder(folder)
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_form->libraryFolderLabel->setText(tr("In %1").arg(QDir::toNativeSeparators(folder)));
    m_form->mendButton->hide();
    m_form->salvageButton->hide();

    connect(m_form->libraryButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form->backUpButton, &QPushButton::clicked, this, &LibraryDialog::backUp);
    connect(m_form->restoreButton, &QPushButton::clicked, this, &LibraryDialog::askToRestore);
    connect(m_form->checkButton, &QPushButton::clicked, this, &LibraryDialog::check);
    connect(m_form->mendButton, &QPushButton::clicked, this, &LibraryDialog::mend);
    connect(m_form->salvageButton, &QPushButton::clicked, this, &LibraryDialog::askToSalvage);
    connect(m_form->backupsListWidget, &QListWidget::currentRowChanged, this,
            &LibraryDialog::updateButtons);
    askForContent();
    askForBackups();
    updateButtons();
}

LibraryDialog::~LibraryDialog() = default;

void LibraryDialog::askForContent()
{
    deliver(m_library.statistics(), this, [this](const Result<LibraryStatistics> &answer) {
        if (!answer) {
            m_isDamaged = m_isDamaged || answer.error().code == ErrorCode::Damaged;
            m_form->libraryContentLabel->setText(libraryErrorText(answer.error(), m_folder).title);
            updateButtons();
            return;
        }
        m_form->libraryContentLabel->setText(
            tr("Posts: %1, unread: %2. Bookmarks: %3. Size: %4.")
                .arg(locale().toString(answer->articles), locale().toString(answer->unread),
                     locale().toString(answer->bookmarks),
                     sizeText(answer->fileBytes + answer->logBytes)));
    });
}

void LibraryDialog::askForBackups()
{
    deliver(m_library.backups(), this, [this](const Result<QList<LibraryBackup>> &answer) {
        m_backups = answer.value_or(QList<LibraryBackup>());
        QListWidget *list = m_form->backupsListWidget;
        list->clear();
        for (const LibraryBackup &backup : std::as_const(m_backups)) {
            const QString moment = momentText(backup.taken);
            const QString size = sizeText(backup.bytes);
            switch (backup.reason) {
            case LibraryBackup::Reason::Daily:
                list->addItem(tr("%1 · %2 · daily").arg(moment, size));
                break;
            case LibraryBackup::Reason::Migration:
                list->addItem(tr("%1 · %2 · before an update").arg(moment, size));
                break;
            case LibraryBackup::Reason::Asked:
                list->addItem(tr("%1 · %2 · asked for").arg(moment, size));
                break;
            }
        }
        if (list->count() > 0)
            list->setCurrentRow(0);
        if (!answer)
            m_form->libraryStateLabel->setText(saveErrorText(answer.error()));
        updateButtons();
    });
}

void LibraryDialog::backUp()
{
    begin(tr("Backing up…"));
    deliver(m_library.backUp(), this, [this](const Result<LibraryBackup> &answer) {
        end(answer ? tr("Backed up and read through.") : saveErrorText(answer.error()));
        askForBackups();
    });
}

void LibraryDialog::check()
{
    begin(tr("Reading the whole library…"));
    deliver(m_library.examine(), this,
            [this](const Result<LibraryExamination> &answer) { showExamination(answer); });
}

void LibraryDialog::mend()
{
    begin(tr("Mending…"));
    deliver(m_library.mend(), this,
            [this](const Result<LibraryExamination> &answer) { showExamination(answer); });
}

void LibraryDialog::showExamination(const Result<LibraryExamination> &answer)
{
    if (!answer) {
        end(saveErrorText(answer.error()));
        return;
    }
    const auto has = [&answer](Kind kind) {
        return std::any_of(answer->findings.cbegin(), answer->findings.cend(),
                           [kind](const LibraryFinding &finding) {
                               return finding.kind == kind && !finding.isMended;
                           });
    };
    QStringList sentences;
    if (has(Kind::Unreadable) || has(Kind::DamagedFile))
        sentences.append(tr("Parts of the library can't be read. Restore a backup, or salvage what "
                            "can still be read."));
    if (has(Kind::UnexpectedSchema))
        sentences.append(tr("The library isn't built as this version of Lectern builds it."));
    if (has(Kind::DanglingRow))
        sentences.append(tr("Some entries belong to nothing any more."));
    if (has(Kind::DamagedIndex))
        sentences.append(tr("Search does not find all that it should."));
    if (has(Kind::UnreadableBackup))
        sentences.append(tr("A backup can't be read."));
    if (answer->isLibrarySound())
        sentences.prepend(tr("The library is sound."));
    const auto mended =
        std::count_if(answer->findings.cbegin(), answer->findings.cend(),
                      [](const LibraryFinding &finding) { return finding.isMended; });
    if (mended > 0)
        sentences.append(tr("%n finding(s) mended.", nullptr, static_cast<int>(mended)));
    for (const LibraryFinding &finding : answer->findings)
        sentences.append(u"– %1"_s.arg(finding.detail));

    m_isDamaged = has(Kind::Unreadable) || has(Kind::DamagedFile);
    m_canMend = has(Kind::DanglingRow) || has(Kind::DamagedIndex);
    end(sentences.join(u'\n'));
}

void LibraryDialog::askToRestore()
{
    const int row = m_form->backupsListWidget->currentRow();
    if (row < 0)
        return;
    const LibraryBackup backup = m_backups.at(row);
    askBefore(
        this, u"restoreMessageBox"_s,
        tr("Put back the library as it was on %1?").arg(momentText(backup.taken)),
        tr("What you read, kept and added since then will not be in it. The present library is set "
           "aside in a folder of its own, not deleted."),
        tr("&Restore"), [this, backup] { restore(backup); }, QMessageBox::AcceptRole);
}

void LibraryDialog::restore(const LibraryBackup &backup)
{
    begin(tr("Restoring…"));
    deliver(m_library.restore(backup.path), this, [this](const Result<QString> &setAside) {
        if (!setAside) {
            end(saveErrorText(setAside.error()));
            return;
        }
        m_isDamaged = false;
        m_canMend = false;
        end(setAside->isEmpty() ? tr("Restored.")
                                : tr("Restored. The former library is in %1.")
                                      .arg(QDir::toNativeSeparators(*setAside)));
        askForContent();
        askForBackups();
        emit libraryReplaced();
    });
}

void LibraryDialog::askToSalvage()
{
    askBefore(
        this, u"salvageMessageBox"_s, tr("Make a new library of all that can still be read?"),
        tr("The damaged library is set aside in a folder of its own, untouched. If you have a good "
           "backup that is not old, restoring it is the better way."),
        tr("&Salvage"), [this] { salvage(); }, QMessageBox::AcceptRole);
}

void LibraryDialog::salvage()
{
    begin(tr("Salvaging…"));
    deliver(m_library.salvage(), this, [this](const Result<LibrarySalvage> &answer) {
        if (!answer) {
            end(saveErrorText(answer.error()));
            return;
        }
        m_isDamaged = false;
        m_canMend = false;
        const int lost = answer->bookmarks.lost + answer->tags.lost + answer->readStates.lost
            + answer->readingPlaces.lost + answer->siteChoices.lost + answer->sources.lost
            + answer->articles.lost + answer->contents.lost;
        QStringList sentences{tr("Saved: %1 bookmarks, %2 posts, %3 sources.")
                                  .arg(locale().toString(answer->bookmarks.saved),
                                       locale().toString(answer->articles.saved),
                                       locale().toString(answer->sources.saved))};
        if (lost > 0)
            sentences.append(tr("Lost, as far as can be known: %1 bookmarks, %2 posts, %3 texts.")
                                 .arg(locale().toString(answer->bookmarks.lost),
                                      locale().toString(answer->articles.lost),
                                      locale().toString(answer->contents.lost)));
        sentences.append(
            tr("The damaged library is in %1.").arg(QDir::toNativeSeparators(answer->setAside)));
        end(sentences.join(u'\n'));
        askForContent();
        emit libraryReplaced();
    });
}

void LibraryDialog::begin(const QString &sentence)
{
    m_isBusy = true;
    m_form->libraryStateLabel->setText(sentence);
    updateButtons();
}

void LibraryDialog::end(const QString &sentence)
{
    m_isBusy = false;
    m_form->libraryStateLabel->setText(sentence);
    updateButtons();
}

void LibraryDialog::updateButtons()
{
    m_form->backUpButton->setEnabled(!m_isBusy && !m_isDamaged);
    m_form->checkButton->setEnabled(!m_isBusy);
    m_form->restoreButton->setEnabled(!m_isBusy && m_form->backupsListWidget->currentRow() >= 0);
    m_form->mendButton->setVisible(m_canMend);
    m_form->mendButton->setEnabled(!m_isBusy);
    m_form->salvageButton->setVisible(m_isDamaged);
    m_form->salvageButton->setEnabled(!m_isBusy);
}

QString LibraryDialog::sizeText(qint64 bytes) const
{
    return locale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

QString LibraryDialog::momentText(const QDateTime &moment) const
{
    return locale().toString(moment.toLocalTime(), QLocale::ShortFormat);
}

} // namespace lectern
