// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/locations.h"

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class LocationsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void standard_application_usesTheDesktopsPlaces();
    void under_anyFolder_keepsEverythingInIt_data();
    void under_anyFolder_keepsEverythingInIt();
    void under_relativeFolder_isMadeAbsolute();
    void under_missingFolder_createsNothing();
};

void LocationsTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QString());
    QCoreApplication::setApplicationName(u"Lectern"_s);
}

void LocationsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void LocationsTest::standard_application_usesTheDesktopsPlaces()
{
    const auto place = [](QStandardPaths::StandardLocation kind) {
        return QStandardPaths::writableLocation(kind) + u"/Lectern"_s;
    };
    const Locations locations = Locations::standard();

    QCOMPARE(locations.libraryFile(),
             place(QStandardPaths::GenericDataLocation) + u"/library.db"_s);
    QCOMPARE(locations.backupFolder(), place(QStandardPaths::GenericDataLocation) + u"/backups"_s);
    QCOMPARE(locations.settingsFile(),
             place(QStandardPaths::GenericConfigLocation) + u"/settings.ini"_s);
    QCOMPARE(locations.cache, place(QStandardPaths::GenericCacheLocation));
}

void LocationsTest::under_anyFolder_keepsEverythingInIt_data()
{
    QTest::addColumn<QString>("folder");

    QTest::newRow("plain") << u"/srv/reader"_s;
    QTest::newRow("trailing slash") << u"/srv/reader/"_s;
    QTest::newRow("dot segments") << u"/srv/other/../reader/."_s;
    QTest::newRow("doubled slash") << u"/srv//reader"_s;
}

void LocationsTest::under_anyFolder_keepsEverythingInIt()
{
    QFETCH(const QString, folder);

    const Locations locations = Locations::under(folder);

    QCOMPARE(locations.data, u"/srv/reader"_s);
    QCOMPARE(locations.libraryFile(), u"/srv/reader/library.db"_s);
    QCOMPARE(locations.backupFolder(), u"/srv/reader/backups"_s);
    QCOMPARE(locations.settingsFile(), u"/srv/reader/settings.ini"_s);
    QCOMPARE(locations.cache, u"/srv/reader/cache"_s);
}

void LocationsTest::under_relativeFolder_isMadeAbsolute()
{
    QCOMPARE(Locations::under(u"portable"_s).libraryFile(),
             QDir::currentPath() + u"/portable/library.db"_s);
}

void LocationsTest::under_missingFolder_createsNothing()
{
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    const QString missing = folder.filePath(u"not/yet"_s);

    QCOMPARE(Locations::under(missing).data, missing);
    QVERIFY(!QDir(missing).exists());
}

QTEST_GUILESS_MAIN(LocationsTest)
#include "tst_locations.moc"
