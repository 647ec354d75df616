// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// library_writer FOLDER NAME [COUNT | idle]
// Adds bookmarks to the library under FOLDER, now and then a collection, and prints the URL of each
// bookmark, a line each, as soon as the library acknowledged it. Without COUNT it goes on until it
// is killed. With "idle" it opens the library, prints a line and asks nothing of it until it is
// killed. Exit code 1 when the library answered with an error.
#include "library/library.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

template <typename T>
Result<T> answerOf(QFuture<Result<T>> future)
{
    future.waitForFinished();
    return future.result();
}

int failed(const Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(describe(error)));
    return 1;
}

IncomingCollection collectionOf(const QString &name, int round)
{
    IncomingCollection collection;
    collection.url = QUrl(u"file:///%1.json"_s.arg(name));
    collection.title = name;
    collection.contentHash = QByteArray::number(round);
    for (int i = 0; i < 20; ++i) {
        IncomingArticle article;
        article.url = QUrl(u"https://%1.example/listed/%2"_s.arg(name).arg(round + i));
        article.itemId = article.url.toString();
        article.title = u"Article %1 of round %2"_s.arg(i).arg(round);
        article.contentHtml = u"<p>%1</p>"_s.arg(QString(2000, u'x'));
        collection.articles.append(article);
    }
    return collection;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString name = arguments.at(2);
    const int count = arguments.value(3, u"-1"_s).toInt();

    Library library(Locations::under(arguments.at(1)));
    if (const auto opened = answerOf(library.open()); !opened)
        return failed(opened.error());
    if (arguments.value(3) == u"idle"_s) {
        std::printf("open\n");
        std::fflush(stdout);
        return QCoreApplication::exec();
    }
    for (int i = 0; i != count; ++i) {
        BookmarkRequest request;
        request.url = QUrl(u"https://%1.example/kept/%2"_s.arg(name).arg(i));
        request.title = u"Bookmark %1"_s.arg(i);
        request.note = QString(500, u'n');
        request.tags = {u"tag %1"_s.arg(i % 7), name};
        const auto added = answerOf(library.addBookmark(request));
        if (!added)
            return failed(added.error());
        std::printf("%s\n", qPrintable(added->url.toString()));
        std::fflush(stdout);
        if (i % 5 == 4) {
            const auto stored = answerOf(library.storeCollection(collectionOf(name, i)));
            if (!stored)
                return failed(stored.error());
        }
    }
    return 0;
}
