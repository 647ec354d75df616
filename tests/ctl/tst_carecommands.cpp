// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printed.h"
#include "support/templibrary.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class CareCommandsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void doctor_soundLibrary_saysSo();
    void doctor_noLibrary_makesNone();
    void doctor_noLibraryButBackups_namesOne();
    void doctor_damagedFile_isMalformedAndSaysWhatToDo();
    void doctor_repairOfDamagedFile_savesWhatCanBeRead();
    void doctor_unreadableFile_namesTheBackup();
    void backup_ofLibrary_canBeRestored();
    void backup_noLibrary_isMalformed();
    void backup_list_isNewestFirst();
    void restore_whereNoneWas_setsNothingAside();
    void restore_wrongFile_isMalformedAndChangesNothing_data();
    void restore_wrongFile_isMalformedAndChangesNothing();

private:
    /// Makes a library of so many bookmarks with long notes, and closes it.
    void keep(int count) const;
    /// Overwrites the file from the middle on with nonsense.
    void damage() const;
    [[nodiscard]] QStringList kept() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    Locations m_locations;
};

void CareCommandsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_locations = Locations::under(m_folder->filePath(u"library"_s));
}

void CareCommandsTest::keep(int count) const
{
    Library library(m_locations);
    TempLibrary::valueOf(library.open());
    for (int i = 0; i < count; ++i) {
        BookmarkRequest request;
        request.url = QUrl(u"https://kept.example/%1"_s.arg(i));
        request.title = u"Kept %1"_s.arg(i);
        request.note = QString(5000, u'n');
        TempLibrary::valueOf(library.addBookmark(request));
    }
}

void CareCommandsTest::damage() const
{
    QFile file(m_locations.libraryFile());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    QVERIFY(file.write(QByteArray(int(file.size() / 4), 'x')) > 0);
}

QStringList CareCommandsTest::kept() const
{
    return eachItem(jsonOn(m_locations, {u"bookmarks"_s}), u"url"_s);
}

void CareCommandsTest::doctor_soundLibrary_saysSo()
{
    keep(3);
    const QJsonObject found = jsonOn(m_locations, {u"doctor"_s});
    const QJsonObject expected{{u"sound"_s, true},
                               {u"findings"_s, QJsonArray()},
                               {u"salvaged"_s, QJsonValue()},
                               {u"newest_good_backup"_s, QJsonValue()}};
    QCOMPARE(found, expected);
    const Output text = runOn(m_locations, {u"doctor"_s, u"--repair"_s});
    QCOMPARE(text.code, ExitCode::Done);
    QCOMPARE(text.out, QByteArray("sound\tNothing is wrong.\t\n"));
    QVERIFY(text.err.isEmpty());
    QCOMPARE(kept().size(), 3);
}

void CareCommandsTest::doctor_noLibrary_makesNone()
{
    QVERIFY(jsonOn(m_locations, {u"doctor"_s}).value(u"sound"_s).toBool());
    QVERIFY(jsonOn(m_locations, {u"doctor"_s, u"--repair"_s}).value(u"sound"_s).toBool());
    QVERIFY(!QDir(m_locations.data).exists());
}

void CareCommandsTest::doctor_noLibraryButBackups_namesOne()
{
    keep(1);
    const QString backup = jsonOn(m_locations, {u"backup"_s})
                               .value(u"backup"_s)
                               .toObject()
                               .value(u"path"_s)
                               .toString();
    QVERIFY(QFile::remove(m_locations.libraryFile()));
    const Output output = runOn(m_locations, {u"doctor"_s});
    QVERIFY2(output.err.contains("restore " + backup.toUtf8()), output.err.constData());
}

void CareCommandsTest::doctor_damagedFile_isMalformedAndSaysWhatToDo()
{
    keep(200);
    damage();
    QFile file(m_locations.libraryFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    const Output output = runOn(m_locations, {u"doctor"_s, u"--json"_s});
    QCOMPARE(output.code, ExitCode::Malformed);
    const QJsonObject found = objectIn(output.out);
    QCOMPARE(found.value(u"sound"_s), QJsonValue(false));
    QVERIFY(!found.value(u"findings"_s).toArray().isEmpty());
    QVERIFY(found.value(u"salvaged"_s).isNull());
    QVERIFY2(output.err.contains("doctor --repair"), output.err.constData());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), before);
    const Output text = runOn(m_locations, {u"doctor"_s});
    QCOMPARE(text.code, ExitCode::Malformed);
    QVERIFY2(text.out.startsWith("found\t"), text.out.constData());
}

void CareCommandsTest::doctor_repairOfDamagedFile_savesWhatCanBeRead()
{
    keep(200);
    damage();
    const QJsonObject mended = jsonOn(m_locations, {u"doctor"_s, u"--repair"_s});
    QCOMPARE(mended.value(u"sound"_s), QJsonValue(true));
    const QJsonObject salvaged = mended.value(u"salvaged"_s).toObject();
    const qint64 saved = salvaged.value(u"bookmarks"_s).toObject().value(u"saved"_s).toInteger();
    QVERIFY(saved > 0);
    QCOMPARE(kept().size(), saved);
    QVERIFY(QDir(salvaged.value(u"set_aside"_s).toString()).exists(u"library.db"_s));
    QCOMPARE(jsonOn(m_locations, {u"doctor"_s}).value(u"sound"_s), QJsonValue(true));
}

