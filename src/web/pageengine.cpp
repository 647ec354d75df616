// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/pageengine.h"

#include "core/logging.h"
#include "web/enginemodule.h"

#include <chrono>

namespace lectern {

namespace {

/// What the library holds was never too much for whoever sent it.
constexpr std::chrono::milliseconds sanitisingPatience = std::chrono::seconds(30);

} // namespace

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

void PageEngine::setReaderStyle(const ReaderStyle &style)
{
    const ReaderStyle limited = clamped(style);
    if (limited == m_pages.style())
        return;
    m_pages.setStyle(limited);
    emit readerStyleChanged();
}

void PageEngine::answerOwnAddress(const QUrl &url, const LecternPages::Reply &reply)
{
    const auto sanitise = [this](const QString &html, const QUrl &address,
                                 const LecternPages::TextReply &textReply) {
        m_engine->sanitise(html, address, sanitisingPatience, textReply);
    };
    m_pages.answer(url, sanitise, reply);
}

} // namespace lectern
