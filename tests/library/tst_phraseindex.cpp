// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/phraseindex.h"

#include "library/answers.h"
#include "library/database.h"
#include "library/migrations.h"
#include "library/searchtext.h"
#include "library/statement.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace lectern;

class TestPhraseIndex final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void articles_areFoundByTheirPairs();
    void articles_areFoundBeforeTheCommit();
    void rollback_forgetsWhatWasAdded();
    void runs_areMerged_andStillTell();
    void sparseArticles_areFound();
    void article_addedAgain_isFoundByNewPairs();
    void mostlyGone_isLeftOut();
    void torn_isDamaged_data();
    void torn_isDamaged();
    void clear_leavesNothing();

private:
    [[nodiscard]] std::unique_ptr<Transaction> beginWriting() const;
    [[nodiscard]] qint64 number(const QString &sql) const;
    /// In a transaction of its own.
    void add(ArticleId article, const std::vector<quint32> &pairs) const;
    [[nodiscard]] std::vector<ArticleId> having(const QList<quint32> &pairs) const
    {
        return valueOf(PhraseIndex(*m_database).having(pairs));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

namespace {

using Articles = std::vector<ArticleId>;

constexpr quint32 signs = quint32(1) << pairSignBits;

} // namespace

void TestPhraseIndex::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    auto database =
        Database::open(m_folder->filePath(u"library.db"_s), libraryMigrations().last().version);
    QVERIFY(database);
    m_database = *std::move(database);
    QCOMPARE(codeOf(migrate(*m_database, libraryMigrations(), m_folder->path())), u"ok"_s);
}

std::unique_ptr<Transaction> TestPhraseIndex::beginWriting() const
{
    auto transaction = Transaction::begin(*m_database, Transaction::Kind::Writing);
    if (!transaction)
        QTest::qFail("no transaction", __FILE__, __LINE__);
    return *std::move(transaction);
}

qint64 TestPhraseIndex::number(const QString &sql) const
{
    return valueOf(Statement(*m_database, sql).first([](const Row &row) { return row.integer(0); }))
        .value_or(-1);
}

void TestPhraseIndex::add(ArticleId article, const std::vector<quint32> &pairs) const
{
    const auto transaction = beginWriting();
    QCOMPARE(codeOf(PhraseIndex(*m_database).add(article, pairs)), u"ok"_s);
    QCOMPARE(codeOf(transaction->commit()), u"ok"_s);
}

void TestPhraseIndex::articles_areFoundByTheirPairs()
{
    const auto transaction = beginWriting();
    const PhraseIndex index(*m_database);
    QCOMPARE(codeOf(index.add(ArticleId(7), std::vector<quint32>{0, 5, signs - 1, 5})), u"ok"_s);
    QCOMPARE(codeOf(index.add(ArticleId(9), std::vector<quint32>{5, 6})), u"ok"_s);
    QCOMPARE(codeOf(index.add(ArticleId(12), std::vector<quint32>{})), u"ok"_s);
    QCOMPARE(codeOf(transaction->commit()), u"ok"_s);
    QCOMPARE(having({5}), (Articles{ArticleId(7), ArticleId(9)}));
    QCOMPARE(having({0}), (Articles{ArticleId(7)}));
    QCOMPARE(having({signs - 1}), (Articles{ArticleId(7)}));
    QCOMPARE(having({6, 5}), (Articles{ArticleId(9)}));
    QCOMPARE(having({0, 6}), Articles());
    QCOMPARE(having({4}), Articles());
}

// Rules look at what arrives in the transaction that stores it.
void TestPhraseIndex::articles_areFoundBeforeTheCommit()
{
    const auto transaction = beginWriting();
    QCOMPARE(codeOf(PhraseIndex(*m_database).add(ArticleId(7), std::vector<quint32>{5})), u"ok"_s);
    QCOMPARE(having({5}), (Articles{ArticleId(7)}));
}

void TestPhraseIndex::rollback_forgetsWhatWasAdded()
{
    {
        const auto transaction = beginWriting();
        const auto added = PhraseIndex(*m_database).add(ArticleId(7), std::vector<quint32>{5});
        QCOMPARE(codeOf(added), u"ok"_s);
    }
    add(ArticleId(8), {6});
    QCOMPARE(having({5}), Articles());
    QCOMPARE(having({6}), (Articles{ArticleId(8)}));
}

