// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/passagequote.h"

#include <QRegularExpression>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class PassageQuoteTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void passageAddress_anyPassage_namesIt_data();
    void passageAddress_anyPassage_namesIt();
    void passageAddress_withoutWords_isThePage();
    void passageAddress_longPassage_isNamedByItsEnds();
    void markdownQuote_anyPassage_isOneQuote_data();
    void markdownQuote_anyPassage_isOneQuote();
};

void PassageQuoteTest::passageAddress_anyPassage_namesIt_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<PassageQuote>("passage");
    QTest::addColumn<QString>("address");
    const QString page = u"https://example.org/post"_s;
    QTest::newRow("words") << page << PassageQuote{u"the event loop"_s, {}, {}}
                           << u"https://example.org/post#:~:text=the%20event%20loop"_s;
    QTest::newRow("context")
        << page << PassageQuote{u"loop"_s, u"a b c d the event"_s, u"runs, then it stops"_s}
        << u"https://example.org/post#:~:text=c%20d%20the%20event-,loop,-runs%2C%20then%20it%20stops"_s;
    QTest::newRow("characters with a meaning")
        << page << PassageQuote{u"R&D, state-of-the-art"_s, {}, {}}
        << u"https://example.org/post#:~:text=R%26D%2C%20state-of-the-art"_s;
    QTest::newRow("dashes at the ends")
        << page << PassageQuote{u"- one point -"_s, u"before -"_s, u"- after"_s}
        << u"https://example.org/post#:~:text=before-,one%20point,-after"_s;
    QTest::newRow("spaces and lines") << page << PassageQuote{u"  one \n\t two "_s, {}, {}}
                                      << u"https://example.org/post#:~:text=one%20two"_s;
    QTest::newRow("place in the page") << page + u"#part"_s << PassageQuote{u"one"_s, {}, {}}
                                       << u"https://example.org/post#part:~:text=one"_s;
    QTest::newRow("another passage") << page + u"#:~:text=other"_s << PassageQuote{u"one"_s, {}, {}}
                                     << u"https://example.org/post#:~:text=one"_s;
    QTest::newRow("per cent") << page << PassageQuote{u"50 % off #1"_s, {}, {}}
                              << u"https://example.org/post#:~:text=50%20%25%20off%20%231"_s;
    QTest::newRow("Chinese") << page << PassageQuote{u"事件循环"_s, {}, {}}
                             << u"https://example.org/post#:~:text="
                                "%E4%BA%8B%E4%BB%B6%E5%BE%AA%E7%8E%AF"_s;
}

void PassageQuoteTest::passageAddress_anyPassage_namesIt()
{
    QFETCH(const QString, page);
    QFETCH(const PassageQuote, passage);
    QFETCH(const QString, address);
    QCOMPARE(passageAddress(QUrl(page), passage).toString(QUrl::FullyEncoded), address);
}

void PassageQuoteTest::passageAddress_withoutWords_isThePage()
{
    const QUrl page(u"https://example.org/post#part"_s);
    QCOMPARE(passageAddress(page, {}), page);
    QCOMPARE(passageAddress(page, {u" … – "_s, u"before"_s, u"after"_s}), page);
}

void PassageQuoteTest::passageAddress_longPassage_isNamedByItsEnds()
{
    QStringList words;
    for (int i = 1; i <= 200; ++i)
        words.append(u"w%1"_s.arg(i));
    const QUrl address =
        passageAddress(QUrl(u"https://example.org/"_s), {words.join(u' '), {}, {}});
    QCOMPARE(address.toString(QUrl::FullyEncoded),
             u"https://example.org/#:~:text=w1%20w2%20w3%20w4%20w5%20w6,"
             "w195%20w196%20w197%20w198%20w199%20w200"_s);
}

void PassageQuoteTest::markdownQuote_anyPassage_isOneQuote_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("quote");
    const QString tail = u"](https://example.org/p#:~:text="_s;
    QTest::newRow("one line") << u"one two"_s << u"A Post"_s
                              << u"> one two\n>\n> — [A Post"_s + tail + u"one%20two)\n"_s;
    QTest::newRow("paragraphs") << u"one\n\ntwo"_s << u"A Post"_s
                                << u"> one\n>\n> two\n>\n> — [A Post"_s + tail + u"one%20two)\n"_s;
    QTest::newRow("marks of Markdown") << u"# *one* [two](x) `<b>`"_s << u"[A] Post"_s
                                       << uR"(> \# \*one\* \[two\](x) \`\<b\>\`)"_s + uR"(
>
> — [\[A\] Post)"_s
            + tail + u"one%2A%20%5Btwo%5D%28x%29%20%60%3Cb)\n"_s;
    QTest::newRow("a list's mark")
        << u"1. one"_s << u"A"_s << uR"(> 1\. one)"_s + u"\n>\n> — [A"_s + tail + u"1.%20one)\n"_s;
    QTest::newRow("no title") << u"one"_s << QString()
                              << u"> one\n>\n> — [example.org"_s + tail + u"one)\n"_s;
}

void PassageQuoteTest::markdownQuote_anyPassage_isOneQuote()
{
    QFETCH(const QString, text);
    QFETCH(const QString, title);
    QFETCH(const QString, quote);
    QCOMPARE(markdownQuote({text, {}, {}}, title, QUrl(u"https://me:secret@example.org/p"_s)),
             quote);
}

QTEST_GUILESS_MAIN(PassageQuoteTest)
#include "tst_passagequote.moc"
