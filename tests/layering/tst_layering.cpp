// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layering/sourcerules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

const QString licence = u"// SPDX-FileCopyrightText: 2026 Somebody\n"
                        "// SPDX-License-Identifier: GPL-3.0-or-later\n"_s;
const QString cmakeLicence = QString(licence).replace(u"//"_s, u"#"_s);

QDir sourceTree()
{
    return QDir(QStringLiteral(LECTERN_SOURCE_DIR));
}

/// The files with rules, as paths from the top of the tree.
QStringList ruledFiles()
{
    QStringList files{u"CMakeLists.txt"_s};
    for (const QString &folder : {u"src"_s, u"tests"_s, u"packaging"_s}) {
        QDirIterator each(sourceTree().filePath(folder),
                          {u"*.h"_s, u"*.cpp"_s, u"CMakeLists.txt"_s, u"*.cmake"_s}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (each.hasNext())
            files += sourceTree().relativeFilePath(each.next());
    }
    files.sort();
    return files;
}

/// Whether a room reaches `goal` by including others, however indirectly.
bool reaches(const QString &room, const QString &goal)
{
    const QStringList others = roomTable().value(room);
    return std::any_of(others.cbegin(), others.cend(), [&goal](const QString &other) {
        return other == goal || reaches(other, goal);
    });
}

} // namespace

class LayeringTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void sourceFile_asItIs_keepsTheRules_data();
    void sourceFile_asItIs_keepsTheRules();
    void room_asItIs_saysWhatItIsFor_data();
    void room_asItIs_saysWhatItIsFor();
    void roomTable_asWritten_hasNoCycle();
    void linuxOnlyFiles_asListed_exist();
    void madeUpFile_breakingARule_isReported_data();
    void madeUpFile_breakingARule_isReported();
    void madeUpFile_keepingTheRules_isNotReported_data();
    void madeUpFile_keepingTheRules_isNotReported();
    void madeUpFile_withSeveralLines_isReportedByLine();
};

void LayeringTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void LayeringTest::sourceFile_asItIs_keepsTheRules_data()
{
    QTest::addColumn<QString>("path");
    const QStringList files = ruledFiles();
    QVERIFY(files.contains(u"src/core/article.h"_s));
    for (const QString &file : files)
        QTest::newRow(qUtf8Printable(file)) << file;
}

void LayeringTest::sourceFile_asItIs_keepsTheRules()
{
    QFETCH(QString, path);
    QFile file(sourceTree().filePath(path));
    QVERIFY2(file.open(QIODevice::ReadOnly), qUtf8Printable(file.errorString()));
    const QStringList broken = brokenRules(path, QString::fromUtf8(file.readAll()));
    QVERIFY2(broken.isEmpty(), qUtf8Printable(path + u": "_s + broken.join(u"; "_s)));
}

void LayeringTest::room_asItIs_saysWhatItIsFor_data()
{
    QTest::addColumn<QString>("room");
    const QDir src(sourceTree().filePath(u"src"_s));
    const QStringList rooms = src.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(!rooms.isEmpty());
    for (const QString &room : rooms)
        QTest::newRow(qUtf8Printable(room)) << room;
}

void LayeringTest::room_asItIs_saysWhatItIsFor()
{
    QFETCH(QString, room);
    QVERIFY(roomTable().contains(room));
    const QFileInfo page(sourceTree().filePath(u"src/%1/README.md"_s.arg(room)));
    QVERIFY(page.isFile());
    QVERIFY(page.size() > 0);
}

void LayeringTest::roomTable_asWritten_hasNoCycle()
{
    for (const QString &room : roomTable().keys()) {
        QVERIFY2(!reaches(room, room), qUtf8Printable(room));
        for (const QString &other : roomTable().value(room))
            QVERIFY2(roomTable().contains(other), qUtf8Printable(other));
    }
}

void LayeringTest::linuxOnlyFiles_asListed_exist()
{
    for (const QString &file : linuxOnlyFiles())
        QVERIFY2(sourceTree().exists(file), qUtf8Printable(file));
}

