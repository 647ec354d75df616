// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listedsources.h"

#include "library/database.h"
#include "library/sourcestore.h"
#include "library/statement.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct Candidate
{
    SourceId id;
    bool isCollection = false;
    bool isListed = false;
};

QString numbersOf(const QList<SourceId> &sources)
{
    QStringList numbers;
    for (const SourceId source : sources)
        numbers.append(QString::number(source.value()));
    return numbers.join(u',');
}

// With the shorter list of numbers; mostly there are none to leave out.
QString isListingOneOf(const QList<SourceId> &wanted, const QList<SourceId> &others)
{
    if (others.isEmpty())
        return u"1"_s;
    if (others.size() < wanted.size())
        return u"sa.source_id NOT IN (%1)"_s.arg(numbersOf(others));
    return u"sa.source_id IN (%1)"_s.arg(numbersOf(wanted));
}

QString isListedBy(const QString &isListing)
{
    return u"EXISTS (SELECT 1 FROM source_article sa WHERE sa.article_id = a.id AND %1)"_s.arg(
        isListing);
}

} // namespace

Result<ListedSources> listedSources(const Database &database, const Scope &scope)
{
    QString isWanted = u"s.is_muted = 0"_s;
    if (scope.kind == Scope::Kind::Source)
        isWanted = u"s.id = %1"_s.arg(scope.source.value());
    else if (scope.kind == Scope::Kind::Folder)
        isWanted = u"s.folder_id IN (SELECT id FROM within)"_s;
    const auto candidates =
        Statement(database,
                  u"WITH RECURSIVE within (id) AS (SELECT id FROM folder WHERE id = ?"
                  " UNION SELECT f.id FROM folder f JOIN within ON f.parent_id = within.id)"
                  " SELECT s.id, s.kind = ?, coalesce(%1, 0)"
                  " FROM source s ORDER BY s.is_built_in DESC, s.is_own, s.id"_s.arg(isWanted))
            .bind(scope.folder, storedName(SourceKind::Collection))
            .rows([](const Row &row) {
                return Candidate{row.id<SourceId>(0), row.boolean(1), row.boolean(2)};
            });
    if (!candidates)
        return tl::unexpected(candidates.error());
    ListedSources listed;
    QList<SourceId> others;
    for (const Candidate &candidate : *candidates) {
        QList<SourceId> &kind = candidate.isCollection ? listed.collections : listed.feeds;
        (candidate.isListed ? kind : others).append(candidate.id);
    }
    listed.isListing = isListingOneOf(listed.feeds + listed.collections, others);
    listed.condition = isListedBy(listed.isListing);
    listed.feedCondition = isListedBy(isListingOneOf(listed.feeds, others + listed.collections));
    return listed;
}

} // namespace lectern
