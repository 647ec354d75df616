// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/articleopening.h"

#include <QList>

#include <optional>

namespace lectern {

/// What was read in this window, in that order, and where the reader is in it. Each visit is kept
/// as it takes to come back to it. Only values, no thread of its own.
class ReadingHistory final
{
public:
    /// Older visits are forgotten.
    static constexpr qsizetype largestSize = 300;

    /// The article comes after the current one, and whatever came after that is forgotten. The
    /// current article opened once more is no new visit.
    void visit(const ArticleOpening &opening);
    /// What is known of the current visit by now. Nothing when there is none.
    void setCurrent(const ArticleOpening &opening);

    [[nodiscard]] std::optional<ArticleOpening> current() const;
    [[nodiscard]] bool canGoBack() const { return m_current > 0; }
    [[nodiscard]] bool canGoForward() const { return m_current + 1 < m_visits.size(); }
    /// The visit that is the current one from now on. There must be one.
    [[nodiscard]] ArticleOpening goBack();
    [[nodiscard]] ArticleOpening goForward();

private:
    QList<ArticleOpening> m_visits;
    qsizetype m_current = -1;
};

} // namespace lectern
