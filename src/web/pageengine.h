// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "web/engine.h"

#include <QObject>
#include <QString>

#include <memory>

namespace lectern {

/// Where the engine may keep things.
struct PageSettings
{
    QString cacheFolder; ///< empty: in memory only
};

/// The one engine that all pages of the program share, with its cache and its rules: nothing but a
/// promise until the first page is made, which loads the module. Lives in the GUI thread.
class PageEngine final : public QObject, private EngineClient
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageEngine)

public:
    /// `pages` answers addresses of Lectern's own scheme and must outlive this.
    PageEngine(const PageSettings &settings, LecternPages &pages);
    /// All its pages must be gone.
    ~PageEngine() override;

    /// Loads the engine, unless it is there. `client` must outlive the page. Errors: those of
    /// createEngine(); it is looked for again each time.
    [[nodiscard]] Result<std::unique_ptr<EnginePage>> createPage(EnginePageClient &client);

    /// How reader view and Lectern's other pages are set, from now on and at once. Numbers are
    /// clamped.
    void setReaderStyle(const ReaderStyle &style);
    [[nodiscard]] const ReaderStyle &readerStyle() const { return m_pages.style(); }
    /// In pages to come.
    void setReaderWords(const ReaderWords &words) { m_pages.setWords(words); }
    /// What reader view of the article at this address shows; see LecternPages::keep().
    void keep(const QUrl &address, const ReadableArticle &article)
    {
        m_pages.keep(address, article);
    }

signals:
    void readerStyleChanged();

private:
    void answerOwnAddress(const QUrl &url, const LecternPages::Reply &reply) override;

    const PageSettings m_settings;
    LecternPages &m_pages;
    std::unique_ptr<Engine> m_engine;
};

} // namespace lectern
