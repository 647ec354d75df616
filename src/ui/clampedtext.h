// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QTextCharFormat>
#include <QTextLayout>

#include <memory>

class QPainter;

namespace lectern {

/// Plain text laid out once, in at most two lines of a width in pixels, the second one elided. It
/// is measured and drawn from the same layout, since shaping is most of what text costs.
class ClampedText final
{
    Q_DISABLE_COPY_MOVE(ClampedText)

public:
    ClampedText(const QString &text, const QFont &font, int width, Qt::LayoutDirection direction);
    ~ClampedText();

    [[nodiscard]] int lines() const { return m_lines; }
    [[nodiscard]] int height() const { return m_lines * m_lineSpacing; }

    /// In the painter's pen, but `marks` (of the whole text) with their format.
    void draw(QPainter &painter, const QPoint &topLeft, const QList<TextMark> &marks = {},
              const QTextCharFormat &markFormat = {}) const;

private:
    QTextLayout m_layout;
    std::unique_ptr<QTextLayout> m_elided; ///< the second line, when it does not hold the rest
    qsizetype m_elidedFrom = 0;
    int m_width = 0;
    int m_lineSpacing = 0;
    int m_lines = 0;
};

} // namespace lectern
