// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "library/database.h"
#include "library/library.h"
#include "library/phraseindex.h"
#include "library/searchindex.h"
#include "library/statement.h"

#include <QDir>
#include <QFile>
#include <QFuture>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QTest>

namespace lectern {

/// The answer, waited for.
template <typename T>
Result<T> answerOf(const QFuture<Result<T>> &future)
{
    auto waiting = future;
    waiting.waitForFinished();
    return waiting.result();
}

/// The value of an answer that has to be one; fails the test otherwise.
template <typename T>
T valueOf(const Result<T> &answer)
{
    if (!answer) {
        QTest::qFail(qPrintable(describe(answer.error())), __FILE__, __LINE__);
        return T();
    }
    return *answer;
}

template <typename T>
T valueOf(const QFuture<Result<T>> &future)
{
    return valueOf(answerOf(future));
}

/// "ok", or kind and code of the error: "Environment/Locked".
template <typename T>
QString codeOf(const Result<T> &answer)
{
    return answer ? QStringLiteral("ok") : describe(answer.error()).section(u':', 0, 0);
}

template <typename T>
QString codeOf(const QFuture<Result<T>> &future)
{
    return codeOf(answerOf(future));
}

/// The posts of a scope in its own order.
inline QList<Post> postsIn(Library &library, const Scope &scope = {})
{
    return valueOf(library.posts(valueOf(library.order(scope, PostSort::ListOrder)), scope));
}

/// All files of a folder with their bytes, to see that nothing was touched.
inline QMap<QString, QByteArray> filesIn(const QString &folder)
{
    QMap<QString, QByteArray> files;
    const QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    for (const QString &name : names) {
        QFile file(QDir(folder).filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            QTest::qFail(qPrintable(file.errorString()), __FILE__, __LINE__);
        files.insert(name, file.readAll());
    }
    return files;
}

inline BookmarkRequest requestFor(const QString &url)
{
    BookmarkRequest request;
    request.url = QUrl(url);
    return request;
}

/// An article whose words are made from the last part of its URL.
inline IncomingArticle incomingArticle(const QString &url)
{
    const QString name = url.section(u'/', -1);
    IncomingArticle article;
    article.itemId = url;
    article.url = QUrl(url);
    article.title = QStringLiteral("Title ") + name;
    article.summary = QStringLiteral("Summary ") + name;
    return article;
}

inline IncomingCollection incomingCollection(const QString &name, const QStringList &urls)
{
    IncomingCollection collection;
    collection.url = QUrl(QStringLiteral("file:///") + name);
    collection.title = name;
    collection.contentHash = urls.join(u' ').toUtf8();
    for (const QString &url : urls)
        collection.articles.append(incomingArticle(url));
    return collection;
}

/// The whole full-text index as text, an article and a word a line, to compare it.
inline QStringList indexedWords(const Database &database)
{
    const Result<void> made =
        Statement(database,
                  QStringLiteral("CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_words"
                                 " USING fts5vocab(main, article_index, instance)"))
            .run();
    if (!made)
        QTest::qFail(qPrintable(describe(made.error())), __FILE__, __LINE__);
    return valueOf(Statement(database,
                             QStringLiteral("SELECT doc || ' ' || term FROM temp.indexed_words"
                                            " ORDER BY doc, term"))
                       .rows([](const Row &row) { return row.text(0); }));
}

/// Fails the test when an article is not found by a pair of words that it has.
inline void verifyPhrases(const Database &database)
{
    QHash<quint32, QSet<ArticleId>> withPair;
    const auto articles = valueOf(
        Statement(database, QStringLiteral("SELECT id FROM article")).rows([](const Row &row) {
            return row.id<ArticleId>(0);
        }));
    for (const ArticleId article : articles) {
        for (const quint32 pair : valueOf(SearchIndex(database).entryOf(article)).pairs)
            withPair[pair].insert(article);
    }
    for (auto it = withPair.cbegin(); it != withPair.cend(); ++it) {
        const std::vector<ArticleId> found = valueOf(PhraseIndex(database).having({it.key()}));
        QVERIFY(QSet<ArticleId>(found.begin(), found.end()).contains(it.value()));
    }
}

/// Fails the test when the full-text index is not what the tables say.
inline void verifyIndex(const Database &database)
{
    verifyPhrases(database);
    const QStringList words = indexedWords(database);
    // Never committed, which would also take a while for each row by itself.
    const auto trial = Transaction::begin(database, Transaction::Kind::Writing);
    if (!trial)
        QTest::qFail(qPrintable(describe(trial.error())), __FILE__, __LINE__);
    const auto done = Statement(database,
                                QStringLiteral("INSERT INTO article_index (article_index)"
                                               " VALUES ('integrity-check')"))
                          .run()
                          .and_then([&database] { return SearchIndex(database).rebuild(); });
    if (!done)
        QTest::qFail(qPrintable(describe(done.error())), __FILE__, __LINE__);
    QCOMPARE(words, indexedWords(database));
}

} // namespace lectern
