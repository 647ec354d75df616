// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/librarydialog.h"

#include "support/templibrary.h"
#include "support/warnings.h"

#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QLoggingCategory>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pageBytes = 16384; // of a new library's file

} // namespace

class LibraryDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void content_soundLibrary_isCounted();
    void backUp_clicked_isListedFirst();
    void check_soundLibrary_saysSo();
    void restore_confirmed_putsTheBackupBack();
    void restore_cancelled_changesNothing();
    void damagedLibrary_isSaidAndCanBeRestored();
    void damagedLibrary_canBeSalvaged();
    void buttons_withoutBackups_offerNoRestoring();

private:
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    void show();
    void click(const QString &button);
    void answer(const QString &box, QMessageBox::ButtonRole role);
    [[nodiscard]] QString state() const;
    /// Writes nonsense over the library while nobody has it open, then opens it.
    void damage(qint64 offset, qint64 bytes);

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<LibraryDialog> m_dialog;
};

void LibraryDialogTest::initTestCase()
{
    qRegisterMetaType<Error>();
    qRegisterMetaType<LibraryChange>();
    QLoggingCategory::setFilterRules(u"lectern.*.info=false\nlectern.library.warning=false"_s);
}

void LibraryDialogTest::init()
{
    failOnUnexpectedWarnings();
    m_kept = std::make_unique<TempLibrary>();
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s)});
    m_kept->keep(postUrl(u"a"_s));
}

void LibraryDialogTest::cleanup()
{
    m_dialog.reset();
    m_kept.reset();
}

void LibraryDialogTest::show()
{
    m_dialog = std::make_unique<LibraryDialog>(m_kept->library(), m_kept->locations().data);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QTRY_VERIFY(!child<QLabel>(u"libraryContentLabel"_s)->text().isEmpty());
}

void LibraryDialogTest::click(const QString &button)
{
    auto *wanted = child<QPushButton>(button);
    QTRY_VERIFY2(wanted->isVisible() && wanted->isEnabled(), qPrintable(button));
    QTest::mouseClick(wanted, Qt::LeftButton);
}

void LibraryDialogTest::answer(const QString &box, QMessageBox::ButtonRole role)
{
    QTRY_VERIFY(child<QMessageBox>(box) != nullptr);
    auto *question = child<QMessageBox>(box);
    QVERIFY(QTest::qWaitForWindowActive(question));
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == role) {
            QTest::mouseClick(button, Qt::LeftButton);
            QTRY_VERIFY(child<QMessageBox>(box) == nullptr);
            return;
        }
    }
    QFAIL("no such button");
}

QString LibraryDialogTest::state() const
{
    return child<QLabel>(u"libraryStateLabel"_s)->text();
}

void LibraryDialogTest::damage(qint64 offset, qint64 bytes)
{
    TempLibrary::valueOf(m_kept->library().backUp());
    m_kept->whileClosed([&] {
        QFile file(m_kept->locations().libraryFile());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() >= offset + bytes);
        QVERIFY(file.seek(offset));
        QCOMPARE(file.write(QByteArray(bytes, 'x')), bytes);
    });
}

void LibraryDialogTest::content_soundLibrary_isCounted()
{
    show();
    const QString text = child<QLabel>(u"libraryContentLabel"_s)->text();
    QVERIFY2(text.contains(u"Posts: 2, unread: 2. Bookmarks: 1."_s), qPrintable(text));
    QVERIFY(!child<QPushButton>(u"mendButton"_s)->isVisible());
    QVERIFY(!child<QPushButton>(u"salvageButton"_s)->isVisible());
}

void LibraryDialogTest::backUp_clicked_isListedFirst()
{
    show();
    auto *list = child<QListWidget>(u"backupsListWidget"_s);
    QCOMPARE(list->count(), 0);
    click(u"backUpButton"_s);
    QTRY_COMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().endsWith(u"asked for"_s));
    QCOMPARE(state(), u"Backed up and read through."_s);
    QCOMPARE(TempLibrary::valueOf(m_kept->library().backups()).size(), 1);
}

