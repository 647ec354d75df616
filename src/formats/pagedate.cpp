// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pagedate.h"

#include "formats/datenames.h"

#include <QHash>
#include <QString>
#include <QVarLengthArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int firstYear = 1990;
constexpr int lastYear = 2100;

/// A number, a word, or one sign of a text; white space is none.
struct Piece
{
    enum class Kind { Number, Word, Sign };
    Kind kind = Kind::Sign;
    QStringView text;
    qsizetype start = 0;
    int value = 0; ///< of a number
    bool isAfterBlank = true;

    [[nodiscard]] qsizetype end() const { return start + text.size(); }
    [[nodiscard]] bool isNumber(qsizetype least, qsizetype most) const
    {
        return kind == Kind::Number && text.size() >= least && text.size() <= most;
    }
    [[nodiscard]] bool isSign(QChar sign) const { return kind == Kind::Sign && text[0] == sign; }
};

using Pieces = QVarLengthArray<Piece, 64>;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isCountingSign(QChar c)
{
    return u"年月日년월일号號"_s.contains(c);
}

Pieces piecesOf(QStringView text)
{
    Pieces pieces;
    bool isAfterBlank = true;
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text[i];
        if (c.isSpace() || c == QChar(0x200E) || c == QChar(0x200F)) {
            isAfterBlank = true;
            ++i;
            continue;
        }
        Piece piece;
        piece.start = i;
        piece.isAfterBlank = isAfterBlank;
        isAfterBlank = false;
        qsizetype end = i + 1;
        if (isDigit(c)) {
            while (end < text.size() && isDigit(text[end]))
                ++end;
            piece.kind = Piece::Kind::Number;
            constexpr qsizetype mostDigits = 8;
            piece.value = end - i <= mostDigits ? text.sliced(i, end - i).toInt() : -1;
        } else if (c.isLetter() && !isCountingSign(c)) {
            while (end < text.size() && (text[end].isLetter() || text[end].isMark())
                   && !isCountingSign(text[end]))
                ++end;
            piece.kind = Piece::Kind::Word;
        }
        piece.text = text.sliced(i, end - i);
        pieces.append(piece);
        i = end;
    }
    return pieces;
}

std::optional<int> monthOf(const Piece &piece)
{
    constexpr qsizetype longest = 14;
    if (piece.kind != Piece::Kind::Word || piece.text.size() < 3 || piece.text.size() > longest)
        return {};
    static const QHash<QString, int> arabic = {
        {u"يناير"_s, 1},   {u"فبراير"_s, 2},  {u"مارس"_s, 3},   {u"أبريل"_s, 4}, {u"إبريل"_s, 4},
        {u"مايو"_s, 5},    {u"يونيو"_s, 6},   {u"يوليو"_s, 7},  {u"أغسطس"_s, 8}, {u"سبتمبر"_s, 9},
        {u"أكتوبر"_s, 10}, {u"نوفمبر"_s, 11}, {u"ديسمبر"_s, 12}};
    if (piece.text[0].script() == QChar::Script_Arabic) {
        const auto found = arabic.constFind(piece.text.toString());
        return found == arabic.cend() ? std::nullopt : std::optional(*found);
    }
    return monthWritten(piece.text.toString().toLower());
}

/// Whether the short name of a month is a word of its own in another language: "a set 2024",
/// "Tablet Pro 2024", "2 days ago". It counts between a day and a year only.
bool isAlsoWord(QStringView name)
{
    static const QStringList words = {u"ago"_s, u"ara"_s, u"des"_s, u"gen"_s,  u"gru"_s, u"haz"_s,
                                      u"kas"_s, u"lis"_s, u"mag"_s, u"mart"_s, u"out"_s, u"pro"_s,
                                      u"set"_s, u"sie"_s, u"tem"_s, u"tra"_s,  u"ver"_s};
    return words.contains(name, Qt::CaseInsensitive);
}

/// Reads a date that begins at one piece of a text.
class DateAt final
{
public:
    DateAt(const Pieces &pieces, const DateReading &reading) : m_pieces(pieces), m_reading(reading)
    {
    }

