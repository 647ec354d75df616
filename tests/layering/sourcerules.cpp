// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layering/sourcerules.h"

#include <QRegularExpression>

#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

bool isCMake(const QString &path)
{
    return path.endsWith(u"CMakeLists.txt"_s) || path.endsWith(u".cmake"_s);
}

/// "ui" for src/ui/mainwindow.cpp; empty outside the rooms.
QString roomOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return parts.size() > 2 && parts.first() == u"src"_s ? parts.at(1) : QString();
}

bool isInEngine(const QString &path)
{
    return path.startsWith(u"src/web/engine/"_s);
}

/// The text with comments blanked and, on request, what stands in quotes; lines keep their numbers.
/// Preprocessor lines keep their quotes, since there they name files.
QStringList codeLines(const QString &text, bool withStrings)
{
    static const QRegularExpression token(
        uR"--(R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*.*?\*/)--"_s,
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression digitBefore(uR"([0-9a-fA-F]$)"_s);
    QString code;
    qsizetype end = 0;
    for (auto match = token.match(text); match.hasMatch(); match = token.match(text, end)) {
        const QString found = match.captured();
        code += QStringView(text).sliced(end, match.capturedStart() - end);
        // 1'000'000: the quote separates digits.
        if (found.startsWith(u'\'') && digitBefore.match(code).hasMatch()) {
            code += u'\'';
            end = match.capturedStart() + 1;
            continue;
        }
        const bool isComment = found.startsWith(u'/');
        const QStringView line = QStringView(code).sliced(code.lastIndexOf(u'\n') + 1);
        const bool isDirective = line.trimmed().startsWith(u'#');
        if (!isComment && (withStrings || isDirective))
            code += found;
        else
            code += isComment ? u" "_s : u"\"\""_s;
        if (!withStrings || isComment)
            code += QString(found.count(u'\n'), u'\n');
        end = match.capturedEnd();
    }
    code += QStringView(text).sliced(end);
    return code.split(u'\n');
}

QString at(qsizetype line, const QString &message)
{
    return u"line %1: %2"_s.arg(line + 1).arg(message);
}

QStringList licenceRules(const QString &path, const QString &text)
{
    const QString mark = isCMake(path) ? u"#"_s : u"//"_s;
    const QStringList lines = text.split(u'\n');
    const bool isThere = lines.size() > 1
        && lines.at(0).startsWith(mark + u" SPDX-FileCopyrightText: "_s)
        && lines.at(1) == mark + u" SPDX-License-Identifier: GPL-3.0-or-later"_s;
    return isThere ? QStringList() : QStringList{u"does not open with the SPDX two-liner"_s};
}

QStringList includeRules(const QString &path, qsizetype number, const QString &line)
{
    static const QRegularExpression include(uR"(^\s*#\s*include\s*(["<])([^">]+)[">])"_s);
    static const QRegularExpression generated(uR"(^(ui_\w+\.h|(moc_)?\w+\.(moc|cpp))$)"_s);
    static const QRegularExpression engine(uR"(^(QWebEngine|QtWebEngine))"_s);
    static const QRegularExpression sql(uR"(^(QSql|QtSql|sqlite3))"_s);
    static const QRegularExpression linuxOnly(
        uR"(^((unistd|pwd|grp|fcntl|dlfcn|pthread|poll|signal|sched|dirent)(\.h)?$|)"
        uR"((sys|linux|asm|X11|xcb|wayland[^/]*)/))"_s);

    const auto match = include.match(line);
    if (!match.hasMatch())
        return {};
    const QString file = match.captured(2);
    const QString room = roomOf(path);
    QStringList broken;
    if (match.captured(1) == u"\""_s && !generated.match(file).hasMatch()) {
        const QString other = file.section(u'/', 0, 0);
        if (!file.contains(u'/') || !roomTable().contains(other))
            broken += at(number, u"\"%1\" is not named from src/"_s.arg(file));
        else if (other != room && !roomTable().value(room).contains(other))
            broken += at(number, u"%1 may not include %2"_s.arg(room, other));
        else if (isInEngine(u"src/"_s + file) && !isInEngine(path))
            broken += at(number, u"the engine module is loaded, not included"_s);
    }
    if (engine.match(match.captured(2)).hasMatch() && !isInEngine(path))
        broken += at(number, u"only src/web/engine may know WebEngine"_s);
    if (sql.match(match.captured(2)).hasMatch() && room != u"library"_s)
        broken += at(number, u"SQL stays in the library"_s);
    if (linuxOnly.match(match.captured(2)).hasMatch() && !linuxOnlyFiles().contains(path))
        broken += at(number, u"<%1> is not in every system"_s.arg(match.captured(2)));
    return broken;
}

