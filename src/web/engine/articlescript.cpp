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
        + textOf(u":/lectern/engine/readerextract.js"_s) + u"return readerExtract;\n})();\n"_s;
}

} // namespace

QString articleScript()
{
    return definition() + u"lecternReader.extractPage();"_s;
}

QString articleScript(const QString &html, const QUrl &address)
{
    const QByteArray arguments =
        QJsonDocument(QJsonArray{html, address.toString(QUrl::FullyEncoded)})
            .toJson(QJsonDocument::Compact);
    return definition() + u"lecternReader.extract(..."_s + QString::fromUtf8(arguments) + u");"_s;
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

} // namespace lectern
