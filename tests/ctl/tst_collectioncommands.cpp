// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printed.h"
#include "formats/jsonfeedreader.h"
#include "support/templibrary.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class CollectionCommandsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void make_andList_tellWhatThereIs();
    void make_noLibrary_makesOne();
    void list_noLibrary_leavesNoTrace();
    void add_known_isSaid();
    void remove_move_section_note_tellHowItIsThen();
    void rename_andDelete_tellHowItIsThen();
    void post_isNamedByNumberOrAddress();
    void refusal_saysWhatIsWrong_data();
    void refusal_saysWhatIsWrong();
    void name_ofSeveral_isRefused_butNotTheNumber();
    void export_isReadAsTheSame();
    void export_whatNobodyElseHas_isLeftOutAndNamed();
    void export_folderThatIsNotThere_isCannotCreate();
    void asText_isOneRowAPost();

private:
    /// Runs `collection` with these words, parted by blanks; “_” stands for a blank.
    QJsonObject run(const QString &words);
    /// "1 2 | A: 3" of an answer that tells a collection.
    [[nodiscard]] static QString written(const QJsonObject &answer);

    std::unique_ptr<TempLibrary> m_library;
};

namespace {

QStringList wordsOf(const QString &text)
{
    QStringList words{u"collection"_s};
    for (QString word : text.split(u' '))
        words.append(word.replace(u'_', u' '));
    return words;
}

} // namespace

void CollectionCommandsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_library = std::make_unique<TempLibrary>();
    m_library->store(u"feed"_s, {incomingPost(u"1"_s, u"One"_s), incomingPost(u"2"_s, u"Two"_s)});
}

QJsonObject CollectionCommandsTest::run(const QString &words)
{
    return jsonOn(m_library->locations(), wordsOf(words));
}

QString CollectionCommandsTest::written(const QJsonObject &answer)
{
    QStringList parts;
    QString section;
    for (const QJsonValue &value : answer.value(u"items"_s).toArray()) {
        const QJsonObject item = value.toObject();
        if (const QString own = item.value(u"section"_s).toString(); own != section) {
            parts.append(u"| "_s + own + u':');
            section = own;
        }
        parts.append(QUrl(item.value(u"url"_s).toString()).path().mid(1));
        if (const QString note = item.value(u"note"_s).toString(); !note.isEmpty())
            parts.append(u'(' + note + u')');
    }
    return parts.join(u' ');
}

void CollectionCommandsTest::make_andList_tellWhatThereIs()
{
    const QJsonObject made = run(u"make Good_reads posts.example/2 https://posts.example/1"_s);
    QCOMPARE(written(made), u"2 1"_s);
    const QJsonObject collection = made.value(u"collection"_s).toObject();
    QCOMPARE(collection.value(u"title"_s), QJsonValue(u"Good reads"_s));
    QCOMPARE(collection.value(u"own"_s), QJsonValue(true));
    run(u"make Empty"_s);

    const QJsonObject list = run(u"list"_s);
    QCOMPARE(eachItem(list, u"title"_s), QStringList({u"Good reads"_s, u"Empty"_s}));
    const QJsonObject first = list.value(u"items"_s).toArray().first().toObject();
    QCOMPARE(first.value(u"articles"_s), QJsonValue(2));
    QCOMPARE(first.value(u"id"_s), collection.value(u"id"_s));
    QCOMPARE(run(u"list Good_reads"_s), made);
    // Others can be looked at as well.
    QCOMPARE(written(run(u"list feed"_s)), u"1 2"_s);
}

void CollectionCommandsTest::make_noLibrary_makesOne()
{
    const QTemporaryDir folder;
    const Locations locations = Locations::under(folder.filePath(u"new"_s));
    const Output output =
        runOn(locations, {u"collection"_s, u"make"_s, u"x"_s, u"https://example.org/a"_s});
    QCOMPARE(output.code, ExitCode::Done);
    QCOMPARE(eachItem(jsonOn(locations, {u"list"_s}), u"url"_s),
             QStringList{u"https://example.org/a"_s});
}

void CollectionCommandsTest::list_noLibrary_leavesNoTrace()
{
    const QTemporaryDir folder;
    const Locations locations = Locations::under(folder.filePath(u"new"_s));
    QVERIFY(jsonOn(locations, {u"collection"_s, u"list"_s}).value(u"items"_s).toArray().isEmpty());
    QCOMPARE(runOn(locations, {u"collection"_s, u"list"_s, u"x"_s}).code, ExitCode::Malformed);
    QVERIFY(!QFile::exists(locations.data));
}

