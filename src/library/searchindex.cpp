// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/searchindex.h"

#include "library/bodystore.h"
#include "library/database.h"
#include "library/phraseindex.h"
#include "library/sourcestore.h"
#include "library/statement.h"
#include "library/tagstore.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace lectern {

QString SearchIndex::joined(QStringList texts)
{
    if (texts.size() == 1)
        return texts.constFirst();
    texts.removeAll(QString());
    texts.removeDuplicates();
    return texts.join(u'\n');
}

SearchIndex::Entry SearchIndex::entryFrom(const Texts &texts)
{
    IndexEntryWriter writer;
    writer.addText(texts.titles, WordPlace::Title);
    writer.addText(texts.tags, WordPlace::Tags);
    writer.addText(texts.summaries, WordPlace::Summary);
    writer.addText(texts.text, WordPlace::Anywhere);
    writer.addText(texts.author, WordPlace::Author);
    writer.addSite(texts.host);
    return writer.finished();
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
    return textsOf(article, Part::All).map([](const std::optional<Texts> &texts) {
        return texts ? entryFrom(*texts) : Entry();
    });
}

Result<std::optional<SearchIndex::Texts>> SearchIndex::textsOf(ArticleId article, Part part) const
{
    static const QString published =
        u"SELECT title, %1, summary, author, url,"
        " (SELECT id FROM bookmark WHERE article_id = article.id),"
        " EXISTS (SELECT 1 FROM highlight WHERE article_id = article.id),"
        " EXISTS (SELECT 1 FROM source_article WHERE article_id = article.id AND note <> '')%2"
        " FROM article WHERE id = ?"
        " AND NOT EXISTS (SELECT 1 FROM discarded_article WHERE article_id = article.id)"_s.arg(
            TagStore::articleTags(u"article.id"_s));
    static const QString withoutContent = published.arg(QString());
    static const QString all =
        published.arg(u", (SELECT packed FROM article_body WHERE article_id = article.id),"
                      " (SELECT packed_text FROM offline_copy WHERE article_id = article.id)"_s);
    struct Found
    {
        QStringList titles;
        QStringList tags;
        QStringList summaries;
        QString author;
        QUrl url;
        BookmarkId bookmark;
        bool isHighlighted = false;
        bool isAnnotated = false;
        QByteArray content;
        QByteArray offlineCopy;
    };
    const bool isAll = part == Part::All;
    auto found = Statement(m_database, isAll ? all : withoutContent)
                     .bind(article)
                     .first([isAll](const Row &row) {
                         return Found{{row.text(0)},
                                      TagStore::read(row, 1),
                                      {row.text(2)},
                                      row.text(3),
                                      isAll ? row.url(4) : QUrl(),
                                      row.id<BookmarkId>(5),
                                      row.boolean(6),
                                      row.boolean(7),
                                      isAll ? row.bytes(8) : QByteArray(),
                                      isAll ? row.bytes(9) : QByteArray()};
                     });
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::optional<Texts>();
    // Few have one, and asking for it along with the rest takes twice the time.
    if ((*found)->bookmark) {
        static const QString kept =
            u"SELECT title, %1, summary, note FROM bookmark WHERE id = ?"_s.arg(
                TagStore::bookmarkTags(u"bookmark.id"_s));
        const auto read =
            Statement(m_database, kept).bind((*found)->bookmark).rows([&found](const Row &row) {
                (*found)->titles += row.text(0);
                (*found)->tags += TagStore::read(row, 1);
                (*found)->summaries += {row.text(2), row.text(3)};
                return true;
            });
        if (!read)
            return tl::unexpected(read.error());
    }
    if ((*found)->isHighlighted) {
        const auto read =
            Statement(m_database,
                      u"SELECT quote, note FROM highlight WHERE article_id = ? ORDER BY id"_s)
                .bind(article)
                .rows([&found](const Row &row) {
                    (*found)->summaries += {row.text(0), row.text(1)};
                    return true;
                });
        if (!read)
            return tl::unexpected(read.error());
    }
    if ((*found)->isAnnotated) {
        const auto read =
            Statement(m_database,
                      u"SELECT sa.note FROM source_article sa JOIN source s ON s.id = sa.source_id"
                      " WHERE sa.article_id = ? AND sa.note <> '' AND s.is_own = 1"
                      " ORDER BY s.id"_s)
                .bind(article)
                .rows([&found](const Row &row) {
                    (*found)->summaries += row.text(0);
                    return true;
                });
        if (!read)
            return tl::unexpected(read.error());
    }
    std::optional<Texts> texts =
        Texts{joined((*found)->titles), joined((*found)->tags), joined((*found)->summaries), {},
              (*found)->author,         (*found)->url.host()};
    if (!isAll)
        return texts;
    return BodyStore(m_database)
        .readText((*found)->content, (*found)->offlineCopy)
        .map([&texts](const QString &text) {
            texts->text = text;
            return texts;
        });
}

Result<void> SearchIndex::replace(ArticleId article, const Entry &before, const Entry &after) const
{
    if (before == after)
        return {};
    const auto isThere = before.isEmpty() ? Result<bool>(false) : holds(article);
    if (!isThere)
        return tl::unexpected(isThere.error());
    if (*isThere) {
        const auto done = Statement(m_database,
                                    u"INSERT INTO article_index (article_index, rowid, words)"
                                    " VALUES ('delete', ?, CAST(? AS TEXT))"_s)
                              .bind(article, before.words)
                              .run();
        if (!done)
            return done;
    }
    return after.isEmpty() ? Result<void>() : add(article, after);
}

Result<void> SearchIndex::add(ArticleId article, const Entry &entry) const
{
    // Bytes, because SQLite would have to make them of the driver's UTF-16.
    return Statement(m_database,
                     u"INSERT INTO article_index (rowid, words) VALUES (?, CAST(? AS TEXT))"_s)
        .bind(article, entry.words)
        .run()
        .and_then([&] { return PhraseIndex(m_database).add(article, entry.pairs); });
}

Result<bool> SearchIndex::holds(ArticleId article) const
{
    return Statement(m_database, u"SELECT 1 FROM article_index_docsize WHERE id = ?"_s)
        .bind(article)
        .first([](const Row &row) { return row.boolean(0); })
        .map([](const std::optional<bool> &found) { return found.has_value(); });
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
    const auto cleared =
        Statement(m_database, u"INSERT INTO article_index (article_index) VALUES ('delete-all')"_s)
            .run()
            .and_then([this] { return PhraseIndex(m_database).clear(); })
            .and_then([this] {
                return Statement(m_database, u"DELETE FROM unfinished WHERE task = 'index'"_s)
                    .run();
            });
    if (!cleared)
        return cleared;
    const auto articles =
        Statement(m_database, u"SELECT id FROM article ORDER BY id"_s).rows([](const Row &row) {
            return row.id<ArticleId>(0);
        });
    if (!articles)
        return tl::unexpected(articles.error());
    for (const ArticleId article : *articles) {
        const auto done = entryOf(article).and_then([&](const Entry &entry) {
            return entry.isEmpty() ? Result<void>() : add(article, entry);
        });
        if (!done)
            return done;
    }
    return rebuildSources();
}

Result<void> SearchIndex::rebuildSources() const
{
    const auto sources = Statement(m_database, u"SELECT id FROM source"_s).rows([](const Row &row) {
        return row.id<SourceId>(0);
    });
    if (!sources)
        return tl::unexpected(sources.error());
    for (const SourceId source : *sources) {
        if (const auto done = updateSource(source); !done)
            return done;
    }
    return {};
}

} // namespace lectern
