// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/articleserver.h"

#include "benchmarks/turnmark.h"
#include "support/httpserver.h"

#include <QBuffer>
#include <QEventLoop>
#include <QImage>
#include <QRandomGenerator>

#include <future>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int sectionCount = 8;
constexpr int paragraphsPerSection = 6;
constexpr int wordsPerParagraph = 100;
/// So that every run of the benchmark serves the same bytes.
constexpr quint32 seed = 1;

constexpr auto styleSheet = R"(
:root { color-scheme: light dark; --accent: #2f6bd8; }
* { box-sizing: border-box; }
body { margin: 0; font: 18px/1.6 serif; color: #1c1c1e; background: #fff; }
header, main, footer { max-width: 42em; margin: 0 auto; padding: 1.5em; }
header { border-bottom: 1px solid #e3e3df; }
h1 { font: 600 2.2em/1.15 sans-serif; }
h2 { font: 600 1.4em/1.25 sans-serif; margin: 2em 0 .5em; }
a { color: var(--accent); text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
p { margin: 0 0 1em; hyphens: auto; }
pre { padding: 1em; overflow: auto; border-radius: 8px; background: #f6f6f4; }
code { font: .85em/1.5 monospace; }
figure { margin: 2em 0; }
img { display: block; width: 100%; height: auto; border-radius: 8px; }
figcaption { color: #6c6c70; font-size: .85em; }
blockquote { margin: 1.5em 0; padding-left: 1em; border-left: 3px solid var(--accent); }
@media (prefers-color-scheme: dark) {
  body { color: #e9e9ec; background: #1b1c1f; }
  pre { background: #232428; }
}
)";

QByteArray paragraph(QRandomGenerator &random)
{
    static const QByteArrayList words = {
        "the",    "reader", "of",   "a",     "page",  "turns", "to",   "another", "when",
        "memory", "is",     "read", "again", "from",  "disk",  "and",  "threads", "wait",
        "for",    "locks",  "that", "other", "tasks", "hold",  "with", "little",  "reason"};
    QByteArrayList text;
    for (int i = 0; i < wordsPerParagraph; ++i)
        text.append(words.at(random.bounded(static_cast<int>(words.size()))));
    text[wordsPerParagraph / 2] = "<a href=\"/elsewhere\">elsewhere</a>";
    return "<p>" + text.join(' ') + ".</p>\n";
}

QByteArray article()
{
    QRandomGenerator random(seed);
    QByteArray html = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>An article of a usual size</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/article.css">
<link rel="icon" href="data:,"></head><body><header><h1>An article of a usual size</h1></header><main>
<figure><img src="/picture.png" width="1200" height="630" alt=""><figcaption>A picture</figcaption>
</figure>)";
    for (int section = 1; section <= sectionCount; ++section) {
        html += "<h2>Part " + QByteArray::number(section) + "</h2>\n";
        for (int i = 0; i < paragraphsPerSection; ++i)
            html += paragraph(random);
        html += "<pre><code>for (const auto &amp;row : rows) {\n    show(row);\n}\n</code></pre>\n";
        html += "<blockquote>" + paragraph(random) + "</blockquote>\n";
    }
    return html + "</main><footer><p>The end.</p></footer></body></html>\n";
}

QByteArray turnedArticle(const QByteArray &html, const QByteArray &number)
{
    const QRgb colour = turnMarkColour(number.toInt());
    const QByteArray mark = "<div style=\"position:fixed;left:0;top:0;width:"
        + QByteArray::number(turnMarkSize) + "px;height:" + QByteArray::number(turnMarkSize)
        + "px;background:" + QColor(colour).name().toLatin1() + "\"></div></body>";
    return QByteArray(html)
        .replace("/picture.png", "/picture.png?" + number)
        .replace("</body>", mark);
}

/// Noise of few bits over a gradient: about as many bytes as a compressed photograph.
QByteArray picture()
{
    constexpr int noise = 2;
    QRandomGenerator random(seed);
    QImage image(1200, 630, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const int grain = random.bounded(noise);
            image.setPixel(x, y, qRgb(x / 6 + grain, y / 4, 120));
        }
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

HttpReply reply(const QByteArray &contentType, const QByteArray &body)
{
    HttpReply reply;
    reply.contentType = contentType;
    reply.body = body;
    return reply;
}

} // namespace

ArticleServer::ArticleServer()
{
    std::promise<QUrl> listening;
    std::future<QUrl> url = listening.get_future();
    m_thread.reset(QThread::create([listening = std::move(listening)]() mutable {
        HttpServer server;
        server.servePage("/article", article());
        server.serve("/article.css", reply("text/css", styleSheet));
        server.serve("/picture.png", reply("image/png", picture()));
        server.serve("/turn", [html = article()](const HttpRequest &request) {
            return reply("text/html; charset=utf-8",
                         turnedArticle(html, request.path.mid(request.path.indexOf('?') + 1)));
        });
        listening.set_value(server.isListening() ? server.url(u"/article"_s) : QUrl());
        QEventLoop().exec();
    }));
    m_thread->start();
    m_url = url.get();
}

ArticleServer::~ArticleServer()
{
    m_thread->quit();
    m_thread->wait();
}

} // namespace lectern
