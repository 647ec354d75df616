// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/bodystore.h"

#include "library/database.h"
#include "library/statement.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// A dictionary is trained when the library has come to so many articles with content, and again
/// when it has come to many more: the first is not to be waited for, the second is better.
struct Generation
{
    qint64 articles = 0;
    qsizetype size = 0;
    int samples = 0;
};

constexpr std::array generations = {
    Generation{1000, 64 * 1024, 500},
    Generation{20'000, 256 * 1024, 1500},
};

QByteArray hashOf(const QByteArray &dictionary)
{
    return QCryptographicHash::hash(dictionary, QCryptographicHash::Blake2b_256);
}

} // namespace

Result<const BodyDictionary *> BodyStore::dictionary(int number) const
{
    auto &known = m_database.bodyDictionaries().read;
    if (const auto found = known.find(number); found != known.end())
        return found->second.get();
    if (number == 0)
        return known.emplace(0, std::make_unique<BodyDictionary>()).first->second.get();
    return soundDictionary(number).map(
        [&](const std::optional<QByteArray> &bytes) -> const BodyDictionary * {
            if (!bytes)
                return nullptr;
            return known.emplace(number, std::make_unique<BodyDictionary>(number, *bytes))
                .first->second.get();
        });
}

Result<std::optional<QByteArray>> BodyStore::soundDictionary(int number) const
{
    auto first = Statement(m_database, u"SELECT bytes FROM body_dictionary WHERE id = ?"_s)
                     .bind(number)
                     .first([](const Row &row) { return row.bytes(0); });
    const auto second =
        Statement(m_database, u"SELECT bytes, hash FROM body_dictionary_copy WHERE id = ?"_s)
            .bind(number)
            .first([](const Row &row) { return std::pair(row.bytes(0), row.bytes(1)); });
    if (!second || !*second)
        return first;
    const auto &[copy, hash] = **second;
    const bool isSound = first && *first && hashOf(**first) == hash;
    if (isSound || hashOf(copy) != hash)
        return first;
    return std::optional(copy);
}

Result<const BodyDictionary *> BodyStore::newestDictionary() const
{
    std::optional<int> &newest = m_database.bodyDictionaries().newest;
    if (!newest) {
        const auto number = Statement(m_database, u"SELECT max(id) FROM body_dictionary"_s)
                                .first([](const Row &row) { return int(row.integer(0)); });
        if (!number)
            return tl::unexpected(number.error());
        newest = number->value_or(0);
    }
    return dictionary(*newest);
}

Result<QByteArray> BodyStore::packedOf(ArticleId article) const
{
    return Statement(m_database, u"SELECT packed FROM article_body WHERE article_id = ?"_s)
        .bind(article)
        .first([](const Row &row) { return row.bytes(0); })
        .map([](const std::optional<QByteArray> &packed) { return packed.value_or(QByteArray()); });
}

Result<ArticleBody> BodyStore::of(ArticleId article) const
{
    return packedOf(article).and_then([this](const QByteArray &packed) { return read(packed); });
}

Result<QString> BodyStore::textOf(ArticleId article) const
{
    const auto packed =
        Statement(m_database,
                  u"SELECT (SELECT packed FROM article_body WHERE article_id = a.id),"
                  " (SELECT packed_text FROM offline_copy WHERE article_id = a.id)"
                  " FROM (SELECT ? AS id) a"_s)
            .bind(article)
            .first([](const Row &row) { return std::pair(row.bytes(0), row.bytes(1)); });
    if (!packed)
        return tl::unexpected(packed.error());
    return readText((*packed)->first, (*packed)->second);
}

Result<QString> BodyStore::readText(const QByteArray &packed, const QByteArray &offlineCopy) const
{
    return readText(packed).and_then([&](const QString &text) {
        return readText(offlineCopy).map([&text](const QString &offline) {
            return offline.isEmpty() || offline == text ? text : text + u'\n' + offline;
        });
    });
}

Result<QString> BodyStore::readText(const QByteArray &packed) const
{
    return dictionary(neededDictionary(packed)).map([&packed](const BodyDictionary *used) {
        return used ? unpackedText(packed, *used) : QString();
    });
}

Result<ArticleBody> BodyStore::read(const QByteArray &packed) const
{
    return dictionary(neededDictionary(packed)).map([&packed](const BodyDictionary *used) {
        return used ? unpacked(packed, *used) : ArticleBody();
    });
}

