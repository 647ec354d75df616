// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pagetext.h"

#include <QDateTime>

#include <optional>
#include <vector>

namespace lectern {

/// The dates on a page, and where they stand: in <time>, in attributes made for them, in short
/// texts, days and months that are completed by a heading with the year or by the day the page was
/// fetched, and "3 days ago". Found once for a page,
/// which must outlive it. Immutable.
class PageDates final
{
public:
    using Node = HtmlDocument::Node;

    explicit PageDates(const PageText &text);

    /// The date of what is in [first, end): one that is marked up as a date goes before one in a
    /// text, a day before a month, the first before the others. UTC.
    [[nodiscard]] std::optional<QDateTime> dateIn(Node first, Node end) const;
    /// Whether that date has no year of its own: it may be some years earlier.
    [[nodiscard]] bool isYearGuessed(Node first, Node end) const;
    [[nodiscard]] bool hasDate(Node first, Node end) const;
    /// Whether nothing but a date stands in [first, end).
    [[nodiscard]] bool isDate(Node first, Node end) const;
    /// The last line in [first, end) that is nothing but a day: the heading of what follows.
    [[nodiscard]] std::optional<QDateTime> dayHeadingIn(Node first, Node end) const;
    /// Where the first date after `node` stands; the size of the document if there is none.
    [[nodiscard]] Node nextDate(Node node) const;

private:
    struct Date
    {
        Node node = HtmlDocument::none;
        Node end = HtmlDocument::none; ///< of the element
        QDateTime time;
        int rank = 0; ///< the lower the better
        int visible = 0; ///< characters of its text that are the date
        bool isYearGuessed = false;
    };

    void findAll(bool isDayFirst);
    void readElement(Node node);
    void readText(Node node, bool isDayFirst);
    bool readWritten(Node node, Node end, const QString &text, bool isDayFirst);
    bool readRelative(Node node, Node end, const QString &text);
    [[nodiscard]] const Date *bestIn(Node first, Node end) const;
    void add(Node node, const QDateTime &time, int rank, int visible);

    const PageText &m_text;
    std::vector<Date> m_dates; ///< in the order of the page
    std::optional<int> m_year; ///< of the heading above
    Node m_yearEnd = 0; ///< where what stands under that heading is over
    int m_dayFirst = 0; ///< how many dates can only be read so
    int m_monthFirst = 0;
};

} // namespace lectern
