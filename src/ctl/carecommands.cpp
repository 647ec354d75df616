// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/carecommands.h"

#include "ctl/errorsentence.h"
#include "ctl/items.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct CareTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::CareCommands)
};

using Finding = LibraryFinding;

QString nameOf(Finding::Kind kind)
{
    switch (kind) {
    case Finding::Kind::Unreadable:
        return u"unreadable"_s;
    case Finding::Kind::DamagedFile:
        return u"damaged_file"_s;
    case Finding::Kind::UnexpectedSchema:
        return u"unexpected_schema"_s;
    case Finding::Kind::DanglingRow:
        return u"dangling_row"_s;
    case Finding::Kind::DamagedIndex:
        return u"damaged_index"_s;
    case Finding::Kind::UnreadableBackup:
        return u"unreadable_backup"_s;
    }
    Q_UNREACHABLE();
}

QString sentenceOf(Finding::Kind kind)
{
    switch (kind) {
    case Finding::Kind::Unreadable:
        return CareTexts::tr("The library can't be opened.");
    case Finding::Kind::DamagedFile:
        return CareTexts::tr("A part of the library's file is damaged.");
    case Finding::Kind::UnexpectedSchema:
        return CareTexts::tr("The library's tables are not as they should be.");
    case Finding::Kind::DanglingRow:
        return CareTexts::tr("Something belongs to what is not there.");
    case Finding::Kind::DamagedIndex:
        return CareTexts::tr("Searching does not find all it should.");
    case Finding::Kind::UnreadableBackup:
        return CareTexts::tr("A backup can't be restored.");
    }
    Q_UNREACHABLE();
}

QString nameOf(LibraryBackup::Reason reason)
{
    switch (reason) {
    case LibraryBackup::Reason::Daily:
        return u"daily"_s;
    case LibraryBackup::Reason::Migration:
        return u"migration"_s;
    case LibraryBackup::Reason::Asked:
        return u"asked"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject jsonOf(const LibraryBackup &backup)
{
    return {{u"path"_s, backup.path},
            {u"taken"_s, isoTime(backup.taken)},
            {u"bytes"_s, backup.bytes},
            {u"reason"_s, nameOf(backup.reason)}};
}

QJsonObject jsonOf(const SalvagedCount &count)
{
    return {{u"saved"_s, count.saved}, {u"lost"_s, count.lost}};
}

QJsonObject jsonOf(const LibrarySalvage &salvage)
{
    return {{u"set_aside"_s, salvage.setAside},
            {u"bookmarks"_s, jsonOf(salvage.bookmarks)},
            {u"tags"_s, jsonOf(salvage.tags)},
            {u"read_states"_s, jsonOf(salvage.readStates)},
            {u"reading_places"_s, jsonOf(salvage.readingPlaces)},
            {u"site_choices"_s, jsonOf(salvage.siteChoices)},
            {u"sources"_s, jsonOf(salvage.sources)},
            {u"articles"_s, jsonOf(salvage.articles)},
            {u"contents"_s, jsonOf(salvage.contents)}};
}

TextTable tableOf(const QList<LibraryBackup> &backups)
{
    TextTable::Column bytes;
    bytes.isNumber = true;
    TextTable table({{}, {}, bytes, {}});
    for (const LibraryBackup &backup : backups) {
        table.addRow({isoTime(backup.taken), nameOf(backup.reason), QString::number(backup.bytes),
                      QDir::toNativeSeparators(backup.path)});
    }
    return table;
}

bool isFileDamaged(const LibraryExamination &examination)
{
    return std::any_of(examination.findings.cbegin(), examination.findings.cend(),
                       [](const Finding &finding) {
                           return !finding.isMended
                               && (finding.kind == Finding::Kind::Unreadable
                                   || finding.kind == Finding::Kind::DamagedFile);
                       });
}

QString restoreHint(const LibraryBackup &backup)
{
    return CareTexts::tr("The newest good backup is of %1: lecternctl restore %2")
        .arg(isoTime(backup.taken), QDir::toNativeSeparators(backup.path));
}

/// Without a library there is nothing to examine, but perhaps there was one.
Result<Answer> noLibraryToExamine(Session &session)
{
    const auto backups = answerOf(session.unopenedLibrary().backups());
    if (!backups)
        return tl::unexpected(backups.error());
    Answer answer;
    answer.json = {{u"sound"_s, true},
                   {u"findings"_s, QJsonArray()},
                   {u"salvaged"_s, QJsonValue::Null},
                   {u"newest_good_backup"_s, QJsonValue::Null}};
    if (!backups->isEmpty()) {
        answer.notes.append(CareTexts::tr("There are backups: lecternctl restore %1")
                                .arg(QDir::toNativeSeparators(backups->constFirst().path)));
    }
    return answer;
}

Answer salvaged(const LibrarySalvage &salvage, Answer answer)
{
    answer.json.insert(u"salvaged"_s, jsonOf(salvage));
    answer.notes.append(CareTexts::tr("All that could be read is in a new library. The damaged "
                                      "one was set aside untouched: %1")
                            .arg(QDir::toNativeSeparators(salvage.setAside)));
    struct Kind
    {
        QString name;
        SalvagedCount count;
    };
    const QList<Kind> kinds{{CareTexts::tr("Bookmarks"), salvage.bookmarks},
                            {CareTexts::tr("Tags"), salvage.tags},
                            {CareTexts::tr("Read marks"), salvage.readStates},
                            {CareTexts::tr("Places in pages"), salvage.readingPlaces},
                            {CareTexts::tr("Choices for sites"), salvage.siteChoices},
                            {CareTexts::tr("Sources"), salvage.sources},
                            {CareTexts::tr("Articles"), salvage.articles},
                            {CareTexts::tr("Contents"), salvage.contents}};
    for (const Kind &kind : kinds) {
        const QString saved = QString::number(kind.count.saved);
        const QString both = CareTexts::tr("%1, and at least %2 lost");
        answer.table.addRow({CareTexts::tr("saved"), kind.name,
                             kind.count.lost == 0 ? saved : both.arg(saved).arg(kind.count.lost)});
    }
    return answer;
}

/// What a person is told who can't have a file restored; empty for what has to do with the library
/// and not with the file.
QString restoreSentence(const Error &error, const QString &file)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return CareTexts::tr("There is no file %1.").arg(file);
    case ErrorCode::Malformed:
        return CareTexts::tr("%1 is no library of Lectern's. Nothing was changed.").arg(file);
    case ErrorCode::Damaged:
        return CareTexts::tr("%1 is damaged (%2). Nothing was changed.").arg(file, error.detail);
    case ErrorCode::NewerVersion:
        return CareTexts::tr("%1 was written by a newer Lectern. Nothing was changed. Update "
                             "Lectern to restore it.")
            .arg(file);
    case ErrorCode::Locked:
        return CareTexts::tr("Another program has the library open. Nothing was changed. Close "
                             "it, then try again.");
    default:
        return {};
    }
}

} // namespace

