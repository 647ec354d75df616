// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/descriptionstore.h"

#include "library/bodystore.h"
#include "library/tagstore.h"

using namespace Qt::StringLiterals;

namespace lectern {

DescriptionStore::DescriptionStore(const Database &database)
    : m_database(database), m_find(database, u"SELECT id FROM article WHERE address = ?"_s),
      m_insert(database,
               u"INSERT INTO article (address, url, title, summary, author, language,"
               " published_ms, updated_ms, word_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s)
{
}

Result<std::optional<ArticleId>> DescriptionStore::at(const QString &address)
{
    return m_find.bind(address).first([](const Row &row) { return row.id<ArticleId>(0); });
}

Result<std::optional<DescribedArticle>> DescriptionStore::of(ArticleId article,
                                                             SourceId source) const
{
    QByteArray packed;
    auto found =
        Statement(m_database,
                  u"SELECT a.url, a.title, a.summary, a.author, a.language, c.packed, %1,"
                  " a.published_ms, a.updated_ms, a.word_count,"
                  " EXISTS (SELECT 1 FROM source_article o JOIN source os ON os.id = o.source_id"
                  " WHERE o.article_id = a.id AND o.source_id <> me.id AND os.is_own = 0),"
                  " EXISTS (SELECT 1 FROM source_article o JOIN source os ON os.id = o.source_id"
                  " WHERE o.article_id = a.id AND o.source_id <> me.id AND os.is_own = 0"
                  " AND (1 - os.is_built_in, os.id) < (1 - me.is_built_in, me.id)),"
                  " EXISTS (SELECT 1 FROM discarded_article d WHERE d.article_id = a.id)"
                  " FROM article a JOIN source me ON me.id = ?"
                  " LEFT JOIN article_body c ON c.article_id = a.id WHERE a.id = ?"_s.arg(
                      TagStore::articleTags(u"a.id"_s)))
            .bind(source, article)
            .first([&packed](const Row &row) {
                packed = row.bytes(5);
                return DescribedArticle{{row.url(0),
                                         row.text(1),
                                         row.text(2),
                                         row.text(3),
                                         row.text(4),
                                         {},
                                         TagStore::read(row, 6),
                                         row.time(7),
                                         row.time(8),
                                         row.number(9)},
                                        {row.boolean(10), row.boolean(11)},
                                        row.boolean(12)};
            });
    if (!found || !*found)
        return found;
    return BodyStore(m_database).read(packed).map([&found](const ArticleBody &body) {
        (*found)->description.body = body;
        return *found;
    });
}

Result<ArticleId> DescriptionStore::add(const QString &address,
                                        const ArticleDescription &description)
{
    auto done = m_insert
                    .bind(address, description.url, description.title, description.summary,
                          description.author, description.language, description.published,
                          description.updated, description.wordCount)
                    .run();
    const ArticleId article(m_insert.insertedId());
    if (done && !description.body.isEmpty())
        done = BodyStore(m_database).store(article, description.body);
    if (done && !description.tags.isEmpty())
        done = TagStore(m_database).setTags(article, description.tags);
    return done.map([article] { return article; });
}

Result<void> DescriptionStore::change(ArticleId article, const ArticleDescription &old,
                                      const ArticleDescription &description) const
{
    auto done = Statement(m_database,
                          u"UPDATE article SET url = ?, title = ?, summary = ?, author = ?,"
                          " language = ?, published_ms = ?, updated_ms = ?, word_count = ?"
                          " WHERE id = ?"_s)
                    .bind(description.url, description.title, description.summary,
                          description.author, description.language, description.published,
                          description.updated, description.wordCount, article)
                    .run();
    if (done && description.tags != old.tags)
        done = TagStore(m_database).setTags(article, description.tags);
    if (done && description.body != old.body)
        done = BodyStore(m_database).store(article, description.body);
    return done;
}

} // namespace lectern
