// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/pageengine.h"

#include "core/logging.h"
#include "web/enginemodule.h"

namespace lectern {

PageEngine::PageEngine(const PageSettings &settings, LecternPages &pages)
    : m_settings(settings), m_pages(pages)
{
}

PageEngine::~PageEngine() = default;

Result<std::unique_ptr<EnginePage>> PageEngine::createPage(EnginePageClient &client)
{
    if (!m_engine) {
        Result<std::unique_ptr<Engine>> engine = createEngine(m_settings, *this);
        if (!engine) {
            qCWarning(logWeb).noquote() << "No engine:" << describe(engine.error());
            return tl::unexpected(engine.error());
        }
        m_engine = std::move(*engine);
        qCDebug(logStartup) << "engine loaded";
    }
    return m_engine->createPage(client);
}

void PageEngine::answerOwnAddress(const QUrl &url, const LecternPages::Reply &reply)
{
    m_pages.answer(url, reply);
}

} // namespace lectern