void CareCommandsTest::doctor_unreadableFile_namesTheBackup()
{
    keep(2);
    const QString backup = jsonOn(m_locations, {u"backup"_s})
                               .value(u"backup"_s)
                               .toObject()
                               .value(u"path"_s)
                               .toString();
    QFile file(m_locations.libraryFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write("No database at all, and long enough to look like one.") > 0);
    file.close();
    const Output output = runOn(m_locations, {u"doctor"_s, u"--json"_s});
    QCOMPARE(output.code, ExitCode::Malformed);
    QCOMPARE(
        objectIn(output.out).value(u"newest_good_backup"_s).toObject().value(u"path"_s).toString(),
        backup);
    QVERIFY2(output.err.contains("restore " + backup.toUtf8()), output.err.constData());
    QVERIFY(!jsonOn(m_locations, {u"restore"_s, backup}).value(u"set_aside"_s).isNull());
    QCOMPARE(kept().size(), 2);
}

void CareCommandsTest::backup_ofLibrary_canBeRestored()
{
    keep(2);
    const QJsonObject backup = jsonOn(m_locations, {u"backup"_s}).value(u"backup"_s).toObject();
    QCOMPARE(backup.size(), 4);
    QCOMPARE(backup.value(u"reason"_s), QJsonValue(u"asked"_s));
    const QString path = backup.value(u"path"_s).toString();
    QCOMPARE(backup.value(u"bytes"_s).toInteger(), QFileInfo(path).size());
    QVERIFY(path.startsWith(m_locations.backupFolder()));

    jsonOn(m_locations, {u"unbookmark"_s, u"https://kept.example/0"_s});
    QCOMPARE(kept().size(), 1);
    const Output restored = runOn(m_locations, {u"restore"_s, path});
    QCOMPARE(restored.code, ExitCode::Done);
    QCOMPARE(restored.out, path.toUtf8() + '\n');
    QVERIFY2(restored.err.contains("set aside"), restored.err.constData());
    QCOMPARE(kept().size(), 2);
}

void CareCommandsTest::backup_noLibrary_isMalformed()
{
    const Output output = runOn(m_locations, {u"backup"_s});
    QCOMPARE(output.code, ExitCode::Malformed);
    QVERIFY(output.out.isEmpty());
    QVERIFY(output.err.contains("no library"));
    QVERIFY(!QDir(m_locations.data).exists());
}

void CareCommandsTest::backup_list_isNewestFirst()
{
    QCOMPARE(jsonOn(m_locations, {u"backup"_s, u"--list"_s}).value(u"items"_s).toArray(),
             QJsonArray());
    keep(1);
    QJsonArray expected;
    for (int i = 0; i < 3; ++i)
        expected.prepend(jsonOn(m_locations, {u"backup"_s}).value(u"backup"_s));
    QCOMPARE(jsonOn(m_locations, {u"backup"_s, u"--list"_s}).value(u"items"_s).toArray(), expected);
    QCOMPARE(runOn(m_locations, {u"backup"_s, u"--list"_s}).out.count('\n'), 3);
}

void CareCommandsTest::restore_whereNoneWas_setsNothingAside()
{
    keep(1);
    const QString elsewhere = m_folder->filePath(u"elsewhere.db"_s);
    QVERIFY(QFile::rename(m_locations.libraryFile(), elsewhere));
    const QJsonObject restored = jsonOn(m_locations, {u"restore"_s, elsewhere});
    QCOMPARE(restored.value(u"restored"_s), QJsonValue(elsewhere));
    QVERIFY(restored.value(u"set_aside"_s).isNull());
    QCOMPARE(kept().size(), 1);
}

void CareCommandsTest::restore_wrongFile_isMalformedAndChangesNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("missing") << QByteArray() << QByteArray("no file");
    QTest::newRow("text") << QByteArray("Not a database, but a text of some length, and then some.")
                          << QByteArray("elsewhere.db is");
}

void CareCommandsTest::restore_wrongFile_isMalformedAndChangesNothing()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, sentence);
    keep(1);
    const QString elsewhere = m_folder->filePath(u"elsewhere.db"_s);
    if (!content.isEmpty()) {
        QFile file(elsewhere);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(content) > 0);
    }
    const Output output = runOn(m_locations, {u"restore"_s, elsewhere});
    QCOMPARE(output.code, ExitCode::Malformed);
    QVERIFY(output.out.isEmpty());
    QVERIFY2(output.err.contains(sentence), output.err.constData());
    QCOMPARE(kept().size(), 1);
}

QTEST_GUILESS_MAIN(CareCommandsTest)
#include "tst_carecommands.moc"