void LayeringTest::madeUpFile_breakingARule_isReported_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rule");

    const auto row = [](const char *name, const QString &path, const QString &line,
                        const QString &rule) {
        const bool isCMake = path.endsWith(u".txt"_s);
        QTest::newRow(name) << path << (isCMake ? cmakeLicence : licence) + line
                            << u"line 3: "_s + rule;
    };
    const QString fromSrc = u"is not named from src/"_s;

    row("upward include", u"src/core/a.h"_s, u"#include \"ui/b.h\""_s,
        u"core may not include ui"_s);
    row("sideways include", u"src/web/a.cpp"_s, u"#include \"sync/b.h\""_s,
        u"web may not include sync"_s);
    row("include from a sub-folder", u"src/web/engine/a.cpp"_s, u"#include \"ui/b.h\""_s,
        u"web may not include ui"_s);
    row("spaced include", u"src/formats/a.cpp"_s, u"  #  include \"library/b.h\""_s,
        u"formats may not include library"_s);
    row("include after a comment", u"src/formats/a.cpp"_s, u"/* \" */ #include \"net/b.h\""_s,
        u"formats may not include net"_s);
    row("relative include", u"src/ui/a.cpp"_s, u"#include \"b.h\""_s, u"\"b.h\" "_s + fromSrc);
    row("parent include", u"src/ui/a.cpp"_s, u"#include \"../web/b.h\""_s,
        u"\"../web/b.h\" "_s + fromSrc);
    row("engine included", u"src/ui/a.cpp"_s, u"#include \"web/engine/b.h\""_s,
        u"the engine module is loaded, not included"_s);
    row("engine header in ui", u"src/ui/a.cpp"_s, u"#include <QWebEngineView>"_s,
        u"only src/web/engine may know WebEngine"_s);
    row("engine header in web", u"src/web/a.cpp"_s, u"#include <QtWebEngineCore/QWebEnginePage>"_s,
        u"only src/web/engine may know WebEngine"_s);
    row("sql in models", u"src/models/a.cpp"_s, u"#include <QSqlQuery>"_s,
        u"SQL stays in the library"_s);
    row("sql module in app", u"src/app/a.cpp"_s, u"#include <QtSql/QSqlDatabase>"_s,
        u"SQL stays in the library"_s);
    row("unistd", u"src/ui/a.cpp"_s, u"#include <unistd.h>"_s,
        u"<unistd.h> is not in every system"_s);
    row("sys header", u"src/core/a.cpp"_s, u"#include <sys/stat.h>"_s,
        u"<sys/stat.h> is not in every system"_s);
    row("linux header", u"src/core/a.cpp"_s, u"#include <linux/fs.h>"_s,
        u"<linux/fs.h> is not in every system"_s);
    row("tr in core", u"src/core/a.cpp"_s, u"return tr(\"Saved\");"_s,
        u"core does not speak to people: no tr()"_s);
    row("tr in web", u"src/web/a.cpp"_s, u"return QObject::tr(\"Saved\");"_s,
        u"web does not speak to people: no tr()"_s);
    row("translate in sync", u"src/sync/a.cpp"_s, u"QCoreApplication::translate(\"a\", \"b\")"_s,
        u"sync does not speak to people: no tr()"_s);
    row("tr after digits with separators", u"src/core/a.cpp"_s, u"f(1'000, tr(\"b\"), 2'000);"_s,
        u"core does not speak to people: no tr()"_s);
    row("global static", u"src/ui/a.cpp"_s, u"Q_GLOBAL_STATIC(Settings, settings)"_s,
        u"no singletons"_s);
    row("instance function", u"src/app/a.h"_s, u"    static Settings &instance();"_s,
        u"no singletons"_s);
    row("sandbox switch", u"src/app/a.cpp"_s, u"qputenv(\"FLAGS\", \"--no-sandbox\");"_s,
        u"nothing in the product turns the sandbox off"_s);
    row("sandbox variable", u"src/app/a.cpp"_s,
        u"qputenv(\"QTWEBENGINE_DISABLE_SANDBOX\", \"1\");"_s,
        u"nothing in the product turns the sandbox off"_s);
    row("upward link", u"src/library/CMakeLists.txt"_s, u"  LINKS lectern_core lectern_sync)"_s,
        u"library may not link sync"_s);
    row("engine linked", u"src/web/CMakeLists.txt"_s, u"  USES Qt6::WebEngineWidgets)"_s,
        u"only src/web/engine may link WebEngine"_s);
    row("sql linked", u"src/models/CMakeLists.txt"_s, u"  USES Qt6::Sql)"_s,
        u"SQL stays in the library"_s);
    row("widgets linked", u"src/models/CMakeLists.txt"_s, u"  LINKS Qt6::Widgets)"_s,
        u"models has no widgets"_s);

    const QString noLicence = u"does not open with the SPDX two-liner"_s;
    QTest::newRow("no licence") << u"tests/ui/a.cpp"_s << u"#pragma once\n"_s << noLicence;
    QTest::newRow("other licence")
        << u"src/ui/a.h"_s << QString(licence).replace(u"3.0"_s, u"2.0"_s) << noLicence;
    QTest::newRow("licence further down") << u"src/ui/a.h"_s << u"\n"_s + licence << noLicence;
    QTest::newRow("licence in CMake") << u"CMakeLists.txt"_s << licence << noLicence;
    QTest::newRow("no such room") << u"src/misc/a.cpp"_s << licence << u"src/misc is not a room"_s;
}

