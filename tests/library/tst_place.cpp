// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace lectern;

/// The library's folder can go, as with a disk that is pulled out, and belong to somebody else.
class TestPlace final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void folderGone_isSaid_andNothingMadeInItsPlace();
    void folderBack_isNoticedByItself();
    void othersFolder_isRefusedUntilItIsShared();

private:
    [[nodiscard]] QString place() const { return m_folder->filePath(u"place"_s); }
    [[nodiscard]] QString elsewhere() const { return m_folder->filePath(u"elsewhere"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

bool move(const QString &from, const QString &to)
{
    return QDir().rename(from, to);
}

#ifdef Q_OS_UNIX
struct Run
{
    int exitCode = 0;
    QStringList lines;
    QString complaint;
};

/// The writer, for two bookmarks, as another user. Its file has to be where that user may read.
Run writeAs(uid_t user, const QString &writer, const QString &folder, const QString &name)
{
    QProcess process;
    process.setChildProcessModifier([user] {
        if (setgid(user) != 0 || setuid(user) != 0)
            _exit(99);
    });
    process.start(writer, {folder, name, u"2"_s}, QIODevice::ReadOnly);
    if (!process.waitForFinished())
        QTest::qFail("the writer does not end", __FILE__, __LINE__);
    return {process.exitCode(),
            QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts),
            QString::fromUtf8(process.readAllStandardError())};
}
#endif

} // namespace

void TestPlace::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestPlace::folderGone_isSaid_andNothingMadeInItsPlace()
{
    const Locations locations = Locations::under(place());
    Library library(locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://one.example/"_s))), u"ok"_s);
    QVERIFY(move(place(), elsewhere()));
    QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://lost.example/"_s))),
             u"Environment/NotFound"_s);
    QCOMPARE(codeOf(library.bookmarks()), u"Environment/NotFound"_s);
    QCOMPARE(codeOf(library.open()), u"Environment/NotFound"_s);
    QVERIFY(!QFile::exists(place()));
    // The mount point of a disk stays, and is empty.
    QVERIFY(QDir().mkpath(QFileInfo(locations.libraryFile()).path()));
    QCOMPARE(codeOf(library.open()), u"Environment/NotFound"_s);
    QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://lost.example/"_s))),
             u"Environment/NotFound"_s);
    QVERIFY(!QFile::exists(locations.libraryFile()));
    QVERIFY(QDir(place()).removeRecursively());

    QVERIFY(move(elsewhere(), place()));
    QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://two.example/"_s))), u"ok"_s);
    QStringList kept;
    for (const Bookmark &bookmark : valueOf(library.bookmarks()))
        kept.append(bookmark.url.toString());
    kept.sort();
    QCOMPARE(kept, QStringList({u"https://one.example/"_s, u"https://two.example/"_s}));
    QVERIFY(valueOf(library.examine()).findings.isEmpty());
}

void TestPlace::folderBack_isNoticedByItself()
{
    Library library(Locations::under(place()));
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QVERIFY(move(place(), elsewhere()));
    QCOMPARE(codeOf(library.counts()), u"Environment/NotFound"_s);
    QCoreApplication::sendPostedEvents();
    const QSignalSpy changes(&library, &Library::changed);
    QVERIFY(move(elsewhere(), place()));
    QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 1, 30'000);
    QVERIFY(changes.first().first().value<LibraryChange>().sourcesChanged);
    QCOMPARE(codeOf(library.counts()), u"ok"_s);
}

void TestPlace::othersFolder_isRefusedUntilItIsShared()
{
#ifdef Q_OS_UNIX
    if (geteuid() != 0)
        QSKIP("only root can be two users");
    constexpr uid_t owner = 64001;
    constexpr uid_t other = 64002;
    const QFile::Permissions forAll = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
        | QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    const QFile::Permissions forOwner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    QVERIFY(QFile::setPermissions(m_folder->path(), forAll));
    const QString writer = m_folder->filePath(u"writer"_s);
    QVERIFY(QFile::copy(QStringLiteral(LIBRARY_WRITER), writer));
    QVERIFY(QFile::setPermissions(writer, forAll));
    const Locations locations = Locations::under(place());
    const QString data = QFileInfo(locations.libraryFile()).path();

    const Run first = writeAs(owner, writer, place(), u"owner"_s);
    QVERIFY2(first.exitCode == 0, qPrintable(first.complaint));
    for (const QString &folder : {place(), data})
        QVERIFY(QFile::setPermissions(folder, forOwner));
    const QMap<QString, QByteArray> before = filesIn(data);
    const Run refused = writeAs(other, writer, place(), u"other"_s);
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.complaint.contains(u"PermissionDenied"_s), qPrintable(refused.complaint));
    // A folder that may be looked into, and not written to.
    for (const QString &folder : {place(), data}) {
        QVERIFY(QFile::setPermissions(folder, forAll & ~(QFile::WriteGroup | QFile::WriteOther)));
    }
    const Run readOnly = writeAs(other, writer, place(), u"other"_s);
    QCOMPARE(readOnly.exitCode, 1);
    QVERIFY2(readOnly.complaint.contains(u"PermissionDenied"_s), qPrintable(readOnly.complaint));
    QCOMPARE(filesIn(data), before);

    for (const QString &folder : {place(), data})
        QVERIFY(QFile::setPermissions(folder, forAll));
    QVERIFY(QFile::setPermissions(locations.libraryFile(), forAll));
    for (const uid_t user : {other, owner}) {
        const Run shared = writeAs(user, writer, place(), u"by%1"_s.arg(user));
        QVERIFY2(shared.exitCode == 0, qPrintable(shared.complaint));
        QCOMPARE(shared.lines.size(), 2);
    }
    Library library(locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(valueOf(library.bookmarks()).size(), 6);
#else
    QSKIP("users are known to Unix only here");
#endif
}

QTEST_GUILESS_MAIN(TestPlace)
#include "tst_place.moc"