QStringList codeRules(const QString &room, qsizetype number, const QString &line)
{
    static const QRegularExpression translation(
        uR"(\b(tr|translate|QT_TR\w*_NOOP|QT_TRANSLATE\w*_NOOP|Q_DECLARE_TR_FUNCTIONS)\s*\()"_s);
    static const QRegularExpression singleton(
        uR"(\b(Q_GLOBAL_STATIC\w*\s*\(|static\b[^;(){}=]*\binstance\s*\())"_s);
    static const QStringList roomsThatSpeak{u"models"_s, u"ui"_s, u"app"_s, u"ctl"_s};

    QStringList broken;
    if (!roomsThatSpeak.contains(room) && translation.match(line).hasMatch())
        broken += at(number, u"%1 does not speak to people: no tr()"_s.arg(room));
    if (singleton.match(line).hasMatch())
        broken += at(number, u"no singletons"_s);
    return broken;
}

QStringList sandboxRules(qsizetype number, const QString &line)
{
    static const QRegularExpression switchedOff(
        uR"(--no-sandbox|--disable-[\w-]*sandbox|putenv\s*\(\s*"QTWEBENGINE_DISABLE_SANDBOX)"_s);
    if (switchedOff.match(line).hasMatch())
        return {at(number, u"nothing in the product turns the sandbox off"_s)};
    return {};
}

QStringList linkRules(const QString &path, qsizetype number, const QString &line)
{
    static const QRegularExpression library(uR"(\b(lectern_(\w+)|Qt6::(\w+)))"_s);
    static const QStringList roomsWithWidgets{u"web"_s, u"ui"_s, u"app"_s};

    const QString room = roomOf(path);
    QStringList broken;
    for (auto matches = library.globalMatch(line.section(u'#', 0, 0)); matches.hasNext();) {
        const auto match = matches.next();
        const QString other = match.captured(2);
        const QString qt = match.captured(3);
        if (other != room && roomTable().contains(other)
            && !roomTable().value(room).contains(other))
            broken += at(number, u"%1 may not link %2"_s.arg(room, other));
        if (qt.startsWith(u"WebEngine"_s) && !isInEngine(path))
            broken += at(number, u"only src/web/engine may link WebEngine"_s);
        if (qt == u"Sql"_s && room != u"library"_s)
            broken += at(number, u"SQL stays in the library"_s);
        if (qt == u"Widgets"_s && !roomsWithWidgets.contains(room))
            broken += at(number, u"%1 has no widgets"_s.arg(room));
    }
    return broken;
}

} // namespace

const QMap<QString, QStringList> &roomTable()
{
    static const QMap<QString, QStringList> table{
        {u"core"_s, {}},
        {u"formats"_s, {u"core"_s}},
        {u"library"_s, {u"core"_s}},
        {u"net"_s, {u"core"_s}},
        {u"sync"_s, {u"core"_s, u"formats"_s, u"library"_s, u"net"_s}},
        {u"web"_s, {u"core"_s, u"library"_s}},
        {u"models"_s, {u"core"_s, u"library"_s}},
        {u"ui"_s, {u"core"_s, u"library"_s, u"models"_s, u"sync"_s, u"web"_s}},
        {u"app"_s,
         {u"core"_s, u"formats"_s, u"library"_s, u"net"_s, u"sync"_s, u"web"_s, u"models"_s,
          u"ui"_s}},
        {u"ctl"_s, {u"core"_s, u"formats"_s, u"library"_s, u"net"_s, u"sync"_s}},
    };
    return table;
}

const QStringList &linuxOnlyFiles()
{
    static const QStringList files{
        u"src/app/sandboxguard.cpp"_s, // who is root
        u"src/ctl/standardstreams.cpp"_s, // who reads the output
        u"src/library/durablefile.cpp"_s, // fsync, and the locks of SQLite
        u"src/web/memorytightness.cpp"_s, // what the kernel says of memory
    };
    return files;
}

QStringList brokenRules(const QString &path, const QString &text)
{
    QStringList broken = licenceRules(path, text);
    const QString room = roomOf(path);
    if (room.isEmpty())
        return broken;
    if (!roomTable().contains(room))
        return broken << u"src/%1 is not a room"_s.arg(room);

    if (isCMake(path)) {
        const QStringList lines = text.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i)
            broken += linkRules(path, i, lines.at(i));
        return broken;
    }
    const QStringList lines = codeLines(text, true);
    const QStringList bare = codeLines(text, false);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        broken += includeRules(path, i, lines.at(i));
        broken += sandboxRules(i, lines.at(i));
        broken += codeRules(room, i, bare.value(i));
    }
    return broken;
}

} // namespace lectern
