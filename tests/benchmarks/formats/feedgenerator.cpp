// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/formats/feedgenerator.h"

#include <QDateTime>
#include <QList>
#include <QLocale>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

class Words final
{
public:
    explicit Words(unsigned seed) : m_random(seed)
    {
        constexpr int count = 5000;
        double sum = 0;
        for (int rank = 0; rank < count; ++rank) {
            sum += 1.0 / (rank + 1);
            m_sums.append(sum);
            m_words.append(made());
        }
    }

    [[nodiscard]] QByteArray next()
    {
        const double at = std::uniform_real_distribution<double>(0, m_sums.last())(m_random);
        const auto found = std::lower_bound(m_sums.cbegin(), m_sums.cend(), at);
        return m_words.at(std::distance(m_sums.cbegin(), found));
    }

    [[nodiscard]] QByteArray text(qsizetype characters)
    {
        QByteArray text;
        while (text.size() < characters)
            text += (text.isEmpty() ? QByteArray() : QByteArray(" ")) + next();
        return text + '.';
    }

private:
    QByteArray made()
    {
        const QByteArray consonants = "bcdfghklmnprstvwz";
        const QByteArray vowels = "aeiou";
        QByteArray word;
        const int syllables = 1 + static_cast<int>(m_random() % 3);
        for (int i = 0; i < syllables; ++i) {
            word += consonants.at(static_cast<qsizetype>(m_random() % 17));
            word += vowels.at(static_cast<qsizetype>(m_random() % 5));
        }
        return word;
    }

    std::mt19937 m_random;
    QList<double> m_sums;
    QList<QByteArray> m_words;
};

QByteArray contentHtml(Words &words, const QByteArray &link)
{
    constexpr qsizetype size = 2750;
    QByteArray html;
    for (int paragraph = 0; html.size() < size; ++paragraph) {
        if (paragraph == 2)
            html += "<h2>" + words.text(30) + "</h2>\n";
        html += "<p>" + words.text(60) + " <a href=\"" + link + '#' + QByteArray::number(paragraph)
            + "\">" + words.next() + "</a> " + words.text(60) + " <em>" + words.next() + "</em> "
            + words.text(220) + "</p>\n";
    }
    return html;
}

} // namespace

QByteArray generatedFeed(int number, int items, HtmlForm form)
{
    Words words(static_cast<unsigned>(number) + 1);
    const QByteArray site = "https://site-" + QByteArray::number(number) + ".example/";
    QByteArray feed = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
                      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
                      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n<title>"
        + words.text(20) + "</title><link>" + site
        + "</link><description>A feed</description><language>en</language>\n";
    const QDateTime newest(QDate(2026, 11, 19), QTime(0, 0), Qt::UTC);
    for (int i = 0; i < items; ++i) {
        const QByteArray link = site + "articles/" + QByteArray::number(i) + ".html";
        const QString date = QLocale::c().toString(newest.addSecs(-6LL * 3600 * i),
                                                   u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        QByteArray html = contentHtml(words, link);
        html = form == HtmlForm::Cdata
            ? "<![CDATA[" + html + "]]>"
            : html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        feed += "<item><title>" + words.text(45) + "</title><link>" + link
            + "</link><guid isPermaLink=\"true\">" + link + "</guid><pubDate>" + date.toLatin1()
            + "</pubDate><dc:creator>" + words.text(10) + "</dc:creator><description>"
            + words.text(270) + "</description><content:encoded>" + html
            + "</content:encoded></item>\n";
    }
    return feed + "</channel></rss>\n";
}

} // namespace lectern
