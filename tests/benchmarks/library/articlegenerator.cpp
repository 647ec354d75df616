// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "articlegenerator.h"

#include <QSet>

#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int vocabulary = 40'000;
constexpr double rankOffset = 2.7;

QStringList madeWords(std::mt19937 &random)
{
    static const QString consonants = u"bcdfghjklmnprstvwz"_s;
    static const QString vowels = u"aeiou"_s;
    QStringList words;
    QSet<QString> seen;
    while (words.size() < vocabulary) {
        // Frequent words are short.
        const int syllables = 1 + int(std::log10(double(words.size()) + 1) / 2) + int(random() % 2);
        QString word;
        for (int i = 0; i < syllables; ++i) {
            word += consonants.at(qsizetype(random() % quint32(consonants.size())));
            word += vowels.at(qsizetype(random() % quint32(vowels.size())));
            if (random() % 3 == 0)
                word += consonants.at(qsizetype(random() % quint32(consonants.size())));
        }
        if (!seen.contains(word)) {
            seen.insert(word);
            words.append(word);
        }
    }
    return words;
}

} // namespace

ArticleGenerator::ArticleGenerator(quint32 seed) : m_random(seed)
{
    m_words = madeWords(m_random);
    std::vector<double> weights;
    for (int rank = 0; rank < vocabulary; ++rank)
        weights.push_back(1 / (rank + rankOffset));
    m_rank = std::discrete_distribution<int>(weights.begin(), weights.end());
}

const QString &ArticleGenerator::word()
{
    return m_words.at(m_rank(m_random));
}

int ArticleGenerator::between(int least, int most)
{
    return least + int(m_random() % quint32(most - least + 1));
}

QString ArticleGenerator::sentence(int words)
{
    QString text = word();
    text.front() = text.front().toUpper();
    for (int i = 1; i < words; ++i) {
        text += (i % 9 == 0) ? u", "_s : u" "_s;
        text += word();
    }
    return text;
}

IncomingArticle ArticleGenerator::next()
{
    IncomingArticle article;
    const qint64 number = m_made++;
    article.url = QUrl(u"https://site%1.example/%2/%3"_s.arg(number / 1000 % 500)
                           .arg(2000 + number % 26)
                           .arg(number));
    article.itemId = article.url.toString();
    article.title = sentence(between(4, 10));
    article.summary = sentence(between(15, 35)) + u'.';
    article.author = sentence(2);
    article.tags = {word(), word()};
    article.published = QDateTime::fromSecsSinceEpoch(1'000'000'000 + number * 500, Qt::UTC);
    const int paragraphs = between(4, 10);
    for (int i = 0; i < paragraphs; ++i) {
        const QString first = sentence(between(15, 40)) + u". "_s;
        const QString second = sentence(between(10, 30)) + u'.';
        article.contentHtml += u"<p>%1<a href=\"https://%2.example/%3\">%4</a></p>\n"_s.arg(
            first, word(), QString::number(m_random() % 100'000), second);
        article.contentText += first + second + u'\n';
    }
    // A word that hardly any other article has.
    article.contentText += u"rare%1"_s.arg(number / 5);
    article.contentHtml += u"<p>rare%1</p>"_s.arg(number / 5);
    article.wordCount = int(article.contentText.count(u' '));
    return article;
}

qint64 ArticleGenerator::feedBytes(const IncomingArticle &article)
{
    QString tags;
    for (const QString &tag : article.tags)
        tags += u"<category>%1</category>"_s.arg(tag);
    const QString item =
        u"<item><title>%1</title><link>%2</link><guid>%2</guid><pubDate>%3</pubDate>"
        "<dc:creator>%4</dc:creator>%5<description>%6</description>"
        "<content:encoded>%7</content:encoded></item>\n"_s.arg(
            article.title, article.url.toString(), article.published->toString(Qt::RFC2822Date),
            article.author, tags, article.summary, article.contentHtml.toHtmlEscaped());
    return item.toUtf8().size();
}

} // namespace lectern
