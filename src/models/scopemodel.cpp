// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scopemodel.h"

#include "core/deliver.h"
#include "core/logging.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

const QString searchPrefix = u"search:"_s;
const QString folderPrefix = u"folder:"_s;
constexpr QChar pathSeparator = u'\x1f'; // in no title: white space there is single blanks

} // namespace

ScopeModel::ScopeModel(Library &library, QObject *parent)
    : DiffListModel(parent), m_library(library)
{
    show({});
    connect(&library, &Library::changed, this, &ScopeModel::refresh);
}

QVariant ScopeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ScopeRow &row = rows().at(index.row());
    switch (role) {
    case TitleRole:
        return row.title;
    case CountRole:
        return row.count ? QVariant(*row.count) : QVariant();
    case Qt::AccessibleTextRole:
        if (!row.count)
            return row.title;
        return tr("%1, %2", "a scope, and how many posts it has").arg(row.title).arg(*row.count);
    default:
        return {};
    }
}

int ScopeModel::rowOf(const Scope &scope) const
{
    for (qsizetype row = 0; row < rows().size(); ++row) {
        if (rows().at(row).scope == scope)
            return static_cast<int>(row);
    }
    return -1;
}

QUrl ScopeModel::sourceUrl(const Scope &scope) const
{
    const auto source = sourceOf(scope);
    return source ? source->url : QUrl();
}

std::optional<Source> ScopeModel::sourceOf(const Scope &scope) const
{
    for (const Source &source : m_sources) {
        if (scope.kind == Scope::Kind::Source && source.id == scope.source)
            return source;
    }
    return {};
}

std::optional<Scope> ScopeModel::scopeOfSource(const QUrl &url) const
{
    for (const Source &source : m_sources) {
        if (source.url == url)
            return Scope{Scope::Kind::Source, source.id};
    }
    return {};
}

QString ScopeModel::nameOf(const Scope &scope) const
{
    switch (scope.kind) {
    case Scope::Kind::All:
        return u"all"_s;
    case Scope::Kind::Unread:
        return u"unread"_s;
    case Scope::Kind::Bookmarks:
        return u"bookmarks"_s;
    case Scope::Kind::Source:
        return sourceUrl(scope).toString(QUrl::FullyEncoded);
    case Scope::Kind::Folder: {
        const QString path = pathText(scope.folder);
        return path.isEmpty() ? QString() : folderPrefix + path;
    }
    case Scope::Kind::Search: {
        const auto search = searchOf(scope);
        return search ? searchPrefix + search->title : QString();
    }
    }
    Q_UNREACHABLE();
}

std::optional<Scope> ScopeModel::scopeNamed(const QString &name) const
{
    if (name.isEmpty() || name == "all"_L1)
        return Scope{};
    if (name == "unread"_L1)
        return Scope{Scope::Kind::Unread, {}};
    if (name == "bookmarks"_L1)
        return Scope{Scope::Kind::Bookmarks, {}};
    if (name.startsWith(searchPrefix))
        return scopeOfSearch(name.sliced(searchPrefix.size()));
    if (name.startsWith(folderPrefix))
        return scopeOfPathText(name.sliced(folderPrefix.size()));
    return scopeOfSource(QUrl(name, QUrl::StrictMode));
}

QString ScopeModel::pathText(FolderId folder) const
{
    return folderPath(folder).join(pathSeparator);
}

std::optional<Scope> ScopeModel::scopeOfPathText(const QString &text) const
{
    return scopeOfFolder(text.split(pathSeparator));
}

QStringList ScopeModel::folderPath(FolderId folder) const
{
    for (const Folder &candidate : m_folders) {
        if (folder && candidate.id == folder)
            return folderPath(candidate.parent) + QStringList{candidate.title};
    }
    return {};
}

std::optional<Scope> ScopeModel::scopeOfFolder(const QStringList &path) const
{
    for (const Folder &folder : m_folders) {
        if (folderPath(folder.id) == path)
            return Scope{Scope::Kind::Folder, {}, {}, folder.id};
    }
    return {};
}

std::optional<SavedSearch> ScopeModel::searchOf(const Scope &scope) const
{
    for (const SavedSearch &search : m_searches) {
        if (scope.kind == Scope::Kind::Search && search.id == scope.search)
            return search;
    }
    return {};
}

std::optional<Scope> ScopeModel::scopeOfSearch(const QString &title) const
{
    for (const SavedSearch &search : m_searches) {
        if (search.title == title)
            return Scope{Scope::Kind::Search, {}, search.id};
    }
    return {};
}

QString ScopeModel::keyOf(const ScopeRow &row) const
{
    return u"%1:%2:%3:%4"_s.arg(static_cast<int>(row.scope.kind))
        .arg(row.scope.source.value())
        .arg(row.scope.search.value())
        .arg(row.scope.folder.value());
}

void ScopeModel::refresh()
{
    // While one answer is awaited, any number of changes need one more question only.
    m_mustAskAgain = m_isAsking;
    if (m_isAsking)
        return;
    m_isAsking = true;
    deliver(m_library.counts(), this, [this](const Result<LibraryCounts> &answer) {
        m_isAsking = false;
        if (m_mustAskAgain) {
            refresh();
            return;
        }
        if (!answer) {
            // The post list asks the same library and shows the reader why it failed.
            qCWarning(logLibrary) << "No counts:" << describe(answer.error());
            return;
        }
        show(*answer);
        emit settled();
    });
}

void ScopeModel::show(const LibraryCounts &counts)
{
    m_sources = counts.sources;
    m_folders = counts.folders;
    m_searches = counts.searches;
    QList<ScopeRow> next{
        {{Scope::Kind::All, {}}, tr("All posts"), counts.posts},
        {{Scope::Kind::Unread, {}}, tr("Unread"), counts.unread},
        {{Scope::Kind::Bookmarks, {}}, tr("Bookmarks"), counts.bookmarks},
    };
    appendFolder({}, 0, next);
    for (const SavedSearch &search : counts.searches)
        next.append({{Scope::Kind::Search, {}, search.id}, search.title, {}});
    applyRows(next);
}

int ScopeModel::appendFolder(FolderId folder, int depth, QList<ScopeRow> &rows) const
{
    int posts = 0;
    const auto appendSource = [&](const Source &source) {
        rows.append({{Scope::Kind::Source, source.id},
                     source.title,
                     source.postCount,
                     !source.isBuiltIn,
                     depth});
        posts += source.postCount;
    };
    // Both lists are in order; of equals, a folder comes first, as the library has it.
    auto inner = m_folders.cbegin();
    const auto appendFoldersUpTo = [&](int position) {
        for (; inner != m_folders.cend() && inner->position <= position; ++inner) {
            if (inner->parent != folder)
                continue;
            const qsizetype place = rows.size();
            rows.append({{Scope::Kind::Folder, {}, {}, inner->id}, inner->title, {}, false, depth});
            const int within = appendFolder(inner->id, depth + 1, rows);
            rows[place].count = within;
            posts += within;
        }
    };
    for (const Source &source : m_sources) {
        if (source.folder != folder)
            continue;
        if (!source.isBuiltIn)
            appendFoldersUpTo(source.position);
        appendSource(source);
    }
    appendFoldersUpTo(std::numeric_limits<int>::max());
    return posts;
}

} // namespace lectern
