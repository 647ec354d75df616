// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/difflistmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <vector>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    int key = 0;
    QString text;

    friend bool operator==(const Row &, const Row &) = default;
};

enum Role { TextRole = Qt::DisplayRole, KeyRole = Qt::UserRole + 1 };

class ListUnderTest final : public DiffListModel<Row, int>
{
public:
    using DiffListModel::applyRows;
    using DiffListModel::rows;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid())
            return {};
        if (role == TextRole)
            return rows().at(index.row()).text;
        if (role == KeyRole)
            return rows().at(index.row()).key;
        return {};
    }

protected:
    [[nodiscard]] int keyOf(const Row &row) const override { return row.key; }
};

/// A view that believes the signals alone: it never looks at a row it was not told about.
class Follower final : public QObject
{
public:
    explicit Follower(const ListUnderTest &model) : m_model(model), m_rows(model.rows())
    {
        connect(&model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) {
                    for (int row = first; row <= last; ++row)
                        m_rows.insert(row, rowAt(row));
                });
        connect(&model, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) {
                    m_rows.remove(first, last - first + 1);
                });
        connect(&model, &QAbstractItemModel::rowsMoved, this,
                [this](const QModelIndex &, int first, int last, const QModelIndex &, int target) {
                    QCOMPARE(first, last);
                    m_rows.move(first, target > first ? target - 1 : target);
                });
        connect(&model, &QAbstractItemModel::layoutChanged, this, [this] {
            m_rows.clear();
            for (int row = 0; row < m_model.rowCount(); ++row)
                m_rows.append(rowAt(row));
        });
        connect(&model, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &first, const QModelIndex &last) {
                    for (int row = first.row(); row <= last.row(); ++row)
                        m_rows[row] = rowAt(row);
                });
        connect(&model, &QAbstractItemModel::modelReset, this, [] { QFAIL("A reset"); });
    }

    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }

private:
    [[nodiscard]] Row rowAt(int row) const
    {
        const QModelIndex index = m_model.index(row);
        return {index.data(KeyRole).toInt(), index.data(TextRole).toString()};
    }

    const ListUnderTest &m_model;
    QList<Row> m_rows;
};

/// All signals that may tell of a change, counted.
struct Spies
{
    explicit Spies(const ListUnderTest &model)
        : inserted(&model, &QAbstractItemModel::rowsInserted),
          removed(&model, &QAbstractItemModel::rowsRemoved),
          moved(&model, &QAbstractItemModel::rowsMoved),
          changed(&model, &QAbstractItemModel::dataChanged),
          arranged(&model, &QAbstractItemModel::layoutChanged),
          reset(&model, &QAbstractItemModel::modelReset)
    {
    }

    /// "inserted removed moved changed arranged reset"
    [[nodiscard]] QString counts() const
    {
        return u"%1 %2 %3 %4 %5 %6"_s.arg(inserted.size())
            .arg(removed.size())
            .arg(moved.size())
            .arg(changed.size())
            .arg(arranged.size())
            .arg(reset.size());
    }

    QSignalSpy inserted;
    QSignalSpy removed;
    QSignalSpy moved;
    QSignalSpy changed;
    QSignalSpy arranged;
    QSignalSpy reset;
};

QList<Row> rowsOf(const QString &letters)
{
    QList<Row> rows;
    for (const QChar letter : letters)
        rows.append({letter.toLower().unicode(), QString(letter)});
    return rows;
}

QString lettersOf(const QList<Row> &rows)
{
    QString letters;
    for (const Row &row : rows)
        letters.append(row.text);
    return letters;
}

/// Up to 20 rows out of 26 keys in any order, each in one of two states.
QList<Row> someRows(QRandomGenerator &random)
{
    QList<int> keys;
    for (int key = 0; key < 26; ++key)
        keys.append(key);
    QList<Row> rows;
    for (qsizetype wanted = random.bounded(21); wanted > 0; --wanted) {
        const int key = keys.takeAt(random.bounded(static_cast<int>(keys.size())));
        rows.append({key, u"%1%2"_s.arg(key).arg(random.bounded(2))});
    }
    return rows;
}

/// What is likely in a real list: most of `rows`, some changed, one perhaps elsewhere.
QList<Row> slightlyChanged(const QList<Row> &rows, QRandomGenerator &random)
{
    QList<Row> next;
    for (const Row &row : rows) {
        const int fate = random.bounded(10);
        if (fate == 0)
            continue;
        next.append(fate == 1 ? Row{row.key, row.text + u'!'} : row);
    }
    if (next.size() > 1 && random.bounded(2) == 0) {
        const int size = static_cast<int>(next.size());
        next.move(random.bounded(size), random.bounded(size));
    }
    return next;
}

} // namespace

class DiffListModelTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void applyRows_anyLists_signalsTellTheWholeStory();
    void applyRows_anyLists_persistentIndexesFollowTheirRows();
    void applyRows_simpleChange_isTheFewestSignals_data();
    void applyRows_simpleChange_isTheFewestSignals();
    void applyRows_movedRow_isToldWhereItWent_data();
    void applyRows_movedRow_isToldWhereItWent();
    void applyRows_changedRows_areToldAsTheirRange();
    void applyRows_longList_tellsOneRangeExactly_data();
    void applyRows_longList_tellsOneRangeExactly();
    void rowCount_ofARow_isNone();
};

void DiffListModelTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void DiffListModelTest::applyRows_anyLists_signalsTellTheWholeStory()
{
    QRandomGenerator random(20260417);
    ListUnderTest model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Follower follower(model);
    for (int round = 0; round < 600; ++round) {
        const QList<Row> next =
            round % 2 == 0 ? someRows(random) : slightlyChanged(model.rows(), random);
        model.applyRows(next);
        QCOMPARE(model.rows(), next);
        QCOMPARE(follower.rows(), next);
    }
}

void DiffListModelTest::applyRows_anyLists_persistentIndexesFollowTheirRows()
{
    QRandomGenerator random(1729);
    ListUnderTest model;
    for (int round = 0; round < 300; ++round) {
        std::vector<std::pair<int, QPersistentModelIndex>> marks;
        for (int row = 0; row < model.rowCount(); ++row)
            marks.emplace_back(model.rows().at(row).key, model.index(row));

        const QList<Row> next =
            round % 2 == 0 ? slightlyChanged(model.rows(), random) : someRows(random);
        model.applyRows(next);

        for (const auto &[key, index] : marks) {
            const bool isThere = std::any_of(
                next.cbegin(), next.cend(), [key = key](const Row &row) { return row.key == key; });
            QCOMPARE(index.isValid(), isThere);
            if (isThere)
                QCOMPARE(index.data(KeyRole).toInt(), key);
        }
    }
}

void DiffListModelTest::applyRows_simpleChange_isTheFewestSignals_data()
{
    // A letter is a row; the same letter in the other case is that row, changed.
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("counts"); // inserted removed moved changed arranged reset
    QTest::newRow("nothing") << u"abc"_s << u"abc"_s << u"0 0 0 0 0 0"_s;
    QTest::newRow("nothing, empty") << QString() << QString() << u"0 0 0 0 0 0"_s;
    QTest::newRow("filled") << QString() << u"abc"_s << u"1 0 0 0 0 0"_s;
    QTest::newRow("emptied") << u"abc"_s << QString() << u"0 1 0 0 0 0"_s;
    QTest::newRow("one changed") << u"abc"_s << u"aBc"_s << u"0 0 0 1 0 0"_s;
    QTest::newRow("neighbours changed") << u"abcd"_s << u"aBCd"_s << u"0 0 0 1 0 0"_s;
    QTest::newRow("two apart changed") << u"abc"_s << u"AbC"_s << u"0 0 0 2 0 0"_s;
    QTest::newRow("one moved down") << u"abcde"_s << u"acdbe"_s << u"0 0 1 0 0 0"_s;
    QTest::newRow("one moved up") << u"abcde"_s << u"adbce"_s << u"0 0 1 0 0 0"_s;
    QTest::newRow("first to last") << u"abcde"_s << u"bcdea"_s << u"0 0 1 0 0 0"_s;
    QTest::newRow("last to first") << u"abcde"_s << u"eabcd"_s << u"0 0 1 0 0 0"_s;
    QTest::newRow("neighbours swapped") << u"abcde"_s << u"acbde"_s << u"0 0 1 0 0 0"_s;
    QTest::newRow("one moved and changed") << u"abcd"_s << u"bcdA"_s << u"0 0 1 1 0 0"_s;
    QTest::newRow("reversed") << u"abcd"_s << u"dcba"_s << u"0 0 0 0 1 0"_s;
    QTest::newRow("one inserted") << u"abc"_s << u"abxc"_s << u"1 0 0 0 0 0"_s;
    QTest::newRow("neighbours inserted") << u"abc"_s << u"axyzbc"_s << u"1 0 0 0 0 0"_s;
    QTest::newRow("two apart inserted") << u"abc"_s << u"xabcy"_s << u"2 0 0 0 0 0"_s;
    QTest::newRow("neighbours removed") << u"abcd"_s << u"ad"_s << u"0 1 0 0 0 0"_s;
    QTest::newRow("two apart removed") << u"abcd"_s << u"bc"_s << u"0 2 0 0 0 0"_s;
    QTest::newRow("all others") << u"abc"_s << u"xyz"_s << u"1 1 0 0 0 0"_s;
}

