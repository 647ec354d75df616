// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <QUrl>

#include <memory>

namespace lectern {

/// Serves one article of a usual size: some 30,000 characters of text with headings, code and
/// links, a style sheet, and a picture of about 100 KB. On 127.0.0.1, in a thread of its own, so
/// that whoever measures may wait.
class ArticleServer final
{
    Q_DISABLE_COPY_MOVE(ArticleServer)

public:
    ArticleServer();
    ~ArticleServer();

    /// Invalid if the server could not listen. Below the same host, `/turn?N` is article N of many
    /// like it, each with a picture of its own and the mark of turnmark.h.
    [[nodiscard]] QUrl url() const { return m_url; }

private:
    std::unique_ptr<QThread> m_thread;
    QUrl m_url;
};

} // namespace lectern
