// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pagedates.h"

#include "core/utc.h"
#include "formats/feeddate.h"
#include "formats/pagedate.h"
#include "formats/relativedate.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Tag = HtmlTag;

// Which date counts, the best first.
constexpr int marked = 0;
constexpr int markedText = 1;
constexpr int shortText = 2;
constexpr int otherText = 3;
constexpr int updated = 4;
constexpr int monthOnly = 5;

constexpr int longestShortText = 70;

bool hasDigit(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

QDateTime midnight(const QDate &date)
{
    return {date, QTime(0, 0), utc};
}

bool isPlausible(const QDateTime &time)
{
    constexpr int first = 1990;
    constexpr int last = 2100;
    return time.date().year() >= first && time.date().year() <= last;
}

/// Which of "3/4/2024" is the day where the page is written in this language.
bool isDayFirstIn(const QString &language)
{
    const QString lower = language.toLower();
    if (lower.isEmpty() || lower == "en"_L1)
        return false;
    return lower != "en-us"_L1 && lower != "en-ca"_L1 && lower != "fil"_L1;
}

bool isUpdate(const HtmlDocument &document, HtmlDocument::Node node)
{
    const QByteArrayView property = document.rawAttribute(node, "itemprop");
    return property == "dateModified"
        || hasNamePart(document.rawAttribute(node, "class"), {"updated", "modified", "update"});
}

bool isPublishing(const HtmlDocument &document, HtmlDocument::Node node)
{
    return document.rawAttribute(node, "itemprop") == "datePublished"
        || hasNamePart(document.rawAttribute(node, "class"), {"published", "publish"});
}

/// Whether a text has nothing but what people write around a date.
bool isFillerOnly(const QString &text, const QString &date)
{
    QString rest = text;
    const qsizetype at = rest.indexOf(date);
    if (at < 0)
        return false;
    const auto written = dateInText(date);
    QString inside;
    if (written)
        inside = date.left(written->start) + u' ' + date.sliced(written->end);
    rest = rest.left(at) + u' ' + inside + u' ' + rest.sliced(at + date.size());
    static const QSet<QString> fillers = {
        u"posted"_s,  u"published"_s, u"written"_s,   u"on"_s,
        u"at"_s,      u"date"_s,      u"the"_s,       u"am"_s,
        u"pm"_s,      u"utc"_s,       u"gmt"_s,       u"updated"_s,
        u"created"_s, u"mon"_s,       u"tue"_s,       u"wed"_s,
        u"thu"_s,     u"fri"_s,       u"sat"_s,       u"sun"_s,
        u"monday"_s,  u"tuesday"_s,   u"wednesday"_s, u"thursday"_s,
        u"friday"_s,  u"saturday"_s,  u"sunday"_s,    u"am"_s,
        u"den"_s,     u"le"_s,        u"vom"_s,       u"veröffentlicht"_s,
        u"publié"_s,  u"publicado"_s, u"el"_s,        u"em"_s,
        u"発行"_s,    u"投稿日"_s,    u"发布于"_s,    u"发表于"_s,
        u"日期"_s,    u"г"_s};
    QString word;
    for (const QChar c : rest.toLower() + u' ') {
        if (c.isLetter()) {
            word += c;
            continue;
        }
        if (!word.isEmpty() && !fillers.contains(word))
            return false;
        word.clear();
    }
    return true;
}

} // namespace

PageDates::PageDates(const PageText &text) : m_text(text)
{
    const bool isDayFirst = isDayFirstIn(text.document().language());
    findAll(isDayFirst);
    // What other dates of the page prove counts more than the language.
    const bool isWrong = isDayFirst ? m_monthFirst > m_dayFirst : m_dayFirst > m_monthFirst;
    if (isWrong)
        findAll(!isDayFirst);
}

void PageDates::findAll(bool isDayFirst)
{
    const HtmlDocument &document = m_text.document();
    m_dates.clear();
    m_dayFirst = 0;
    m_monthFirst = 0;
    m_year.reset();
    for (Node node = 0; node < document.size(); ++node) {
        if (m_year && node >= m_yearEnd)
            m_year.reset();
        if (document.isText(node))
            readText(node, isDayFirst);
        else if (m_text.isHidden(node) && document.tag(node) != Tag::Time)
            continue;
        else
            readElement(node);
    }
}

