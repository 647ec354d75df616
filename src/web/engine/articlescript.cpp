// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/engine/articlescript.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString textOf(const QString &resource)
{
    QFile file(resource);
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return QString::fromUtf8(file.readAll()) + u'\n';
}

/// Defines lecternReader, where it isn't yet. The others' scripts look for module loaders, by names
/// that a page's elements may have; here these are of nothing.
QString definition()
{
    return u"if (!Object.hasOwn(globalThis, 'lecternReader')) globalThis.lecternReader = "
           "((exports, module, define) => {\n"_s
        + textOf(u":/lectern/reader/@mozilla/readability/Readability.js"_s)
        + textOf(u":/lectern/reader/dompurify/dist/purify.min.js"_s)
        + textOf(u":/lectern/engine/readerclean.js"_s)
        + textOf(u":/lectern/engine/readerdisplay.js"_s)
        + textOf(u":/lectern/engine/readerextract.js"_s) + u"return readerExtract;\n})();\n"_s;
}

} // namespace

QString articleScript(ArticleTask task)
{
    return definition()
        + (task == ArticleTask::Extract ? u"lecternReader.extractPage();"_s
                                        : u"lecternReader.readPage();"_s);
}

QString articleScript(ArticleTask task, const QString &html, const QUrl &address)
{
    const QByteArray arguments =
        QJsonDocument(QJsonArray{html, address.toString(QUrl::FullyEncoded)})
            .toJson(QJsonDocument::Compact);
    const QString function = task == ArticleTask::Extract ? u"extract"_s
        : task == ArticleTask::Read                       ? u"read"_s
                                                          : u"sanitise"_s;
    return definition() + u"lecternReader.%1(...%2);"_s.arg(function, QString::fromUtf8(arguments));
}

QString nextArticleScript(const QVariant &answer)
{
    if (!answer.toMap().value(u"isUncoloured"_s).toBool())
        return {};
    return u"if (!Object.hasOwn(globalThis, 'hljs')) globalThis.hljs = "
           "((exports, module, define) => {\n"_s
        + textOf(u":/lectern/reader/@highlightjs/cdn-assets/highlight.min.js"_s)
        + u"return hljs;\n})();\nlecternReader.colour();"_s;
}

std::optional<UnparsedPage> unparsedOf(const QVariant &answer)
{
    const QVariantMap found = answer.toMap();
    const QString html = found.value(u"unparsed"_s).toString();
    if (html.isEmpty())
        return std::nullopt;
    return UnparsedPage{html, QUrl(found.value(u"address"_s).toString())};
}

Result<ExtractedArticle> articleOf(const QVariant &answer)
{
    const QVariantMap found = answer.toMap();
    const auto text = [&found](const QString &name) { return found.value(name).toString(); };
    ExtractedArticle article;
    article.title = text(u"title"_s);
    article.byline = text(u"byline"_s);
    article.excerpt = text(u"excerpt"_s);
    article.site = text(u"site"_s);
    article.published = text(u"published"_s);
    article.content = text(u"content"_s);
    article.language = text(u"language"_s);
    article.direction = text(u"direction"_s);
    article.length = found.value(u"length"_s).toInt();
    if (article.length == 0)
        return failure(ErrorKind::Data, ErrorCode::NotFound, u"there is no text in the page"_s);
    return article;
}

Result<ReadableArticle> readableOf(const QVariant &answer)
{
    const QVariantMap found = answer.toMap();
    const Result<ExtractedArticle> article = articleOf(found.value(u"article"_s));
    if (!article)
        return tl::unexpected(article.error());
    const Result<ReaderText> text = readerTextOf(answer);
    if (!text)
        return tl::unexpected(text.error());
    ReadableArticle readable{*article, *text, std::nullopt};
    const QVariant droppedShare = found.value(u"droppedShare"_s);
    if (droppedShare.typeId() == QMetaType::Double || droppedShare.typeId() == QMetaType::Int)
        readable.droppedShare = droppedShare.toDouble();
    return readable;
}

Result<ReaderText> readerTextOf(const QVariant &answer)
{
    const QVariantMap found = answer.toMap();
    if (!found.contains(u"html"_s))
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"the text could not be read"_s);
    ReaderText text;
    text.html = found.value(u"html"_s).toString();
    text.contents = found.value(u"contents"_s).toString();
    text.pictureOrigins = found.value(u"pictureOrigins"_s).toStringList();
    text.hasOwnPictures = found.value(u"hasOwnPictures"_s).toBool();
    text.wordCount = found.value(u"wordCount"_s).toInt();
    text.characterCount = found.value(u"characterCount"_s).toInt();
    return text;
}

} // namespace lectern
