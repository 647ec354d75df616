// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warnings.h"
#include "ui/bookmarkdialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class BookmarkDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void dialog_opened_showsTheBookmark();
    void dialog_opened_beginsInTheNote();
    void save_edited_tellsTheWholeBookmark();
    void save_tags_areWordsPartedByCommas_data();
    void save_tags_areWordsPartedByCommas();
    void save_emptyTitle_keepsTheOldOne();
    void cancel_edited_tellsNothing_data();
    void cancel_edited_tellsNothing();

private:
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    void click(QDialogButtonBox::StandardButton which);

    Bookmark m_bookmark;
    QPointer<BookmarkDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_edited;
};

void BookmarkDialogTest::initTestCase()
{
    qRegisterMetaType<Bookmark>();
}

void BookmarkDialogTest::init()
{
    failOnUnexpectedWarnings();
    m_bookmark.id = BookmarkId(3);
    m_bookmark.article = ArticleId(7);
    m_bookmark.url = QUrl(u"https://name:secret@example.org/a"_s);
    m_bookmark.title = u"A <i>title</i>"_s;
    m_bookmark.summary = u"A summary"_s;
    m_bookmark.note = u"First line\nSecond line"_s;
    m_bookmark.tags = {u"python"_s, u"to read"_s};
    m_bookmark.created = QDateTime(QDate(2026, 4, 17), QTime(12, 0), Qt::UTC);
    m_dialog = new BookmarkDialog(m_bookmark);
    m_edited = std::make_unique<QSignalSpy>(m_dialog.data(), &BookmarkDialog::edited);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void BookmarkDialogTest::cleanup()
{
    delete m_dialog;
}

void BookmarkDialogTest::click(QDialogButtonBox::StandardButton which)
{
    QTest::mouseClick(child<QDialogButtonBox>(u"bookmarkButtonBox"_s)->button(which),
                      Qt::LeftButton);
}

void BookmarkDialogTest::dialog_opened_showsTheBookmark()
{
    QCOMPARE(child<QLineEdit>(u"bookmarkTitleLineEdit"_s)->text(), m_bookmark.title);
    QCOMPARE(child<QLineEdit>(u"bookmarkTagsLineEdit"_s)->text(), u"python, to read"_s);
    QCOMPARE(child<QPlainTextEdit>(u"bookmarkNoteTextEdit"_s)->toPlainText(), m_bookmark.note);
    QCOMPARE(child<QLabel>(u"bookmarkAddressLabel"_s)->text(), u"https://example.org/a"_s);
}

void BookmarkDialogTest::dialog_opened_beginsInTheNote()
{
    QVERIFY(child<QPlainTextEdit>(u"bookmarkNoteTextEdit"_s)->hasFocus());
}

void BookmarkDialogTest::save_edited_tellsTheWholeBookmark()
{
    auto *title = child<QLineEdit>(u"bookmarkTitleLineEdit"_s);
    title->selectAll();
    QTest::keyClicks(title, u"  Another   title "_s);
    auto *note = child<QPlainTextEdit>(u"bookmarkNoteTextEdit"_s);
    note->selectAll();
    QTest::keyClicks(note, u"Why"_s);
    QTest::keyClick(note, Qt::Key_Return);
    QTest::keyClicks(note, u"and how"_s);
    QTest::keyClick(note, Qt::Key_Return);

    click(QDialogButtonBox::Save);

    QCOMPARE(m_edited->size(), 1);
    Bookmark expected = m_bookmark;
    expected.title = u"Another title"_s;
    expected.note = u"Why\nand how"_s;
    QCOMPARE(m_edited->constFirst().constFirst().value<Bookmark>(), expected);
    QTRY_VERIFY(m_dialog.isNull());
}

void BookmarkDialogTest::save_tags_areWordsPartedByCommas_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("tags");
    QTest::newRow("none") << QString() << QStringList();
    QTest::newRow("one") << u"go"_s << QStringList{u"go"_s};
    QTest::newRow("spaces and empty ones")
        << u" , go ,,  two   words ,"_s << QStringList{u"go"_s, u"two words"_s};
    QTest::newRow("twice") << u"go, Go, GO"_s << QStringList{u"go"_s};
    QTest::newRow("other letters") << u"жизнь, Élan"_s << QStringList{u"жизнь"_s, u"Élan"_s};
}

void BookmarkDialogTest::save_tags_areWordsPartedByCommas()
{
    QFETCH(const QString, typed);
    child<QLineEdit>(u"bookmarkTagsLineEdit"_s)->setText(typed);
    click(QDialogButtonBox::Save);
    QCOMPARE(m_edited->size(), 1);
    QTEST(m_edited->constFirst().constFirst().value<Bookmark>().tags, "tags");
}

void BookmarkDialogTest::save_emptyTitle_keepsTheOldOne()
{
    child<QLineEdit>(u"bookmarkTitleLineEdit"_s)->setText(u"   "_s);
    click(QDialogButtonBox::Save);
    QCOMPARE(m_edited->size(), 1);
    QCOMPARE(m_edited->constFirst().constFirst().value<Bookmark>(), m_bookmark);
}

void BookmarkDialogTest::cancel_edited_tellsNothing_data()
{
    QTest::addColumn<bool>("isByKey");
    QTest::newRow("button") << false;
    QTest::newRow("Esc") << true;
}

void BookmarkDialogTest::cancel_edited_tellsNothing()
{
    QFETCH(const bool, isByKey);
    child<QLineEdit>(u"bookmarkTitleLineEdit"_s)->setText(u"Another title"_s);
    if (isByKey)
        QTest::keyClick(m_dialog, Qt::Key_Escape);
    else
        click(QDialogButtonBox::Cancel);
    QTRY_VERIFY(m_dialog.isNull());
    QCOMPARE(m_edited->size(), 0);
}

QTEST_MAIN(BookmarkDialogTest)
#include "tst_bookmarkdialog.moc"