void TestPhraseIndex::runs_areMerged_andStillTell()
{
    QRandomGenerator random(3);
    constexpr int articles = 600;
    QList<std::vector<quint32>> pairs;
    for (int i = 0; i < articles; ++i) {
        std::vector<quint32> own;
        for (int k = 0; k < 40; ++k)
            own.push_back(quint32(random.bounded(k < 20 ? 200 : int(signs))));
        pairs.append(own);
        add(ArticleId(i + 1), own);
    }
    // Of each size less than are merged, and sizes double several times from one to the next.
    QVERIFY(number(u"SELECT count(*) FROM phrase_run"_s) < 30);
    QCOMPARE(number(u"SELECT sum(articles) FROM phrase_run"_s), articles);
    QCOMPARE(codeOf(PhraseIndex(*m_database).check()), u"ok"_s);
    for (quint32 sign = 0; sign < 200; ++sign) {
        Articles expected;
        for (int i = 0; i < articles; ++i) {
            if (std::find(pairs.at(i).begin(), pairs.at(i).end(), sign) != pairs.at(i).end())
                expected.emplace_back(i + 1);
        }
        QCOMPARE(having({sign}), expected);
    }
    for (int i = 0; i < articles; ++i) {
        const Articles found = having({pairs.at(i).back(), pairs.at(i).front()});
        QVERIFY(std::find(found.begin(), found.end(), ArticleId(i + 1)) != found.end());
    }
}

void TestPhraseIndex::sparseArticles_areFound()
{
    const qint64 far = qint64(1) << 40;
    const auto transaction = beginWriting();
    for (const qint64 article : {far, qint64(1), far / 3}) {
        const auto added =
            PhraseIndex(*m_database).add(ArticleId(article), std::vector<quint32>{1, signs - 2});
        QCOMPARE(codeOf(added), u"ok"_s);
    }
    QCOMPARE(codeOf(transaction->commit()), u"ok"_s);
    QCOMPARE(having({signs - 2}), (Articles{ArticleId(1), ArticleId(far / 3), ArticleId(far)}));
}

void TestPhraseIndex::article_addedAgain_isFoundByNewPairs()
{
    add(ArticleId(1), {1, 2});
    add(ArticleId(1), {2, 3});
    QCOMPARE(having({2, 3}), (Articles{ArticleId(1)}));
    QCOMPARE(having({2}), (Articles{ArticleId(1)}));
}

void TestPhraseIndex::mostlyGone_isLeftOut()
{
    const auto transaction = beginWriting();
    const PhraseIndex index(*m_database);
    for (qint64 article = 1; article <= 10; ++article)
        QCOMPARE(codeOf(index.add(ArticleId(article), std::vector<quint32>{5})), u"ok"_s);
    QCOMPARE(codeOf(index.flush()), u"ok"_s);
    const auto keep = [this](qint64 article) {
        const auto kept =
            Statement(*m_database, u"INSERT INTO article_index (rowid, words) VALUES (?, 'a')"_s)
                .bind(article)
                .run();
        QCOMPARE(codeOf(kept), u"ok"_s);
    };
    // Half of them are there: not worth the work.
    for (const qint64 article : {2, 3, 5, 7, 10})
        keep(article);
    QCOMPARE(codeOf(index.leaveOutGone()), u"ok"_s);
    QCOMPARE(having({5}).size(), size_t(10));
    QCOMPARE(codeOf(Statement(*m_database,
                              u"INSERT INTO article_index (article_index, rowid, words)"
                              " VALUES ('delete', 5, 'a')"_s)
                        .run()),
             u"ok"_s);
    QCOMPARE(codeOf(index.leaveOutGone()), u"ok"_s);
    QCOMPARE(having({5}), (Articles{ArticleId(2), ArticleId(3), ArticleId(7), ArticleId(10)}));
    QCOMPARE(codeOf(index.check()), u"ok"_s);
}

void TestPhraseIndex::torn_isDamaged_data()
{
    QTest::addColumn<QString>("damage");
    QTest::newRow("cut") << u"UPDATE phrase_part SET pairs = substr(pairs, 1, 6)"_s;
    QTest::newRow("empty") << u"UPDATE phrase_part SET pairs = x''"_s;
    QTest::newRow("nonsense") << u"UPDATE phrase_part SET pairs = x'ffffffffffffffff'"_s;
}

void TestPhraseIndex::torn_isDamaged()
{
    QFETCH(const QString, damage);
    add(ArticleId(1), {1, 1000, 2000, 3000});
    QCOMPARE(codeOf(Statement(*m_database, damage).run()), u"ok"_s);
    QCOMPARE(codeOf(PhraseIndex(*m_database).check()), u"Data/Damaged"_s);
    QCOMPARE(codeOf(PhraseIndex(*m_database).having({3000})), u"Data/Damaged"_s);
}

void TestPhraseIndex::clear_leavesNothing()
{
    add(ArticleId(1), {1});
    QCOMPARE(codeOf(PhraseIndex(*m_database).clear()), u"ok"_s);
    QCOMPARE(having({1}), Articles());
    QCOMPARE(number(u"SELECT count(*) FROM phrase_part"_s), 0);
}

QTEST_GUILESS_MAIN(TestPhraseIndex)
#include "tst_phraseindex.moc"