    [[nodiscard]] std::optional<WrittenDate> read(qsizetype at)
    {
        m_first = at;
        const Piece &piece = m_pieces[at];
        if (piece.kind == Piece::Kind::Number) {
            // The tail of a longer number, a version or an amount of money.
            const bool isTail = at > 0 && !piece.isAfterBlank
                && (m_pieces[at - 1].isSign(u'$') || m_pieces[at - 1].isSign(u'.')
                    || m_pieces[at - 1].isSign(u'#'));
            if (isTail)
                return {};
            if (isYear(piece))
                return fromYear(at);
            if (piece.isNumber(8, 8))
                return compact(piece);
            if (piece.isNumber(1, 2))
                return fromDay(at);
            return {};
        }
        if (const auto month = monthOf(piece); month && !isAlsoWord(piece.text))
            return fromMonth(at, *month);
        return {};
    }

private:
    [[nodiscard]] static bool isYear(const Piece &piece)
    {
        return piece.isNumber(4, 4) && piece.value >= firstYear && piece.value <= lastYear;
    }
    [[nodiscard]] const Piece *at(qsizetype index) const
    {
        return index < m_pieces.size() ? &m_pieces[index] : nullptr;
    }
    [[nodiscard]] bool isShortNumber(qsizetype index) const
    {
        const Piece *const piece = at(index);
        return piece != nullptr && piece->isNumber(1, 2);
    }
    [[nodiscard]] bool isSign(qsizetype index, QStringView signs) const
    {
        const Piece *const piece = at(index);
        return piece != nullptr && piece->kind == Piece::Kind::Sign && signs.contains(piece->text);
    }
    [[nodiscard]] std::optional<WrittenDate> found(int year, int month, int day, qsizetype last,
                                                   bool hasDay = true, bool hasYear = true) const
    {
        const QDate date(year, month, day);
        if (!date.isValid() || last >= m_pieces.size())
            return {};
        WrittenDate written;
        written.date = date;
        written.hasDay = hasDay;
        written.hasYear = hasYear;
        written.start = m_pieces[m_first].start;
        written.end = m_pieces[last].end();
        return written;
    }

    /// Past a sign or a small word between the parts of a date: "12. de mayo, del 2024".
    [[nodiscard]] qsizetype pastFiller(qsizetype index) const
    {
        static const QStringList fillers = {u"de"_s, u"del"_s, u"of"_s,  u"di"_s,  u"do"_s,
                                            u"da"_s, u"th"_s,  u"st"_s,  u"nd"_s,  u"rd"_s,
                                            u"er"_s, u"r"_s,   u"der"_s, u"года"_s};
        while (const Piece *const piece = at(index)) {
            const bool isFiller = piece->kind == Piece::Kind::Sign
                ? u".,-/º°ª'’·"_s.contains(piece->text)
                : piece->kind == Piece::Kind::Word
                    && fillers.contains(piece->text, Qt::CaseInsensitive);
            if (!isFiller)
                break;
            ++index;
        }
        return index;
    }

    /// The year at `index`, of four digits, or of two after an apostrophe.
    [[nodiscard]] std::optional<int> yearAt(qsizetype index) const
    {
        const Piece *const piece = at(index);
        if (piece == nullptr)
            return {};
        if (isYear(*piece))
            return piece->value;
        const bool isShort = piece->isNumber(2, 2) && index > 0
            && (m_pieces[index - 1].isSign(u'\'') || m_pieces[index - 1].isSign(u'’'));
        return isShort ? std::optional(2000 + piece->value) : std::nullopt;
    }

    [[nodiscard]] std::optional<WrittenDate> compact(const Piece &piece) const
    {
        const int year = piece.value / 10000;
        if (year < firstYear || year > lastYear)
            return {};
        return found(year, piece.value / 100 % 100, piece.value % 100, m_first);
    }