void DiffListModelTest::applyRows_simpleChange_isTheFewestSignals()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    ListUnderTest model;
    model.applyRows(rowsOf(before));
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Spies spies(model);

    model.applyRows(rowsOf(after));

    QCOMPARE(lettersOf(model.rows()), after);
    QTEST(spies.counts(), "counts");
}

void DiffListModelTest::applyRows_movedRow_isToldWhereItWent_data()
{
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to"); // as in beginMoveRows: before the move, so one more when downwards
    QTest::newRow("down by two") << u"acdbe"_s << 1 << 4;
    QTest::newRow("up by two") << u"adbce"_s << 3 << 1;
    QTest::newRow("first to last") << u"bcdea"_s << 0 << 5;
    QTest::newRow("last to first") << u"eabcd"_s << 4 << 0;
}

void DiffListModelTest::applyRows_movedRow_isToldWhereItWent()
{
    QFETCH(const QString, after);
    ListUnderTest model;
    model.applyRows(rowsOf(u"abcde"_s));
    const Spies spies(model);

    model.applyRows(rowsOf(after));

    QCOMPARE(spies.counts(), u"0 0 1 0 0 0"_s);
    const QList<QVariant> move = spies.moved.constFirst();
    QTEST(move.at(1).toInt(), "from");
    QTEST(move.at(2).toInt(), "from");
    QTEST(move.at(4).toInt(), "to");
}

void DiffListModelTest::applyRows_changedRows_areToldAsTheirRange()
{
    ListUnderTest model;
    model.applyRows(rowsOf(u"abcdef"_s));
    const Spies spies(model);

    model.applyRows(rowsOf(u"abCDef"_s));

    QCOMPARE(spies.counts(), u"0 0 0 1 0 0"_s);
    QCOMPARE(spies.changed.constFirst().at(0).toModelIndex(), model.index(2));
    QCOMPARE(spies.changed.constFirst().at(1).toModelIndex(), model.index(3));
}

void DiffListModelTest::applyRows_longList_tellsOneRangeExactly_data()
{
    QTest::addColumn<QList<int>>("removed"); // first, count
    QTest::addColumn<QList<int>>("inserted");
    QTest::addColumn<QString>("signalCounts");
    QTest::newRow("nothing") << QList<int>{} << QList<int>{} << u"0 0 0 0 0 0"_s;
    QTest::newRow("many at the top") << QList<int>{} << QList<int>{0, 9000} << u"1 0 0 0 0 0"_s;
    QTest::newRow("many within") << QList<int>{} << QList<int>{500, 9000} << u"1 0 0 0 0 0"_s;
    QTest::newRow("many gone") << QList<int>{700, 9000} << QList<int>{} << u"0 1 0 0 0 0"_s;
    QTest::newRow("few for few") << QList<int>{700, 2} << QList<int>{900, 3} << u"1 1 0 0 0 0"_s;
    QTest::newRow("many for many")
        << QList<int>{0, 9000} << QList<int>{500, 9000} << u"0 0 0 0 0 1"_s;
}

void DiffListModelTest::applyRows_longList_tellsOneRangeExactly()
{
    QFETCH(const QList<int>, removed);
    QFETCH(const QList<int>, inserted);
    QList<Row> rows;
    for (int key = 0; key < 20'000; ++key)
        rows.append(Row{key, {}});
    ListUnderTest model;
    model.applyRows(rows);
    if (!removed.isEmpty())
        rows.remove(removed.at(0), removed.at(1));
    if (!inserted.isEmpty()) {
        for (int i = 0; i < inserted.at(1); ++i)
            rows.insert(inserted.at(0), Row{100'000 + i, {}});
    }
    const Spies spies(model);
    model.applyRows(rows);
    QTEST(spies.counts(), "signalCounts");
    QCOMPARE(model.rows(), rows);
}

void DiffListModelTest::rowCount_ofARow_isNone()
{
    ListUnderTest model;
    model.applyRows(rowsOf(u"ab"_s));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowCount(model.index(0)), 0);
}

QTEST_MAIN(DiffListModelTest)
#include "tst_difflistmodel.moc"
