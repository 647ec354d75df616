// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/templibrary.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace lectern {

TempLibrary::TempLibrary(State state)
    : m_locations(Locations::under(m_folder.path())),
      m_library(std::make_unique<Library>(m_locations))
{
    if (state == State::Failed) {
        QFile file(m_locations.libraryFile());
        if (!QDir().mkpath(m_locations.data) || !file.open(QIODevice::WriteOnly)
            || file.write("No database at all, and long enough to look like one.") < 0)
            QTest::qFail(qPrintable(file.errorString()), __FILE__, __LINE__);
        file.close();
    }
    if (state == State::Unopened)
        return;
    QFuture<Result<void>> opening = m_library->open();
    opening.waitForFinished();
    if (opening.result().has_value() != (state == State::Open))
        QTest::qFail("The library is not in the state asked for", __FILE__, __LINE__);
}

SourceId TempLibrary::store(const QString &name, const QList<IncomingArticle> &articles)
{
    IncomingCollection collection;
    collection.url = QUrl(u"file:///"_s + name);
    collection.title = name;
    for (const IncomingArticle &article : articles) {
        collection.articles.append(article);
        collection.contentHash += (article.title + article.summary + article.section).toUtf8();
    }
    return valueOf(m_library->storeCollection(collection)).source;
}

void TempLibrary::remove(SourceId source)
{
    valueOf(m_library->removeSource(source));
}

Bookmark TempLibrary::keep(const QUrl &url)
{
    BookmarkRequest request;
    request.url = url;
    return valueOf(m_library->addBookmark(request));
}

void TempLibrary::unkeep(const QUrl &url)
{
    if (!valueOf(m_library->removeBookmark(url)))
        QTest::qFail("There is no such bookmark", __FILE__, __LINE__);
}

void TempLibrary::setRead(const QUrl &url, bool isRead)
{
    valueOf(m_library->setRead({postAt(url).id}, isRead));
}

void TempLibrary::whileClosed(const std::function<void()> &act)
{
    m_library.reset();
    act();
    m_library = std::make_unique<Library>(m_locations);
    m_library->open().waitForFinished();
}

Post TempLibrary::postAt(const QUrl &url)
{
    const std::optional<Post> post = valueOf(m_library->postAt(url));
    if (!post)
        QTest::qFail("The library does not know the post", __FILE__, __LINE__);
    return post.value_or(Post());
}

bool TempLibrary::isKept(const QUrl &url)
{
    return valueOf(m_library->bookmarkAt(url)).has_value();
}

IncomingArticle incomingPost(const QString &name, const QString &title, const QString &section)
{
    IncomingArticle article;
    article.itemId = name;
    article.url = postUrl(name);
    article.title = title;
    article.section = section;
    return article;
}

QUrl postUrl(const QString &name)
{
    return QUrl(u"https://posts.example/"_s + name);
}

} // namespace lectern
