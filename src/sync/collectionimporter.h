// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "library/library.h"

#include <QObject>
#include <QUrl>

namespace lectern {

/// Brings collection files (JSON Feed) into the library: reads and parses them in the thread pool,
/// skips those whose bytes have not changed since last time, and stores the others. Lives in the
/// GUI thread; `library` must outlive it.
class CollectionImporter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CollectionImporter)

public:
    /// The built-in collections, in display order: Selected Posts, then the Guide.
    /// They are resources under ":/collections/".
    static constexpr int builtInCount = 2;

    explicit CollectionImporter(Library &library, QObject *parent = nullptr);

    /// Imports what is new of the built-in collections. Emits builtInsReady once, also when one
    /// fails (failed() names it first), and imported for none of them.
    void importBuiltIns();
    /// Imports the file the reader named (at most maximumFeedBytes). Emits imported, also when the
    /// library held these bytes already (then without issues), or failed: Environment (NotFound,
    /// PermissionDenied, InputOutput), Data (TooLarge, Malformed) or one of the library's errors.
    /// Of a failed file nothing is stored. Items without an address, with the address of an earlier
    /// item or with one of Lectern's own (only built-ins may) are left out and named in the issues.
    void importFile(const QString &path);

signals:
    void builtInsReady();
    /// `issues`: what was odd in the file, in English, see FeedDocument::issues.
    void imported(lectern::SourceId source, const QString &title, const QStringList &issues);
    /// `name` is the path or, for a built-in, its title.
    void failed(const QString &name, const lectern::Error &error);

private:
    void importBuiltIn(int index);

    Library &m_library;
};

} // namespace lectern
