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
    void damaged_isEmpty();
};

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
    QCOMPARE(unpacked(packed(body)), body);
}

void TestArticleBody::repetitive_isSmaller()
{
    const ArticleBody longBody{u"<p>word</p>"_s.repeated(1000), u"word\n"_s.repeated(1000)};
    QVERIFY(packed(longBody).size() < 1000);
    const ArticleBody shortBody{u"<p>"_s, u"a"_s};
    QCOMPARE(packed(shortBody).size(), 1 + 4 + 3 + 1);
}

void TestArticleBody::damaged_isEmpty()
{
    const ArticleBody body{u"<p>word</p>"_s.repeated(100), u"word\n"_s.repeated(100)};
    const QByteArray whole = packed(body);
    QCOMPARE(unpacked({}), ArticleBody());
    for (const qsizetype size : {qsizetype(1), qsizetype(4), qsizetype(5), whole.size() / 2})
        QCOMPARE(unpacked(whole.first(size)), ArticleBody());
    // Says that there is more HTML than there are bytes.
    QCOMPARE(unpacked(QByteArray::fromHex("0000ffffff3c3e")), ArticleBody());
}

QTEST_GUILESS_MAIN(TestArticleBody)
#include "tst_articlebody.moc"