Result<Answer> examineLibrary(Session &session)
{
    const bool isRepair = session.call().values.contains("repair"_L1);
    Library *const library = session.libraryIfAny();
    if (library == nullptr)
        return noLibraryToExamine(session);
    auto examined = answerOf(isRepair ? library->mend() : library->examine());
    // SQLite gives up an act that comes upon a damaged page. Then nothing can be mended in place.
    if (isRepair && !examined && examined.error().code == ErrorCode::Damaged)
        examined = answerOf(library->examine());
    if (!examined)
        return tl::unexpected(examined.error());

    Answer answer;
    QJsonArray findings;
    TextTable::Column below;
    below.isBelow = true;
    answer.table = TextTable({{}, {}, below});
    for (const Finding &finding : examined->findings) {
        findings.append(QJsonObject{{u"kind"_s, nameOf(finding.kind)},
                                    {u"detail"_s, finding.detail},
                                    {u"mended"_s, finding.isMended}});
        answer.table.addRow({finding.isMended ? CareTexts::tr("mended") : CareTexts::tr("found"),
                             sentenceOf(finding.kind), finding.detail});
    }
    const std::optional<LibraryBackup> &backup = examined->newestGoodBackup;
    answer.json = {
        {u"findings"_s, findings},
        {u"salvaged"_s, QJsonValue::Null},
        {u"newest_good_backup"_s, backup ? QJsonValue(jsonOf(*backup)) : QJsonValue::Null}};
    bool isSound = examined->isLibrarySound();
    if (isSound && findings.isEmpty())
        answer.table.addRow(
            {CareTexts::tr("sound"), CareTexts::tr("Nothing is wrong."), QString()});
    if (isRepair && isFileDamaged(*examined)) {
        const auto salvage = answerOf(library->salvage());
        if (!salvage)
            return tl::unexpected(salvage.error());
        answer = salvaged(*salvage, answer);
        isSound = true;
    } else if (!isSound && !isRepair) {
        answer.notes.append(CareTexts::tr("To mend the library: lecternctl doctor --repair"));
    }
    if (backup && (!isSound || isFileDamaged(*examined)))
        answer.notes.append(restoreHint(*backup));
    answer.json.insert(u"sound"_s, isSound);
    if (!isSound)
        answer.code = ExitCode::Malformed;
    return answer;
}

Result<Answer> backUpLibrary(Session &session)
{
    Answer answer;
    if (session.call().values.contains("list"_L1)) {
        const auto backups = answerOf(session.unopenedLibrary().backups());
        if (!backups)
            return tl::unexpected(backups.error());
        QJsonArray items;
        for (const LibraryBackup &backup : *backups)
            items.append(jsonOf(backup));
        answer.json.insert(u"items"_s, items);
        answer.table = tableOf(*backups);
        return answer;
    }
    Library *const library = session.libraryIfAny();
    if (library == nullptr) {
        return Answer::refusal(ExitCode::Malformed,
                               CareTexts::tr("There is no library in %1 to make a backup of.")
                                   .arg(QDir::toNativeSeparators(session.locations().data)));
    }
    const auto backup = answerOf(library->backUp());
    if (!backup)
        return tl::unexpected(backup.error());
    answer.json.insert(u"backup"_s, jsonOf(*backup));
    answer.table = tableOf({*backup});
    return answer;
}

Result<Answer> restoreLibrary(Session &session)
{
    const QString path = QFileInfo(session.call().operands.constFirst()).absoluteFilePath();
    const QString shown = QDir::toNativeSeparators(path);
    // Not opened, because opening makes a library where there is none, or fails where it is
    // damaged.
    const auto setAside = answerOf(session.unopenedLibrary().restore(path));
    if (!setAside) {
        const QString sentence = restoreSentence(setAside.error(), shown);
        if (sentence.isEmpty())
            return tl::unexpected(setAside.error());
        return Answer::refusal(exitCodeOf(setAside.error()), sentence);
    }
    Answer answer;
    answer.json = {
        {u"restored"_s, path},
        {u"set_aside"_s, setAside->isEmpty() ? QJsonValue::Null : QJsonValue(*setAside)}};
    answer.table = TextTable({TextTable::Column()});
    answer.table.addRow({shown});
    if (!setAside->isEmpty()) {
        answer.notes.append(CareTexts::tr("The former library was set aside: %1")
                                .arg(QDir::toNativeSeparators(*setAside)));
    }
    return answer;
}

} // namespace lectern