void CollectionCommandsTest::add_known_isSaid()
{
    run(u"make x posts.example/1"_s);
    QCOMPARE(written(run(u"add x posts.example/2 --section A --note Worth_it"_s)),
             u"1 | A: 2 (Worth it)"_s);
    const Output output = runOn(m_library->locations(),
                                {u"--json"_s, u"collection"_s, u"add"_s, u"x"_s,
                                 u"posts.example/2"_s, u"posts.example/3"_s});
    QCOMPARE(output.code, ExitCode::Done);
    QVERIFY(output.err.contains("already"));
    const QJsonObject answer = objectIn(output.out);
    QCOMPARE(answer.value(u"added"_s), QJsonValue(1));
    QCOMPARE(written(answer), u"1 | A: 2 (Worth it) 3"_s);
}

void CollectionCommandsTest::remove_move_section_note_tellHowItIsThen()
{
    run(u"make x posts.example/1 posts.example/2 posts.example/3 posts.example/4"_s);
    QCOMPARE(written(run(u"section x posts.example/3 A"_s)), u"1 2 | A: 3 4"_s);
    QCOMPARE(written(run(u"move x posts.example/2 --up"_s)), u"2 1 | A: 3 4"_s);
    QCOMPARE(written(run(u"move x posts.example/1 --down"_s)), u"2 | A: 1 3 4"_s);
    QCOMPARE(written(run(u"move x posts.example/4 --before posts.example/2"_s)), u"4 2 | A: 1 3"_s);
    QCOMPARE(written(run(u"move x posts.example/2 --after posts.example/3"_s)), u"4 | A: 1 3 2"_s);
    QCOMPARE(written(run(u"rename-section x A B_&_C"_s)), u"4 | B & C: 1 3 2"_s);
    QCOMPARE(written(run(u"note x posts.example/3 Why_this"_s)), u"4 | B & C: 1 3 (Why this) 2"_s);
    const QJsonObject removed = run(u"remove x posts.example/1 posts.example/4"_s);
    QCOMPARE(removed.value(u"removed"_s), QJsonValue(2));
    QCOMPARE(written(removed), u"| B & C: 3 (Why this) 2"_s);
    // Empty words remove a note and a heading.
    const QString none;
    QCOMPARE(written(jsonOn(m_library->locations(),
                            {u"collection"_s, u"note"_s, u"x"_s, u"posts.example/3"_s, none})),
             u"| B & C: 3 2"_s);
    QCOMPARE(written(jsonOn(m_library->locations(),
                            {u"collection"_s, u"rename-section"_s, u"x"_s, u"B & C"_s, none})),
             u"3 2"_s);
}

void CollectionCommandsTest::rename_andDelete_tellHowItIsThen()
{
    run(u"make x posts.example/1"_s);
    const QJsonObject renamed = run(u"rename x New_name"_s);
    QCOMPARE(renamed.value(u"collection"_s).toObject().value(u"title"_s),
             QJsonValue(u"New name"_s));
    QCOMPARE(run(u"delete New_name"_s), renamed);
    QVERIFY(run(u"list"_s).value(u"items"_s).toArray().isEmpty());
    QCOMPARE(m_library->postAt(postUrl(u"1"_s)).title, u"One"_s);
}

void CollectionCommandsTest::post_isNamedByNumberOrAddress()
{
    const QString number = QString::number(m_library->postAt(postUrl(u"2"_s)).id.value());
    QCOMPARE(written(run(u"make x %1 posts.example/1"_s.arg(number))), u"2 1"_s);
    QCOMPARE(written(run(u"move x %1 --down"_s.arg(number))), u"1 2"_s);
    // Both were known, by an address of another scheme than what is taken for a new one.
    QCOMPARE(eachItem(run(u"list x"_s), u"title"_s), QStringList({u"One"_s, u"Two"_s}));
    QCOMPARE(eachItem(run(u"add x posts.example/3"_s), u"url"_s).last(),
             u"http://posts.example/3"_s);
}

void CollectionCommandsTest::refusal_saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<ExitCode>("code");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("action") << u"mkae x"_s << ExitCode::Usage << "“make”"_ba;
    QTest::newRow("strange action") << u"frobnicate"_s << ExitCode::Usage << "rename-section"_ba;
    QTest::newRow("too few") << u"make"_s << ExitCode::Usage << "NAME [POST ...]"_ba;
    QTest::newRow("too many") << u"delete x y"_s << ExitCode::Usage << "takes NAME"_ba;
    QTest::newRow("option of another action")
        << u"delete x --up"_s << ExitCode::Usage << "no option --up"_ba;
    QTest::newRow("no way to move")
        << u"move x posts.example/1"_s << ExitCode::Usage << "--before"_ba;
    QTest::newRow("two ways to move")
        << u"move x posts.example/1 --up --down"_s << ExitCode::Usage << "one of"_ba;
    QTest::newRow("collection") << u"add y posts.example/1"_s << ExitCode::Malformed
                                << "no collection “y”"_ba;
    QTest::newRow("not one's own")
        << u"add feed posts.example/1"_s << ExitCode::Malformed << "no collection “feed”"_ba;
    QTest::newRow("number of a post") << u"add x 9999"_s << ExitCode::Malformed << "“9999”"_ba;
    QTest::newRow("no address") << u"add x nonsense"_s << ExitCode::Malformed << "“nonsense”"_ba;
    QTest::newRow("post of another")
        << u"remove x posts.example/2"_s << ExitCode::Malformed << "not in the collection"_ba;
    QTest::newRow("section") << u"rename-section x A B"_s << ExitCode::Malformed
                             << "no section “A”"_ba;
}

