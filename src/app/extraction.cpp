// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/extraction.h"

#include "formats/htmldocument.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct ExtractionText
{
    Q_DECLARE_TR_FUNCTIONS(lectern::Extraction)
};

} // namespace

Result<QString> readPage(const QString &file)
{
    const QString shown = QDir::toNativeSeparators(file);
    QFile page(file);
    if (!page.open(QIODevice::ReadOnly)) {
        if (!QFile::exists(file))
            return failure(ErrorKind::Environment, ErrorCode::NotFound,
                           ExtractionText::tr("There is no file %1.").arg(shown));
        return failure(
            ErrorKind::Environment, ErrorCode::InputOutput,
            ExtractionText::tr("%1 could not be read: %2.").arg(shown, page.errorString()));
    }
    const QByteArray bytes = page.read(maximumPageBytes + 1);
    if (page.error() != QFileDevice::NoError)
        return failure(
            ErrorKind::Environment, ErrorCode::InputOutput,
            ExtractionText::tr("%1 could not be read: %2.").arg(shown, page.errorString()));
    if (bytes.size() > maximumPageBytes)
        return failure(ErrorKind::Data, ErrorCode::TooLarge,
                       ExtractionText::tr("%1 is too large for a page.").arg(shown));
    const QString text = QString::fromUtf8(decodedPage(bytes));
    // Pictures, archives and the like have these near their beginning.
    if (QStringView(text).first(std::min<qsizetype>(text.size(), 1024)).contains(QChar(u'\0')))
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       ExtractionText::tr("%1 is not a web page.").arg(shown));
    return text;
}

QByteArray jsonOf(const ExtractedArticle &article)
{
    const QJsonObject json{
        {u"title"_s, article.title},
        {u"byline"_s, article.byline},
        {u"excerpt"_s, article.excerpt},
        {u"site"_s, article.site},
        {u"published"_s,
         article.published.isEmpty() ? QJsonValue(QJsonValue::Null)
                                     : QJsonValue(article.published)},
        {u"content"_s, article.content},
    };
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

QString extractionSentence(const QString &file, const Error &error)
{
    const QString shown = QDir::toNativeSeparators(file);
    if (error.kind == ErrorKind::Data && error.code == ErrorCode::NotFound)
        return ExtractionText::tr("There is no text in %1.").arg(shown);
    if (error.kind == ErrorKind::Data && error.code == ErrorCode::TimedOut)
        return ExtractionText::tr("%1 takes too long to read.").arg(shown);
    return ExtractionText::tr("The web engine could not read %1: %2.").arg(shown, error.detail);
}

} // namespace lectern