    [[nodiscard]] std::optional<WrittenDate> fromYear(qsizetype i) const
    {
        const int year = m_pieces[i].value;
        // 2024-05-12, 2024/5/12, 2024.05.12, 2024年5月12日, 2024년 5월 12일
        const bool isJoined = isSign(i + 1, u"-/.年년‑–");
        if (isJoined && isShortNumber(i + 2)) {
            const int month = m_pieces[i + 2].value;
            const bool isWhole = isSign(i + 3, u"-/.月월‑–") && isShortNumber(i + 4);
            if (isWhole) {
                const qsizetype last = isSign(i + 5, u"日일号號.") ? i + 5 : i + 4;
                return found(year, month, m_pieces[i + 4].value, last);
            }
            // "2024-05" is a month where nothing else goes on behind it.
            const bool isMonth = isSign(i + 3, u"月월") || m_pieces[i + 2].text.size() == 2;
            if (isMonth)
                return found(year, month, 1, isSign(i + 3, u"月월") ? i + 3 : i + 2, false);
            return {};
        }
        // 2024 May 12, 2024. május 12.
        const qsizetype next = pastFiller(i + 1);
        const Piece *const word = at(next);
        if (word == nullptr)
            return {};
        if (const auto month = monthOf(*word)) {
            const qsizetype day = pastFiller(next + 1);
            if (isShortNumber(day))
                return found(year, *month, m_pieces[day].value, day);
            return found(year, *month, 1, next, false);
        }
        return {};
    }

    [[nodiscard]] std::optional<WrittenDate> fromDay(qsizetype i) const
    {
        const int number = m_pieces[i].value;
        // 12.5.2024, 12/05/2024, 5/12/24
        const bool isNumeric = isSign(i + 1, u"./-") && isShortNumber(i + 2)
            && isSign(i + 3, u"./-") && m_pieces[i + 1].text == m_pieces[i + 3].text;
        if (isNumeric) {
            const Piece *const yearPiece = at(i + 4);
            if (yearPiece == nullptr)
                return {};
            const bool isLong = isYear(*yearPiece);
            const bool isShort = yearPiece->isNumber(2, 2) && m_pieces[i + 1].text != "-"_L1;
            if (!isLong && !isShort)
                return {};
            const int year = isLong ? yearPiece->value : 2000 + yearPiece->value;
            const int second = m_pieces[i + 2].value;
            const bool isDotted = m_pieces[i + 1].isSign(u'.');
            const bool isDayFirst =
                number > 12 || (second <= 12 && (isDotted || m_reading.isDayFirst));
            auto date = isDayFirst ? found(year, second, number, i + 4)
                                   : found(year, number, second, i + 4);
            if (date && !isDotted) {
                date->order = number > 12 ? WrittenDate::Order::DayFirst
                    : second > 12         ? WrittenDate::Order::MonthFirst
                                          : WrittenDate::Order::Either;
            }
            return date;
        }
        // 5月12日 under the heading of a year
        const bool isCounted = isSign(i + 1, u"月월") && isShortNumber(i + 2);
        if (isCounted && m_reading.year)
            return found(*m_reading.year, number, m_pieces[i + 2].value,
                         isSign(i + 3, u"日일号號") ? i + 3 : i + 2, true, false);
        // 12 May 2024, 12th of May, 12 tháng 5, 2024
        const qsizetype next = pastFiller(i + 1);
        const Piece *const word = at(next);
        if (word != nullptr && word->kind == Piece::Kind::Word) {
            auto month = monthOf(*word);
            qsizetype last = next;
            const bool isVietnamese =
                word->text.compare(u"tháng"_s, Qt::CaseInsensitive) == 0 && isShortNumber(next + 1);
            if (isVietnamese) {
                month = m_pieces[next + 1].value;
                last = next + 1;
            }
            if (!month)
                return {};
            const qsizetype yearIndex = pastFiller(last + 1);
            if (const auto year = yearAt(yearIndex))
                return found(*year, *month, number, yearIndex);
            if (m_reading.year && !isAlsoWord(word->text))
                return found(*m_reading.year, *month, number, last, true, false);
            return {};
        }
        // 05-12 under the heading of a year, where it is all there is before a title.
        const bool isPartial = m_reading.year && i == 0 && m_pieces[i].text.size() == 2
            && isSign(i + 1, u"-/.") && isShortNumber(i + 2) && m_pieces[i + 2].text.size() == 2
            && !isSign(i + 3, u"-/.:");
        if (isPartial) {
            const int second = m_pieces[i + 2].value;
            const bool isDayFirst = number > 12
                || (second <= 12 && (m_pieces[i + 1].isSign(u'.') || m_reading.isDayFirst));
            return isDayFirst ? found(*m_reading.year, second, number, i + 2, true, false)
                              : found(*m_reading.year, number, second, i + 2, true, false);
        }
        return {};
    }

