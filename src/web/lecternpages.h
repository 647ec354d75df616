// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "web/readerstyle.h"
#include "web/readertext.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <deque>
#include <functional>

namespace lectern {

class Library;

/// Answers the addresses of Lectern's own scheme:
///   lectern://reader/?url=ADDRESS     reader view of that article: as it was kept for it, else
///                                     the content that the library holds
///   lectern://guide/NAME              an article whose content the library holds
///   lectern://item/HASH               the same, of an item of a feed that has no page of its own
///   lectern://style/article.css       how all of these are set
///   lectern://style/typography.css    the reader's own choice of it
/// The pages are light, sepia or dark as the style says, which may be as the application's palette
/// is. What the library holds is sanitised first; and every page comes with a
/// Content-Security-Policy that allows no script, no frame, no form, and no request but for its
/// style and the pictures of its text. Lives in the GUI thread.
class LecternPages final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LecternPages)

public:
    struct Answer
    {
        enum class Status { Found, NotFound, Failed };
        Status status = Status::NotFound;
        QByteArray mimeType; ///< with charset
        QByteArray body;
        QByteArray contentSecurityPolicy; ///< also in the page itself, for engines before Qt 6.6
    };
    using Reply = std::function<void(const Answer &)>;

    using TextReply = std::function<void(const Result<ReaderText> &text)>;
    /// Makes content from `address` safe and ready to be shown. Answers once, or never when the
    /// engine goes.
    using Sanitiser =
        std::function<void(const QString &html, const QUrl &address, const TextReply &reply)>;

    /// `library` must outlive this.
    explicit LecternPages(Library &library, QObject *parent = nullptr);

    /// Calls `reply` exactly once, later or at once, in this thread; never when `sanitise` doesn't.
    void answer(const QUrl &url, const Sanitiser &sanitise, const Reply &reply);

    /// What reader view of this address shows from now on. The last few are kept. Without regard to
    /// fragments.
    void keep(const QUrl &address, const ReadableArticle &article);

    /// For pages to come; see PageEngine::setReaderStyle for those that are there.
    void setStyle(const ReaderStyle &style) { m_style = style; }
    [[nodiscard]] const ReaderStyle &style() const { return m_style; }
    void setWords(const ReaderWords &words) { m_words = words; }

private:
    struct Kept
    {
        QUrl address;
        ReadableArticle article;
    };

    void answerFromLibrary(const QUrl &article, const Sanitiser &sanitise, const Reply &reply);
    [[nodiscard]] QString scheme() const;

    Library &m_library;
    ReaderStyle m_style;
    ReaderWords m_words;
    std::deque<Kept> m_kept; ///< the latest first
};

} // namespace lectern
