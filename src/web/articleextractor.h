// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/extractedarticle.h"
#include "web/engine.h"

#include <QFuture>
#include <QString>
#include <QUrl>

#include <chrono>
#include <memory>

namespace lectern {

/// Reads articles out of pages that are given as their text, with an engine of its own that keeps
/// nothing on disk and asks nobody for anything. Lives in the GUI thread, and must be gone before
/// the application object is. Destroying it cancels what is under way.
class ArticleExtractor final : private EngineClient
{
    Q_DISABLE_COPY_MOVE(ArticleExtractor)

public:
    explicit ArticleExtractor(std::chrono::milliseconds patience = std::chrono::seconds(30));
    ~ArticleExtractor();

    /// `address` is where the page came from; it resolves relative addresses. One after another.
    /// Errors: those of ArticleReply, and of createEngine().
    [[nodiscard]] QFuture<Result<ExtractedArticle>> extract(const QString &html,
                                                            const QUrl &address);

private:
    void answerOwnAddress(const QUrl &url, const LecternPages::Reply &reply) override;

    const std::chrono::milliseconds m_patience;
    std::unique_ptr<Engine> m_engine;
};

} // namespace lectern
