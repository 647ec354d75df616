// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/formats/pagegenerator.h"

#include <random>

namespace lectern {

namespace {

QByteArray words(std::mt19937 &random, int count)
{
    static const QByteArray consonants = "bcdfghklmnprstvwz";
    static const QByteArray vowels = "aeiou";
    QByteArray text;
    for (int i = 0; i < count; ++i) {
        if (i > 0)
            text += ' ';
        const auto syllables = 1 + random() % 3;
        for (unsigned long each = 0; each < syllables; ++each) {
            text += consonants.at(static_cast<qsizetype>(random() % 17));
            text += vowels.at(static_cast<qsizetype>(random() % 5));
        }
    }
    return text;
}

QByteArray post(std::mt19937 &random, int number)
{
    const QByteArray n = QByteArray::number(number);
    const QByteArray day = QByteArray::number(1 + number % 28).rightJustified(2, '0');
    const QByteArray url =
        "/2024/05/" + day + '/' + words(random, 3).replace(' ', '-') + '-' + n + '/';
    QByteArray html = "<article class=\"post post-" + n
        + "\"><header class=\"entry-header\"><h2 class=\"entry-title\"><a href=\"" + url
        + "\" rel=\"bookmark\">" + words(random, 5) + "</a></h2><p class=\"meta\"><time datetime="
        + "\"2024-05-" + day + "T08:00:00Z\">May " + day + ", 2024</time> by <a class=\"author\" "
        + "href=\"/author/me/\">Me</a></p></header>\n<div class=\"entry-content\">\n";
    for (int i = 0; i < 4; ++i) {
        html += "<p>" + words(random, 40) + " <a href=\"https://x" + QByteArray::number(i)
            + ".example/" + words(random, 2).replace(' ', '/') + "\">" + words(random, 3) + "</a> "
            + words(random, 30) + " &amp; <em>" + words(random, 2) + "</em>.</p>\n";
    }
    html += "<ul>";
    for (int i = 0; i < 4; ++i)
        html += "<li>" + words(random, 6) + "</li>";
    html += "</ul></div>\n<footer><a href=\"/tag/" + words(random, 1)
        + "/\" rel=\"tag\">a tag</a> <a href=\"" + url + "#comments\">3 comments</a></footer>"
        + "</article>\n";
    return html;
}

} // namespace

QByteArray generatedPage(qsizetype bytes)
{
    std::mt19937 random(1);
    QByteArray html =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A blog"
        "</title></head>\n<body><header><nav><ul>";
    for (int i = 0; i < 12; ++i)
        html += "<li><a href=\"/page-" + QByteArray::number(i) + "/\">" + words(random, 1)
            + "</a></li>";
    html += "</ul></nav></header>\n<main>\n";
    for (int i = 0; html.size() < bytes; ++i)
        html += post(random, i);
    html += "</main>\n<aside><h2>Recent posts</h2><ul>";
    for (int i = 0; i < 10; ++i)
        html += "<li><a href=\"/2024/04/01/" + words(random, 1) + "/\">" + words(random, 4)
            + "</a></li>";
    return html + "</ul></aside></body></html>\n";
}

qsizetype postsOn(const QByteArray &page)
{
    return page.count("<article ");
}

} // namespace lectern
