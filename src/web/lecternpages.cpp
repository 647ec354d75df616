// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/lecternpages.h"

#include "core/deliver.h"
#include "core/logging.h"
#include "library/library.h"
#include "web/colourscheme.h"
#include "web/readerdocument.h"

#include <QFile>
#include <QGuiApplication>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Articles kept for reader view: those of a few pages side by side, and a step back.
constexpr size_t keptArticles = 8;

LecternPages::Answer answerOf(const ReaderDocument &document, const QString &scheme,
                              const ReaderWords &words)
{
    return {LecternPages::Answer::Status::Found, "text/html; charset=utf-8"_ba,
            pageOf(document, scheme, words), policyOf(document.text) + "; frame-ancestors 'none'"};
}

LecternPages::Answer styleSheet(const QByteArray &css)
{
    return {LecternPages::Answer::Status::Found, "text/css; charset=utf-8"_ba, css,
            "default-src 'none'"_ba};
}

QByteArray articleStyle()
{
    QFile file(u":/lectern/pages/article.css"_s);
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return file.readAll();
}

ReaderDocument documentOf(const ReadableArticle &readable)
{
    const ExtractedArticle &article = readable.article;
    return {article.title,    article.site,      article.byline, article.published,
            article.language, article.direction, std::nullopt,   readable.text};
}

/// The text still has to come.
ReaderDocument documentOf(const StoredContent &content)
{
    return {content.title,
            content.sourceTitle,
            content.author,
            content.published ? content.published->toUTC().toString(Qt::ISODate) : QString(),
            content.language,
            {},
            content.wordCount,
            {}};
}

} // namespace

LecternPages::LecternPages(Library &library, QObject *parent) : QObject(parent), m_library(library)
{
}

void LecternPages::answer(const QUrl &url, const Sanitiser &sanitise, const Reply &reply)
{
    if (url.host() == "style"_L1) {
        if (url.path() == "/article.css"_L1)
            reply(styleSheet(articleStyle()));
        else if (url.path() == "/typography.css"_L1)
            reply(styleSheet(styleSheetOf(m_style)));
        else
            reply({});
        return;
    }
    if (url.host() == "guide"_L1 || url.host() == "item"_L1) {
        answerFromLibrary(url.adjusted(QUrl::RemoveFragment | QUrl::RemoveQuery), sanitise, reply);
        return;
    }
    const QUrl article = articleAddress(url.adjusted(QUrl::RemoveFragment));
    if (article.isEmpty()) {
        reply({});
        return;
    }
    const auto kept = std::find_if(m_kept.cbegin(), m_kept.cend(),
                                   [&article](const Kept &one) { return one.address == article; });
    if (kept != m_kept.cend())
        reply(answerOf(documentOf(kept->article), scheme(), m_words));
    else
        answerFromLibrary(article, sanitise, reply);
}

void LecternPages::keep(const QUrl &address, const ReadableArticle &article)
{
    const QUrl page = address.adjusted(QUrl::RemoveFragment);
    const auto isSame = [&page](const Kept &one) { return one.address == page; };
    m_kept.erase(std::remove_if(m_kept.begin(), m_kept.end(), isSame), m_kept.end());
    m_kept.push_front({page, article});
    if (m_kept.size() > keptArticles)
        m_kept.pop_back();
}

void LecternPages::answerFromLibrary(const QUrl &article, const Sanitiser &sanitise,
                                     const Reply &reply)
{
    deliver(m_library.contentAt(article), this,
            [this, sanitise, reply](const Result<std::optional<StoredContent>> &content) {
                if (!content) {
                    qCWarning(logWeb).noquote() << "No content:" << describe(content.error());
                    reply({Answer::Status::Failed, {}, {}, {}});
                    return;
                }
                if (!*content) {
                    reply({});
                    return;
                }
                sanitise((*content)->html, (*content)->url,
                         [pages = QPointer(this), document = documentOf(**content),
                          reply](const Result<ReaderText> &text) mutable {
                             if (!pages)
                                 return;
                             if (!text) {
                                 qCWarning(logWeb).noquote()
                                     << "Content not shown:" << describe(text.error());
                                 reply({Answer::Status::Failed, {}, {}, {}});
                                 return;
                             }
                             document.text = *text;
                             reply(answerOf(document, pages->scheme(), pages->m_words));
                         });
            });
}

QString LecternPages::scheme() const
{
    return schemeOf(m_style.theme, isDark(QGuiApplication::palette()));
}

} // namespace lectern