void CollectionCommandsTest::refusal_saysWhatIsWrong()
{
    QFETCH(QString, words);
    QFETCH(ExitCode, code);
    QFETCH(QByteArray, said);
    run(u"make x posts.example/1"_s);
    const Output output = runOn(m_library->locations(), wordsOf(words));
    QCOMPARE(output.code, code);
    QVERIFY2(output.err.contains(said), output.err.constData());
    QVERIFY(output.out.isEmpty());
    QCOMPARE(written(run(u"list x"_s)), u"1"_s);
}

void CollectionCommandsTest::name_ofSeveral_isRefused_butNotTheNumber()
{
    const QJsonObject one = run(u"make x"_s);
    run(u"make x"_s);
    QCOMPARE(runOn(m_library->locations(), wordsOf(u"delete x"_s)).code, ExitCode::Malformed);
    const auto id = one.value(u"collection"_s).toObject().value(u"id"_s).toInteger();
    run(u"delete %1"_s.arg(id));
    run(u"delete x"_s);
}

void CollectionCommandsTest::export_isReadAsTheSame()
{
    run(u"make Good_reads posts.example/2 posts.example/1"_s);
    run(u"section Good_reads posts.example/1 Späte_Söhne"_s);
    run(u"note Good_reads posts.example/1 Why"_s);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"reads.json"_s);
    const QJsonObject answer =
        jsonOn(m_library->locations(), {u"collection"_s, u"export"_s, u"Good reads"_s, path});
    QCOMPARE(answer.value(u"written"_s), QJsonValue(2));
    QCOMPARE(answer.value(u"file"_s), QJsonValue(path));
    QVERIFY(answer.value(u"left_out"_s).toArray().isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto read = readJsonFeed(file.readAll(), {});
    QVERIFY(read);
    QCOMPARE(read->issues, QStringList());
    QCOMPARE(read->title, u"Good reads"_s);
    QCOMPARE(read->items.size(), 2);
    QCOMPARE(read->items.first().title, u"Two"_s);
    QCOMPARE(read->items.last().section, u"Späte Söhne"_s);
    QCOMPARE(read->items.last().note, u"Why"_s);
}

void CollectionCommandsTest::export_whatNobodyElseHas_isLeftOutAndNamed()
{
    IncomingArticle own = incomingPost(u"own"_s, u"Own page"_s);
    own.url = QUrl(u"lectern://item/0123"_s);
    m_library->store(u"more"_s, {own, incomingPost(u"3"_s, u"Three"_s)});
    const QTemporaryDir folder;
    const Output output =
        runOn(m_library->locations(),
              {u"--json"_s, u"collection"_s, u"export"_s, u"more"_s, folder.filePath(u"x.json"_s)});
    QCOMPARE(output.code, ExitCode::Done);
    QVERIFY(output.err.contains("left out: 1"));
    const QJsonObject answer = objectIn(output.out);
    QCOMPARE(answer.value(u"written"_s), QJsonValue(1));
    QCOMPARE(answer.value(u"left_out"_s).toArray().first().toObject().value(u"title"_s),
             QJsonValue(u"Own page"_s));
}

void CollectionCommandsTest::export_folderThatIsNotThere_isCannotCreate()
{
    const QTemporaryDir folder;
    const Output output =
        runOn(m_library->locations(),
              {u"collection"_s, u"export"_s, u"feed"_s, folder.filePath(u"none/x.json"_s)});
    QCOMPARE(output.code, ExitCode::CannotCreate);
    QVERIFY(!output.err.isEmpty());
}

void CollectionCommandsTest::asText_isOneRowAPost()
{
    run(u"make x posts.example/1 --section A --note Why"_s);
    const Output output = runOn(m_library->locations(), wordsOf(u"list x"_s));
    QCOMPARE(output.out, "A\tOne\thttps://posts.example/1\tWhy\n"_ba);
    const Output list = runOn(m_library->locations(), wordsOf(u"list"_s));
    QVERIFY(list.out.endsWith("\tx\t1\n"));
}

QTEST_GUILESS_MAIN(CollectionCommandsTest)
#include "tst_collectioncommands.moc"