    [[nodiscard]] std::optional<WrittenDate> fromMonth(qsizetype i, int month) const
    {
        const qsizetype next = pastFiller(i + 1);
        if (isShortNumber(next)) {
            // "May '24" is a month.
            const bool isApostrophe =
                next > 0 && (m_pieces[next - 1].isSign(u'\'') || m_pieces[next - 1].isSign(u'’'));
            if (isApostrophe)
                return found(2000 + m_pieces[next].value, month, 1, next, false);
            const int day = m_pieces[next].value;
            const qsizetype yearIndex = pastFiller(next + 1);
            if (const auto year = yearAt(yearIndex))
                return found(*year, month, day, yearIndex);
            if (m_reading.year)
                return found(*m_reading.year, month, day, next, true, false);
            return {};
        }
        if (const auto year = yearAt(next))
            return found(*year, month, 1, next, false);
        return {};
    }

    const Pieces &m_pieces;
    const DateReading &m_reading;
    qsizetype m_first = 0;
};

} // namespace

namespace {

std::optional<WrittenDate> dateIn(const Pieces &pieces, const DateReading &reading)
{
    DateAt date(pieces, reading);
    std::optional<WrittenDate> month;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const auto found = date.read(i);
        if (found && found->hasDay)
            return found;
        if (found && !month)
            month = found;
    }
    return month;
}

/// "Nov 3", "Tue, 3. November" and nothing else, of the year that it must be.
std::optional<WrittenDate> dateOfThisYear(QStringView text, const Pieces &pieces,
                                          const DateReading &reading)
{
    constexpr qsizetype longest = 30;
    constexpr int mostWords = 4; // "Posted on Tue, Nov 3"
    const bool isLine = text.trimmed().size() <= longest && !reading.year
        && std::count_if(pieces.begin(), pieces.end(),
                         [](const Piece &piece) { return piece.kind == Piece::Kind::Word; })
            <= mostWords;
    if (!isLine)
        return {};
    DateReading guess = reading;
    guess.year = reading.today.year();
    auto found = dateIn(pieces, guess);
    // A time zone ahead of ours may have tomorrow already.
    if (found && found->date > reading.today.addDays(1)) {
        guess.year = reading.today.year() - 1;
        found = dateIn(pieces, guess);
    }
    const bool isNamed = found && !found->hasYear && found->hasDay
        && std::any_of(text.begin() + found->start, text.begin() + found->end,
                       [](QChar c) { return c.isLetter(); });
    // "Posted on Tue, " may stand before it, and a time behind it.
    constexpr qsizetype mostBeside = 15;
    if (!isNamed || found->start > mostBeside || text.size() - found->end > mostBeside)
        return {};
    const bool isMore =
        std::any_of(text.begin() + found->end, text.end(), [](QChar c) { return c.isLetter(); });
    if (isMore)
        return {};
    found->isYearGuessed = true;
    return found;
}

} // namespace

std::optional<WrittenDate> dateInText(QStringView text, const DateReading &reading)
{
    constexpr qsizetype farthest = 400;
    const QStringView near = text.left(farthest);
    if (std::none_of(near.begin(), near.end(), isDigit))
        return {};
    const Pieces pieces = piecesOf(near);
    const auto found = dateIn(pieces, reading);
    if (found || !reading.today.isValid())
        return found;
    return dateOfThisYear(near, pieces, reading);
}

std::optional<int> yearOfHeading(QStringView text)
{
    constexpr qsizetype longest = 40;
    const QStringView heading = text.trimmed();
    if (heading.size() > longest)
        return {};
    const Pieces pieces = piecesOf(heading);
    std::optional<int> year;
    int words = 0;
    for (const Piece &piece : pieces) {
        const bool isYear =
            piece.isNumber(4, 4) && piece.value >= firstYear && piece.value <= lastYear;
        if (isYear && year)
            return {};
        if (isYear)
            year = piece.value;
        else if (piece.kind == Piece::Kind::Word)
            ++words;
    }
    constexpr int mostWords = 4;
    return words <= mostWords ? year : std::nullopt;
}

} // namespace lectern
