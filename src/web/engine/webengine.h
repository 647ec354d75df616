// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/engine.h"
#include "web/engine/ownscheme.h"
#include "web/engine/quietpage.h"

#include <QWebEngineProfile>

namespace lectern {

/// Tells WebEngine of Lectern's scheme, which it takes only before it starts. Does nothing from the
/// second time on.
void prepareWebEngine();

/// The engine as Lectern sets it up: a profile of its own with a cache on disk, cookies only in
/// memory, nothing that a page could ask for granted, nothing downloaded. The first one starts
/// Chromium, and has web pages asked to be dark if the application is.
class WebEngine final : public Engine
{
    Q_DISABLE_COPY_MOVE(WebEngine)

public:
    WebEngine(const PageSettings &settings, EngineClient &client);
    ~WebEngine() override;

    [[nodiscard]] std::unique_ptr<EnginePage> createPage(EnginePageClient &client) override;
    void extract(const QString &html, const QUrl &address, std::chrono::milliseconds patience,
                 const ArticleReply &reply) override;
    void sanitise(const QString &html, const QUrl &address, std::chrono::milliseconds patience,
                  const ReaderTextReply &reply) override;

private:
    [[nodiscard]] QuietPage &quietPage();

    // The profile refers to handler and guard, so it has to go first.
    OwnSchemeHandler m_ownSchemeHandler;
    OwnSchemeGuard m_ownSchemeGuard;
    std::unique_ptr<QWebEngineProfile> m_profile;
    std::unique_ptr<QuietPage> m_quietPage; ///< from its first use on
};

} // namespace lectern