void PageDates::add(Node node, const QDateTime &time, int rank, int visible)
{
    if (!isPlausible(time))
        return;
    Date date;
    date.node = node;
    date.end = m_text.document().end(node);
    date.time = time.toUTC();
    date.rank = rank;
    date.visible = visible;
    m_dates.push_back(date);
}

/// Dates in attributes.
void PageDates::readElement(Node node)
{
    const HtmlDocument &document = m_text.document();
    const Tag tag = document.tag(node);
    constexpr int longest = 60;
    const auto isOld = [&] { return isUpdate(document, node) && !isPublishing(document, node); };
    const auto offer = [&](QByteArrayView name, int wanted) {
        const QByteArray value = document.attribute(node, name);
        if (value.size() < 8 || value.size() > longest || !hasDigit(value))
            return false;
        auto time = readFeedDate(QByteArrayView(value));
        // "2024-05-12T08:00:00 1715500800", "2024-05-12 08:00:00 -0500 EST m=+0.2": the longest
        // beginning that is one.
        for (qsizetype end = value.lastIndexOf(' '); !time && end > 0;
             end = value.lastIndexOf(' ', end - 1 - value.size()))
            time = readFeedDate(QByteArrayView(value).first(end));
        if (time && isPlausible(*time)) {
            // A title that has its date on it when pointed at is a title nevertheless.
            const QString text = m_text.textOf(node, longest);
            const bool isShown = tag == Tag::Time || tag == Tag::Abbr
                || std::any_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
            add(node, *time, isOld() ? updated : wanted, isShown ? m_text.length(node) : 0);
            return true;
        }
        return false;
    };
    switch (tag) {
    case Tag::Time:
        if (!offer("datetime", marked) && !offer("content", marked) && !offer("title", marked)
            && m_text.length(node) <= longest) {
            if (const auto time = readFeedDate(m_text.textOf(node, longest)); time)
                add(node, *time, isOld() ? updated : markedText, m_text.length(node));
        }
        break;
    case Tag::Meta:
        if (document.rawAttribute(node, "itemprop") == "datePublished")
            offer("content", marked);
        break;
    case Tag::Abbr:
    case Tag::Span:
    case Tag::Small:
    case Tag::A:
    case Tag::I:
    case Tag::Other:
    case Tag::Div:
    case Tag::P:
        if (m_text.length(node) <= longest) {
            const bool isFound = offer("datetime", marked) || offer("title", markedText)
                || offer("data-date", markedText) || offer("data-time", markedText);
            if (!isFound && isPublishing(document, node))
                offer("content", marked);
        }
        break;
    default:
        break;
    }
}

/// A text, and where it is only part of a short line ("12", "May"), the line.
void PageDates::readText(Node node, bool isDayFirst)
{
    const HtmlDocument &document = m_text.document();
    if (m_text.isHidden(node))
        return;
    if (!hasDigit(document.rawText(node))) {
        constexpr int longestRelative = 24; // "an hour ago", "il y a une semaine"
        if (document.today().isValid() && m_text.length(node, node + 1) <= longestRelative)
            readRelative(node, node + 1, m_text.text(node, node + 1, 100));
        return;
    }
    const Node parent = document.parent(node);
    const QString text = m_text.text(node, node + 1, 400);
    if (readWritten(node, node + 1, text, isDayFirst))
        return;
    // The heading of a year.
    constexpr int longestHeading = 30;
    const bool isWhole = m_text.length(node) == m_text.length(parent);
    if (isWhole && m_text.length(parent) <= longestHeading) {
        if (const auto year = yearOfHeading(text)) {
            m_year = year;
            // It holds as far as what the heading stands in: not beyond, if that is a section.
            Node outer = parent;
            while (outer > 0 && m_text.length(outer) <= longestHeading)
                outer = document.parent(outer);
            m_yearEnd = document.end(outer);
            return;
        }
    }
    Node outer = parent;
    for (int level = 0; level < 3 && outer > 0; ++level, outer = document.parent(outer)) {
        const int length = m_text.length(outer);
        if (length > longestShortText / 2)
            break;
        if (length <= m_text.length(node) || document.tag(outer) == Tag::A)
            continue;
        // Once for all that stands in it.
        const bool isKnown = !m_dates.empty() && m_dates.back().node >= outer;
        if (isKnown)
            break;
        if (readWritten(outer, document.end(outer), m_text.textOf(outer, 100), isDayFirst))
            break;
    }
}