void LibraryDialogTest::check_soundLibrary_saysSo()
{
    show();
    click(u"checkButton"_s);
    QVERIFY(!child<QPushButton>(u"backUpButton"_s)->isEnabled()); // one thing at a time
    QTRY_COMPARE(state(), u"The library is sound."_s);
    QVERIFY(child<QPushButton>(u"backUpButton"_s)->isEnabled());
}

void LibraryDialogTest::restore_confirmed_putsTheBackupBack()
{
    TempLibrary::valueOf(m_kept->library().backUp());
    m_kept->keep(postUrl(u"b"_s));
    show();
    QSignalSpy replaced(m_dialog.get(), &LibraryDialog::libraryReplaced);
    click(u"restoreButton"_s);
    answer(u"restoreMessageBox"_s, QMessageBox::AcceptRole);
    QTRY_COMPARE(replaced.size(), 1);
    QVERIFY2(state().startsWith(u"Restored. The former library is in "_s), qPrintable(state()));
    QVERIFY(m_kept->isKept(postUrl(u"a"_s)));
    QVERIFY(!m_kept->isKept(postUrl(u"b"_s)));
}

void LibraryDialogTest::restore_cancelled_changesNothing()
{
    TempLibrary::valueOf(m_kept->library().backUp());
    m_kept->keep(postUrl(u"b"_s));
    show();
    QSignalSpy replaced(m_dialog.get(), &LibraryDialog::libraryReplaced);
    click(u"restoreButton"_s);
    answer(u"restoreMessageBox"_s, QMessageBox::RejectRole);
    QVERIFY(m_kept->isKept(postUrl(u"b"_s)));
    QCOMPARE(replaced.size(), 0);
}

void LibraryDialogTest::damagedLibrary_isSaidAndCanBeRestored()
{
    damage(0, 2000); // no database any more
    show();
    m_dialog->check();
    QTRY_VERIFY(child<QPushButton>(u"salvageButton"_s)->isVisible());
    QTRY_VERIFY2(state().contains(u"can't be read"_s), qPrintable(state()));

    QSignalSpy replaced(m_dialog.get(), &LibraryDialog::libraryReplaced);
    click(u"restoreButton"_s);
    answer(u"restoreMessageBox"_s, QMessageBox::AcceptRole);
    QTRY_COMPARE(replaced.size(), 1);
    QVERIFY(m_kept->isKept(postUrl(u"a"_s)));
    QVERIFY(!child<QPushButton>(u"salvageButton"_s)->isVisible());
}

void LibraryDialogTest::damagedLibrary_canBeSalvaged()
{
    // The first page stays, so that the tables are known; the next one holds a table's rows.
    damage(pageBytes, pageBytes);
    show();
    m_dialog->check();
    click(u"salvageButton"_s);
    QSignalSpy replaced(m_dialog.get(), &LibraryDialog::libraryReplaced);
    answer(u"salvageMessageBox"_s, QMessageBox::AcceptRole);
    QTRY_COMPARE(replaced.size(), 1);
    QVERIFY2(state().startsWith(u"Saved: 1 bookmarks, 2 posts"_s), qPrintable(state()));
    QVERIFY2(state().contains(u"The damaged library is in "_s), qPrintable(state()));
    QVERIFY(m_kept->isKept(postUrl(u"a"_s)));
}

void LibraryDialogTest::buttons_withoutBackups_offerNoRestoring()
{
    show();
    QVERIFY(!child<QPushButton>(u"restoreButton"_s)->isEnabled());
    QVERIFY(child<QPushButton>(u"backUpButton"_s)->isEnabled());
}

QTEST_MAIN(LibraryDialogTest)
#include "tst_librarydialog.moc"