void LayeringTest::madeUpFile_breakingARule_isReported()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, rule);
    QCOMPARE(brokenRules(path, text), QStringList{rule});
}

void LayeringTest::madeUpFile_keepingTheRules_isNotReported_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");

    const auto row = [](const char *name, const QString &path, const QString &line) {
        const bool isCMake = path.endsWith(u".txt"_s);
        QTest::newRow(name) << path << (isCMake ? cmakeLicence : licence) + line;
    };
    row("own room", u"src/core/a.cpp"_s, u"#include \"core/a.h\""_s);
    row("allowed room", u"src/sync/a.cpp"_s, u"#include \"formats/b.h\""_s);
    row("generated form", u"src/ui/a.cpp"_s, u"#include \"ui_mainwindow.h\""_s);
    row("generated moc", u"src/ui/a.cpp"_s, u"#include \"a.moc\""_s);
    row("engine in its module", u"src/web/engine/a.cpp"_s, u"#include <QWebEngineView>"_s);
    row("engine includes its own", u"src/web/engine/a.cpp"_s, u"#include \"web/engine/a.h\""_s);
    row("sql in the library", u"src/library/a.cpp"_s, u"#include <QSqlQuery>"_s);
    row("include in a comment", u"src/core/a.h"_s, u"// #include \"ui/b.h\""_s);
    row("tr in a long comment", u"src/core/a.h"_s, u"/* until\n tr( is\n used */ int a;"_s);
    row("tr in a string", u"src/core/a.cpp"_s, u"return u\"tr(\\\"\"_s + tail(b);"_s);
    row("tr in a raw string", u"src/core/a.cpp"_s, u"auto a = R\"x(\" tr( )x\";"_s);
    row("tr in ui", u"src/ui/a.cpp"_s, u"return tr(\"Saved\");"_s);
    row("a name ending in tr", u"src/core/a.cpp"_s, u"return attr(b);"_s);
    row("an instance asked of Qt", u"src/app/a.cpp"_s, u"QGuiApplication::instance();"_s);
    row("sandbox variable read", u"src/app/a.cpp"_s,
        u"qEnvironmentVariableIsSet(\"QTWEBENGINE_DISABLE_SANDBOX\")"_s);
    row("a test may include all", u"tests/ui/a.cpp"_s, u"#include \"web/engine/b.h\""_s);
    row("allowed link", u"src/ui/CMakeLists.txt"_s, u"  LINKS lectern_web Qt6::Widgets)"_s);
    row("engine linked by its module", u"src/web/engine/CMakeLists.txt"_s,
        u"  Qt6::WebEngineWidgets)"_s);
    row("link in a comment", u"src/core/CMakeLists.txt"_s, u"# unlike lectern_ui"_s);
}

void LayeringTest::madeUpFile_keepingTheRules_isNotReported()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QCOMPARE(brokenRules(path, text), QStringList());
}

void LayeringTest::madeUpFile_withSeveralLines_isReportedByLine()
{
    const QString text = licence
        + u"/* two\n   lines */\n"
          "auto a = R\"(two\n lines)\";\n"
          "#include \"ui/b.h\"\n"
          "tr(\"c\");\n"_s;
    const QStringList expected{u"line 7: core may not include ui"_s,
                               u"line 8: core does not speak to people: no tr()"_s};
    QCOMPARE(brokenRules(u"src/core/a.cpp"_s, text), expected);
}

QTEST_GUILESS_MAIN(LayeringTest)
#include "tst_layering.moc"
