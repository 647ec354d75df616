// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"

#include <QTemporaryDir>
#include <QTest>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lectern;

/// A disk that is really full: a small one in memory, in a mount namespace of this process.
class TestFullDisk final : public QObject
{
    Q_OBJECT

public:
    explicit TestFullDisk(const QString &disk) : m_disk(disk) { }

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void act_diskFull_saysSo_thenWorks();
    void opening_diskFull_saysSo_thenWorks();
    void openingExisting_diskFull_saysSo_thenWorks();
    void backUp_diskFull_leavesNothing_thenWorks();

private:
    void fill();
    [[nodiscard]] Locations locations() const { return Locations::under(m_disk + u"/lectern"_s); }

    const QString m_disk;
    QFile m_ballast;
};

void TestFullDisk::initTestCase()
{
    if (m_disk.isEmpty())
        QSKIP("this system lets a process have no mount namespace of its own");
}

void TestFullDisk::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_ballast.setFileName(m_disk + u"/ballast"_s);
}

void TestFullDisk::cleanup()
{
    m_ballast.remove();
    QVERIFY(QDir(locations().data).removeRecursively());
}

void TestFullDisk::fill()
{
    QVERIFY(m_ballast.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    const QByteArray page(4096, 'x');
    while (m_ballast.write(page) == page.size()) { }
    m_ballast.close();
}

void TestFullDisk::act_diskFull_saysSo_thenWorks()
{
    Library library(locations());
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://example.org/before"_s))), u"ok"_s);
    fill();
    BookmarkRequest large = requestFor(u"https://example.org/large"_s);
    large.note = QString(500'000, u'n');
    QCOMPARE(codeOf(library.addBookmark(large)), u"Environment/DiskFull"_s);
    QCOMPARE(valueOf(library.bookmarks()).size(), 1);
    QVERIFY(!valueOf(library.postAt(large.url)).has_value());
    m_ballast.remove();
    QCOMPARE(codeOf(library.addBookmark(large)), u"ok"_s);
    QCOMPARE(valueOf(library.bookmarks()).size(), 2);
}

void TestFullDisk::opening_diskFull_saysSo_thenWorks()
{
    Library library(locations());
    fill();
    QCOMPARE(codeOf(library.open()), u"Environment/DiskFull"_s);
    QCOMPARE(codeOf(library.counts()), u"Environment/DiskFull"_s);
    m_ballast.remove();
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(codeOf(library.counts()), u"ok"_s);
}

void TestFullDisk::openingExisting_diskFull_saysSo_thenWorks()
{
    {
        Library library(locations());
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://example.org/a"_s))), u"ok"_s);
    }
    const auto before = filesIn(locations().data);
    fill();
    Library library(locations());
    QCOMPARE(codeOf(library.open()), u"Environment/DiskFull"_s);
    QCOMPARE(filesIn(locations().data).value(u"library.db"_s), before.value(u"library.db"_s));
    m_ballast.remove();
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(valueOf(library.bookmarks()).size(), 1);
}

void TestFullDisk::backUp_diskFull_leavesNothing_thenWorks()
{
    Library library(locations());
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://example.org/a"_s))), u"ok"_s);
    fill();
    QCOMPARE(codeOf(library.backUp()), u"Environment/DiskFull"_s);
    QCOMPARE(filesIn(locations().backupFolder()).keys(), QStringList());
    m_ballast.remove();
    QCOMPARE(codeOf(library.backUp()), u"ok"_s);
    QCOMPARE(valueOf(library.backups()).size(), 1);
}

namespace {

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

// A user who is not root gets a mount namespace only within a user namespace, and there owns files
// only once it knows the user (user_namespaces(7)).
bool enterOwnNamespaces()
{
    const uid_t user = ::geteuid();
    const gid_t group = ::getegid();
    if (user == 0)
        return ::unshare(CLONE_NEWNS) == 0;
    const QString onlyThisOne = u"%1 %1 1"_s;
    return ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0
        && write(u"/proc/self/setgroups"_s, "deny"_ba)
        && write(u"/proc/self/uid_map"_s, onlyThisOne.arg(user).toLatin1())
        && write(u"/proc/self/gid_map"_s, onlyThisOne.arg(group).toLatin1());
}

// The folder, or nothing when this system does not allow it. Has to come before any thread is
// started: a user namespace is for single-threaded processes.
QString mountSmallDisk(const QString &folder)
{
    const bool isMounted = enterOwnNamespaces()
        && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
        && ::mount("none", QFile::encodeName(folder).constData(), "tmpfs", 0, "size=2m") == 0;
    return isMounted ? folder : QString();
}

} // namespace

int main(int argc, char *argv[])
{
    const QTemporaryDir folder;
    const QString disk = mountSmallDisk(folder.path());
    const QCoreApplication app(argc, argv);
    TestFullDisk test(disk);
    const int result = QTest::qExec(&test, argc, argv);
    if (!disk.isEmpty())
        ::umount(QFile::encodeName(disk).constData());
    return result;
}

#include "tst_fulldisk.moc"