bool PageDates::readWritten(Node node, Node end, const QString &text, bool isDayFirst)
{
    DateReading reading;
    reading.year = m_year;
    reading.isDayFirst = isDayFirst;
    reading.today = m_text.document().today();
    const auto found = dateInText(text, reading);
    if (!found)
        return readRelative(node, end, text);
    m_dayFirst += found->order == WrittenDate::Order::DayFirst ? 1 : 0;
    m_monthFirst += found->order == WrittenDate::Order::MonthFirst ? 1 : 0;
    // Within longer texts dates are what the text is about, unless it begins with one.
    constexpr qsizetype nearStart = 30;
    const bool isShort = text.size() <= longestShortText;
    if (!isShort && found->start > nearStart)
        return false;
    const int rank = !found->hasDay ? monthOnly : isShort ? shortText : otherText;
    const QString before = text.left(found->start).toLower();
    const bool isUpdated = before.contains("updated"_L1) || before.contains("modified"_L1)
        || before.contains(u"更新"_s) || before.contains(u"aktualisiert"_s);
    const QStringView written = QStringView(text).sliced(found->start, found->end - found->start);
    const auto visible =
        std::count_if(written.begin(), written.end(), [](QChar c) { return !c.isSpace(); });
    add(node, midnight(found->date), isUpdated ? updated : rank, static_cast<int>(visible));
    if (!m_dates.empty()) {
        m_dates.back().end = end;
        m_dates.back().isYearGuessed = found->isYearGuessed;
    }
    return true;
}

/// "3 days ago"
bool PageDates::readRelative(Node node, Node end, const QString &text)
{
    if (text.size() > longestShortText)
        return false;
    const auto found = relativeDateInText(text, m_text.document().today());
    if (!found)
        return false;
    const QStringView written = QStringView(text).sliced(found->start, found->end - found->start);
    const auto visible =
        std::count_if(written.begin(), written.end(), [](QChar c) { return !c.isSpace(); });
    add(node, midnight(found->date), found->hasDay ? otherText : monthOnly,
        static_cast<int>(visible));
    if (!m_dates.empty())
        m_dates.back().end = end;
    return true;
}

PageDates::Node PageDates::nextDate(Node node) const
{
    const auto found =
        std::lower_bound(m_dates.begin(), m_dates.end(), node,
                         [](const Date &date, Node wanted) { return date.node < wanted; });
    return found == m_dates.end() ? m_text.document().size() : found->node;
}

bool PageDates::hasDate(Node first, Node end) const
{
    return nextDate(first) < end;
}

const PageDates::Date *PageDates::bestIn(Node first, Node end) const
{
    auto date = std::lower_bound(m_dates.begin(), m_dates.end(), first,
                                 [](const Date &each, Node wanted) { return each.node < wanted; });
    const Date *best = nullptr;
    for (; date != m_dates.end() && date->node < end; ++date) {
        if (best == nullptr || date->rank < best->rank)
            best = &*date;
    }
    return best;
}

std::optional<QDateTime> PageDates::dateIn(Node first, Node end) const
{
    const Date *const best = bestIn(first, end);
    return best == nullptr ? std::nullopt : std::optional(best->time);
}

bool PageDates::isYearGuessed(Node first, Node end) const
{
    const Date *const best = bestIn(first, end);
    return best != nullptr && best->isYearGuessed;
}

bool PageDates::isDate(Node first, Node end) const
{
    const int visible = m_text.length(first, end);
    auto date = std::lower_bound(m_dates.begin(), m_dates.end(), first,
                                 [](const Date &each, Node wanted) { return each.node < wanted; });
    for (; date != m_dates.end() && date->node < end; ++date) {
        if (date->visible == 0 && visible > 0)
            continue;
        if (visible <= date->visible + 1)
            return true;
        constexpr int most = 24; // "Published on Monday, …, 12:30"
        if (visible <= date->visible + most
            && isFillerOnly(m_text.text(first, end, 100), m_text.text(date->node, date->end, 100)))
            return true;
    }
    return false;
}

std::optional<QDateTime> PageDates::dayHeadingIn(Node first, Node end) const
{
    std::optional<QDateTime> day;
    auto date = std::lower_bound(m_dates.begin(), m_dates.end(), first,
                                 [](const Date &each, Node wanted) { return each.node < wanted; });
    for (; date != m_dates.end() && date->node < end; ++date) {
        if (date->rank < updated && isDate(date->node, date->end))
            day = date->time;
    }
    return day;
}

} // namespace lectern
