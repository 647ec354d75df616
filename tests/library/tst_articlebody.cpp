// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/articlebody.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// How content is stored.
class TestArticleBody final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void body_packed_comesBack_data();
    void body_packed_comesBack();
    void repetitive_isSmaller();
    void dictionary_makesItSmaller();
    void dictionary_otherOrNone_isEmpty();
    void dictionary_ofTooLittle_isNone();
    void damaged_isEmpty();
    void deflatedByEarlierVersions_isRead();
    void damagedByDictionary_isEmpty();
};

namespace {

/// Contents with phrases in common, as those of one site have.
QList<ArticleBody> samples()
{
    const QStringList phrases = {u"<p>Read more about it in the archive</p>"_s,
                                 u"<a href=\"https://example.org/subscribe\">Subscribe</a>"_s,
                                 u"<p>Thanks to all who sent corrections</p>"_s,
                                 u"<figure class=\"wide\"><img src=\"a.png\"></figure>"_s,
                                 u"<h2>What happened this week</h2>"_s};
    QList<ArticleBody> bodies;
    for (int i = 0; i < 300; ++i) {
        QString html;
        for (int k = 0; k < 6; ++k)
            html +=
                phrases.at((i * (k + 3) + k * k) % phrases.size()) + QString::number(i * 7919 + k);
        bodies.append({html, {}});
    }
    return bodies;
}

} // namespace

void TestArticleBody::init()
{
    // What Qt itself says about data that cannot be inflated is expected.
    if (qstrcmp(QTest::currentTestFunction(), "damaged_isEmpty") != 0)
        QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void TestArticleBody::body_packed_comesBack_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("short") << u"<p>ä</p>"_s << u"ä"_s;
    QTest::newRow("no text") << u"<hr>"_s << QString();
    QTest::newRow("only text") << QString() << u"日本語"_s;
    QTest::newRow("long") << u"<p>word</p>"_s.repeated(10000) << u"word\n"_s.repeated(10000);
    QTest::newRow("zeros") << QString(3, QChar(u'\0')) << QString(2, QChar(u'\0'));
}

void TestArticleBody::body_packed_comesBack()
{
    QFETCH(const QString, html);
    QFETCH(const QString, text);
    const ArticleBody body{html, text};
    const BodyDictionary none;
    QCOMPARE(unpacked(packed(body, none), none), body);
    const BodyDictionary dictionary(3, BodyDictionary::trained(samples(), 2048));
    const QByteArray bytes = packed(body, dictionary);
    QCOMPARE(unpacked(bytes, dictionary), body);
    QVERIFY(neededDictionary(bytes) == 3 || unpacked(bytes, none) == body);
}

void TestArticleBody::repetitive_isSmaller()
{
    const BodyDictionary none;
    const ArticleBody longBody{u"<p>word</p>"_s.repeated(1000), u"word\n"_s.repeated(1000)};
    QVERIFY(packed(longBody, none).size() < 1000);
    const ArticleBody shortBody{u"<p>"_s, u"a"_s};
    QCOMPARE(packed(shortBody, none).size(), 1 + 4 + 3 + 1);
}

void TestArticleBody::damaged_isEmpty()
{
    const BodyDictionary none;
    const ArticleBody body{u"<p>word</p>"_s.repeated(100), u"word\n"_s.repeated(100)};
    const QByteArray whole = packed(body, none);
    QCOMPARE(unpacked({}, none), ArticleBody());
    for (const qsizetype size : {qsizetype(1), qsizetype(4), qsizetype(5), whole.size() / 2})
        QCOMPARE(unpacked(whole.first(size), none), ArticleBody());
    // Says that there is more HTML than there are bytes.
    QCOMPARE(unpacked(QByteArray::fromHex("0000ffffff3c3e"), none), ArticleBody());
}

void TestArticleBody::deflatedByEarlierVersions_isRead()
{
    const QByteArray plain = QByteArray::fromHex("00000003") + "<p>word word word word word";
    const BodyDictionary none;
    QCOMPARE(unpacked('\1' + qCompress(plain), none),
             (ArticleBody{u"<p>"_s, u"word word word word word"_s}));
}

void TestArticleBody::dictionary_makesItSmaller()
{
    const BodyDictionary none;
    const QByteArray bytes = BodyDictionary::trained(samples(), 2048);
    QVERIFY(!bytes.isEmpty() && bytes.size() <= 2048);
    const BodyDictionary dictionary(1, bytes);
    const ArticleBody body = samples().at(17);
    QVERIFY(2 * packed(body, dictionary).size() < packed(body, none).size());
}

void TestArticleBody::dictionary_otherOrNone_isEmpty()
{
    const BodyDictionary none;
    const QByteArray bytes = BodyDictionary::trained(samples(), 2048);
    const BodyDictionary dictionary(1, bytes);
    const BodyDictionary other(2, bytes);
    const QByteArray whole = packed(samples().first(), dictionary);
    QCOMPARE(neededDictionary(whole), 1);
    QCOMPARE(unpacked(whole, none), ArticleBody());
    QCOMPARE(unpacked(whole, other), ArticleBody());
}

void TestArticleBody::dictionary_ofTooLittle_isNone()
{
    QCOMPARE(BodyDictionary::trained({}, 2048), QByteArray());
    QCOMPARE(BodyDictionary::trained({{u"<p>"_s, {}}}, 2048), QByteArray());
}

void TestArticleBody::damagedByDictionary_isEmpty()
{
    const BodyDictionary dictionary(1, BodyDictionary::trained(samples(), 2048));
    const QByteArray whole = packed(samples().first(), dictionary);
    for (qsizetype size = 1; size < whole.size(); ++size)
        QCOMPARE(unpacked(whole.first(size), dictionary), ArticleBody());
    // Says that it is longer than any content.
    QCOMPARE(unpacked(QByteArray::fromHex("020128b52ffde000000000000000ff"), dictionary),
             ArticleBody());
    // Whatever is turned over, nothing is read that is not there; a sanitizer would tell.
    for (qsizetype i = 1; i < whole.size(); ++i) {
        QByteArray torn = whole;
        torn[i] = char(~torn.at(i));
        [[maybe_unused]] const ArticleBody nonsense = unpacked(torn, dictionary);
    }
}

QTEST_GUILESS_MAIN(TestArticleBody)
#include "tst_articlebody.moc"
