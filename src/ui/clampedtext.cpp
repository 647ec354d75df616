// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clampedtext.h"

#include <QFontMetrics>
#include <QStyle>

#include <algorithm>

namespace lectern {

namespace {

/// The marks of a text as they lie in the part of it that begins at `start`.
QList<QTextLayout::FormatRange> rangesOf(const QList<TextMark> &marks,
                                         const QTextCharFormat &format, qsizetype start,
                                         qsizetype length)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const TextMark &mark : marks) {
        const qsizetype first = std::max<qsizetype>(mark.start - start, 0);
        const qsizetype end = std::min(mark.start + mark.length - start, length);
        if (first < end)
            ranges.append({static_cast<int>(first), static_cast<int>(end - first), format});
    }
    return ranges;
}

} // namespace

ClampedText::ClampedText(const QString &text, const QFont &font, int width,
                         Qt::LayoutDirection direction)
    : m_layout(text, font), m_width(width), m_lineSpacing(QFontMetrics(font).lineSpacing())
{
    if (text.isEmpty())
        return;
    QTextOption option(QStyle::visualAlignment(direction, Qt::AlignLeft));
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(direction);
    m_layout.setTextOption(option);
    m_layout.setCacheEnabled(true);
    m_layout.beginLayout();
    QTextLine first = m_layout.createLine();
    first.setLineWidth(width);
    m_lines = 1;
    qsizetype shown = first.textLength();
    if (shown < text.size()) {
        QTextLine second = m_layout.createLine();
        second.setLineWidth(width);
        second.setPosition(QPointF(0, m_lineSpacing));
        shown += second.textLength();
        m_lines = 2;
    }
    m_layout.endLayout();
    if (shown == text.size())
        return;

    m_elidedFrom = first.textLength();
    const QString rest =
        QFontMetrics(font).elidedText(text.mid(m_elidedFrom), Qt::ElideRight, width);
    m_elided = std::make_unique<QTextLayout>(rest, font);
    option.setWrapMode(QTextOption::NoWrap);
    m_elided->setTextOption(option);
    m_elided->setCacheEnabled(true);
    m_elided->beginLayout();
    m_elided->createLine().setLineWidth(width);
    m_elided->endLayout();
}

ClampedText::~ClampedText() = default;

void ClampedText::draw(QPainter &painter, const QPoint &topLeft, const QList<TextMark> &marks,
                       const QTextCharFormat &markFormat) const
{
    if (m_lines == 0)
        return;
    const auto ranges = rangesOf(marks, markFormat, 0, m_layout.text().size());
    if (!m_elided) {
        m_layout.draw(&painter, topLeft, ranges);
        return;
    }
    // The layout has two lines; only what touches the clip is drawn.
    m_layout.draw(&painter, topLeft, ranges, QRectF(topLeft, QSizeF(m_width, 1)));
    m_elided->draw(&painter, topLeft + QPoint(0, m_lineSpacing),
                   rangesOf(marks, markFormat, m_elidedFrom, m_elided->text().size()));
}

} // namespace lectern