Result<QByteArray> BodyStore::pack(const ArticleBody &body) const
{
    return newestDictionary().map(
        [&body](const BodyDictionary *dictionary) { return packed(body, *dictionary); });
}

Result<void> BodyStore::store(ArticleId article, const ArticleBody &body) const
{
    return pack(body).and_then([&](const QByteArray &packed) {
        return Statement(m_database,
                         u"INSERT INTO article_body (article_id, packed) VALUES (?, ?)"
                         " ON CONFLICT (article_id) DO UPDATE SET packed = excluded.packed"_s)
            .bind(article, packed)
            .run();
    });
}

Result<bool> BodyStore::repack(ArticleId article) const
{
    return packedOf(article).and_then([&](const QByteArray &old) -> Result<bool> {
        if (neededDictionary(old) != 0)
            return false;
        return read(old).and_then([&](const ArticleBody &body) -> Result<bool> {
            // What is damaged stays as it is.
            if (body.isEmpty())
                return false;
            return store(article, body).map([] { return true; });
        });
    });
}

Result<std::optional<int>> BodyStore::dueDictionary() const
{
    // Keys are given out one after another, so the last is about their number.
    return Statement(m_database,
                     u"SELECT (SELECT max(article_id) FROM article_body),"
                     " (SELECT max(id) FROM body_dictionary)"_s)
        .first([](const Row &row) -> std::optional<int> {
            int due = 0;
            for (const Generation &generation : generations)
                due += row.integer(0) >= generation.articles ? 1 : 0;
            return due > row.integer(1) ? std::optional(due) : std::nullopt;
        })
        .map([](const std::optional<std::optional<int>> &due) {
            return due.value_or(std::nullopt);
        });
}

Result<QByteArray> BodyStore::trainedDictionary(int number) const
{
    const Generation &generation = generations.at(size_t(number - 1));
    const auto last = Statement(m_database, u"SELECT max(article_id) FROM article_body"_s)
                          .first([](const Row &row) { return row.integer(0); });
    if (!last)
        return tl::unexpected(last.error());
    const qint64 distance = std::max<qint64>(1, last->value_or(0) / generation.samples);
    Statement next(m_database,
                   u"SELECT article_id, packed FROM article_body WHERE article_id >= ?"
                   " ORDER BY article_id LIMIT 1"_s);
    QList<ArticleBody> samples;
    qint64 from = 1;
    while (samples.size() < generation.samples) {
        const auto found = next.bind(from).first(
            [](const Row &row) { return std::pair(row.integer(0), row.bytes(1)); });
        if (!found)
            return tl::unexpected(found.error());
        if (!*found)
            break;
        const auto body = read((*found)->second);
        if (!body)
            return tl::unexpected(body.error());
        samples.append(*body);
        from = std::max(from + distance, (*found)->first + 1);
    }
    return BodyDictionary::trained(samples, generation.size);
}

Result<void> BodyStore::copyDictionaries() const
{
    const auto missing =
        Statement(m_database,
                  u"SELECT id, bytes FROM body_dictionary"
                  " WHERE id NOT IN (SELECT id FROM body_dictionary_copy)"_s)
            .rows([](const Row &row) { return std::pair(row.integer(0), row.bytes(1)); });
    if (!missing)
        return tl::unexpected(missing.error());
    for (const auto &[number, bytes] : *missing) {
        const auto done =
            Statement(m_database,
                      u"INSERT INTO body_dictionary_copy (id, bytes, hash) VALUES (?, ?, ?)"_s)
                .bind(number, bytes, hashOf(bytes))
                .run();
        if (!done)
            return done;
    }
    return {};
}

Result<void> BodyStore::addDictionary(int number, const QByteArray &bytes) const
{
    // Another process may have been quicker.
    return Statement(
               m_database,
               u"INSERT INTO body_dictionary (id, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING"_s)
        .bind(number, bytes)
        .run()
        .and_then([this] { return copyDictionaries(); })
        .and_then([&] {
            return Statement(m_database,
                             u"INSERT OR REPLACE INTO unfinished (task, below)"
                             " SELECT 'pack', max(article_id) + 1 FROM article_body"_s)
                .run();
        })
        .map([this] { m_database.bodyDictionaries().newest.reset(); });
}

} // namespace lectern
