// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/articleextractor.h"

#include "web/enginemodule.h"
#include "web/pageengine.h"

#include <QPromise>

namespace lectern {

ArticleExtractor::ArticleExtractor(std::chrono::milliseconds patience) : m_patience(patience) { }

ArticleExtractor::~ArticleExtractor() = default;

QFuture<Result<ExtractedArticle>> ArticleExtractor::extract(const QString &html,
                                                            const QUrl &address)
{
    // Functions are copied, promises are not.
    auto promise = std::make_shared<QPromise<Result<ExtractedArticle>>>();
    promise->start();
    const auto answer = [promise](const Result<ExtractedArticle> &article) {
        promise->addResult(article);
        promise->finish();
    };
    if (!m_engine) {
        Result<std::unique_ptr<Engine>> engine = createEngine(PageSettings{}, *this);
        if (!engine) {
            answer(tl::unexpected(engine.error()));
            return promise->future();
        }
        m_engine = std::move(*engine);
    }
    m_engine->extract(html, address, m_patience, answer);
    return promise->future();
}

void ArticleExtractor::answerOwnAddress(const QUrl &, const LecternPages::Reply &reply)
{
    reply({});
}

} // namespace lectern
