// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/collectionwriter.h"
#include "formats/jsonfeedreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class CollectionWriterTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void written_everyField_isReadAsItWas();
    void written_barePost_hasWhatTheFormatWants();
    void written_withoutWebAddress_isLeftOut();
    void written_nothing_isAnEmptyCollection();
    void text_repeatsWhatStandsBesideIt_data();
    void text_repeatsWhatStandsBesideIt();

private:
    [[nodiscard]] static Post fullPost();
};

Post CollectionWriterTest::fullPost()
{
    Post post;
    post.url = QUrl(u"https://example.org/späte/söhne?q=a b&c=%26"_s);
    post.title = u"A “full” <title> \\ 日本"_s;
    post.summary = u"What its publisher says"_s;
    post.author = u"Ada Łovelace"_s;
    post.section = u"First & foremost"_s;
    post.note = u"Why \"I\" like it"_s;
    post.tags = {u"C++"_s, u"語"_s};
    post.published = QDateTime::fromString(u"2026-01-31T08:05:07.250Z"_s, Qt::ISODateWithMs);
    post.updated = QDateTime::fromString(u"2026-02-01T00:00:00Z"_s, Qt::ISODate);
    return post;
}

void CollectionWriterTest::written_everyField_isReadAsItWas()
{
    const Post post = fullPost();
    const WrittenCollection written = writeCollection(u"Good “reads”"_s, {post});
    QVERIFY(written.leftOut.isEmpty());
    const auto feed = readJsonFeed(written.bytes, {});
    QVERIFY(feed);
    QCOMPARE(feed->issues, QStringList());
    QCOMPARE(feed->format, u"json-1.1"_s);
    QCOMPARE(feed->title, u"Good “reads”"_s);
    QVERIFY(feed->isCollection);
    QCOMPARE(feed->items.size(), 1);
    const FeedItem &item = feed->items.first();
    QCOMPARE(item.url, post.url);
    QCOMPARE(item.id, post.url.toString(QUrl::FullyEncoded));
    QCOMPARE(item.title, post.title);
    QCOMPARE(item.summary, post.summary);
    QCOMPARE(item.author, post.author);
    QCOMPARE(item.section, post.section);
    QCOMPARE(item.note, post.note);
    QCOMPARE(item.tags, post.tags);
    QCOMPARE(item.published, post.published);
    QCOMPARE(item.updated, post.updated);
    // For readers that know nothing of notes.
    QCOMPARE(item.contentText, post.note + u"\n\n"_s + post.summary);
    QVERIFY(isTextRepeated(item));
}

void CollectionWriterTest::written_barePost_hasWhatTheFormatWants()
{
    Post post;
    post.url = QUrl(u"http://example.org/"_s);
    post.title = u"Title"_s;
    const WrittenCollection written = writeCollection(u"x"_s, {post});
    const QJsonObject item = QJsonDocument::fromJson(written.bytes)
                                 .object()
                                 .value(u"items"_s)
                                 .toArray()
                                 .first()
                                 .toObject();
    QCOMPARE(item.keys(), QStringList({u"content_text"_s, u"id"_s, u"title"_s, u"url"_s}));
    QCOMPARE(item.value(u"content_text"_s), QJsonValue(u"Title"_s));
    const auto feed = readJsonFeed(written.bytes, {});
    QVERIFY(feed && isTextRepeated(feed->items.first()));
}

void CollectionWriterTest::written_withoutWebAddress_isLeftOut()
{
    Post own = fullPost();
    own.url = QUrl(u"lectern://item/0123"_s);
    const WrittenCollection written = writeCollection(u"x"_s, {own, fullPost()});
    QCOMPARE(written.leftOut, QList<Post>{own});
    QCOMPARE(readJsonFeed(written.bytes, {})->items.size(), 1);
}

void CollectionWriterTest::written_nothing_isAnEmptyCollection()
{
    const auto feed = readJsonFeed(writeCollection(u"x"_s, {}).bytes, {});
    QVERIFY(feed && feed->isCollection && feed->items.isEmpty());
    QCOMPARE(feed->issues, QStringList());
}

void CollectionWriterTest::text_repeatsWhatStandsBesideIt_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isRepeated");
    QTest::newRow("summary") << QString() << u"Summary"_s << true;
    QTest::newRow("note and summary") << QString() << u"Note\n\nSummary"_s << true;
    QTest::newRow("more") << QString() << u"Summary, and more"_s << false;
    QTest::newRow("content") << u"<p>Summary</p>"_s << u"Summary"_s << false;
}

void CollectionWriterTest::text_repeatsWhatStandsBesideIt()
{
    QFETCH(QString, html);
    QFETCH(QString, text);
    FeedItem item;
    item.title = u"Title"_s;
    item.summary = u"Summary"_s;
    item.note = u"Note"_s;
    item.contentHtml = html;
    item.contentText = text;
    QTEST(isTextRepeated(item), "isRepeated");
}

QTEST_GUILESS_MAIN(CollectionWriterTest)
#include "tst_collectionwriter.moc"
