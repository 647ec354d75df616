// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/searchindex.h"

#include "library/articlebody.h"
#include "library/database.h"
#include "library/searchtext.h"
#include "library/sourcestore.h"
#include "library/statement.h"
#include "library/tagstore.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// What the bookmark says like the article counts once.
QString joined(QStringList texts)
{
    texts.removeAll(QString());
    texts.removeDuplicates();
    return indexedText(texts.join(u'\n'));
}

SearchIndex::Entry readEntry(const Row &row)
{
    return SearchIndex::entryFrom({{row.text(0), row.text(1)},
                                   TagStore::read(row, 2) + TagStore::read(row, 3),
                                   {row.text(4), row.text(5), row.text(6)},
                                   unpacked(row.bytes(7)).text,
                                   row.text(8),
                                   row.url(9)});
}

} // namespace

SearchIndex::Entry SearchIndex::entryFrom(const Texts &texts)
{
    return {joined(texts.titles),    joined(texts.tags),        joined(texts.summaries),
            indexedText(texts.text), indexedText(texts.author), indexedSite(texts.url.host())};
}

Result<void> SearchIndex::change(ArticleId article, const std::function<Result<void>()> &act) const
{
    return entryOf(article).and_then([&](const Entry &before) {
        return act().and_then([&] { return entryOf(article); }).and_then([&](const Entry &after) {
            return replace(article, before, after);
        });
    });
}

Result<SearchIndex::Entry> SearchIndex::entryOf(ArticleId article) const
{
    static const QString sql =
        u"SELECT a.title, b.title, %1, %2, a.summary, b.summary, b.note, body.packed, a.author,"
        " a.url FROM article a LEFT JOIN bookmark b ON b.article_id = a.id"
        " LEFT JOIN article_body body ON body.article_id = a.id WHERE a.id = ?"
        " AND NOT EXISTS (SELECT 1 FROM discarded_article WHERE article_id = a.id)"_s.arg(
            TagStore::articleTags(u"a.id"_s), TagStore::bookmarkTags(u"b.id"_s));
    return Statement(m_database, sql)
        .bind(article)
        .first(readEntry)
        .map([](const std::optional<Entry> &entry) { return entry.value_or(Entry()); });
}

Result<void> SearchIndex::replace(ArticleId article, const Entry &before, const Entry &after) const
{
    if (before == after)
        return {};
    if (!before.isEmpty()) {
        Statement remove(m_database,
                         u"INSERT INTO article_index (article_index, rowid, title, tags, summary,"
                         " text, author, site) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)"_s);
        const auto done = remove
                              .bind(article, before.title, before.tags, before.summary, before.text,
                                    before.author, before.site)
                              .run();
        if (!done)
            return done;
    }
    return after.isEmpty() ? Result<void>() : add(article, after);
}

Result<void> SearchIndex::add(ArticleId article, const Entry &entry) const
{
    return Statement(m_database,
                     u"INSERT INTO article_index (rowid, title, tags, summary, text, author, site)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?)"_s)
        .bind(article, entry.title, entry.tags, entry.summary, entry.text, entry.author, entry.site)
        .run();
}

Result<void> SearchIndex::updateSource(SourceId source) const
{
    const auto removed =
        Statement(m_database, u"DELETE FROM source_index WHERE rowid = ?"_s).bind(source).run();
    if (!removed)
        return removed;
    const auto title = SourceStore(m_database).titleOf(source);
    if (!title)
        return tl::unexpected(title.error());
    if (title->isEmpty())
        return {};
    return Statement(m_database, u"INSERT INTO source_index (rowid, title) VALUES (?, ?)"_s)
        .bind(source, indexedText(*title))
        .run();
}

Result<void> SearchIndex::rebuild() const
{
    const auto idsOf = [this](const QString &table) {
        return Statement(m_database, u"SELECT id FROM %1 ORDER BY id"_s.arg(table))
            .rows([](const Row &row) { return row.integer(0); });
    };
    const auto cleared =
        Statement(m_database, u"INSERT INTO article_index (article_index) VALUES ('delete-all')"_s)
            .run();
    if (!cleared)
        return cleared;
    const auto articles = idsOf(u"article"_s);
    if (!articles)
        return tl::unexpected(articles.error());
    for (const qint64 id : *articles) {
        const ArticleId article(id);
        const auto done = entryOf(article).and_then(
            [&](const Entry &entry) { return replace(article, {}, entry); });
        if (!done)
            return done;
    }
    const auto sources = idsOf(u"source"_s);
    if (!sources)
        return tl::unexpected(sources.error());
    for (const qint64 id : *sources) {
        if (const auto done = updateSource(SourceId(id)); !done)
            return done;
    }
    return {};
}

} // namespace lectern
