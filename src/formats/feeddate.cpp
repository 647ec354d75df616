// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddate.h"

#include "core/utc.h"
#include "formats/datenames.h"

#include <QVarLengthArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int earliestYear = 1000;
constexpr qsizetype longestDate = 120;
constexpr qsizetype longestWord = 24; // in bytes; the name of a day

/// The parts of a date as they were written; range checks come later, in one place.
struct WrittenDate
{
    qint64 year = 0;
    qint64 month = 1;
    qint64 day = 1;
    qint64 hour = 0;
    qint64 minute = 0;
    qint64 second = 0;
    qint64 millisecond = 0;
    qint64 offsetMinutes = 0;
};

struct Token
{
    enum class Kind { Number, Word, Sign };
    Kind kind = Kind::Sign;
    QByteArrayView text;
    qint64 number = 0;
    bool isAfterBlank = false;
    bool isUsed = false; ///< belongs to the time or zone

    [[nodiscard]] bool isNumber() const { return kind == Kind::Number; }
    [[nodiscard]] bool isWord() const { return kind == Kind::Word; }
    [[nodiscard]] bool isSign(char sign) const { return kind == Kind::Sign && text[0] == sign; }
    [[nodiscard]] qsizetype digits() const { return text.size(); }
    [[nodiscard]] bool isText(QByteArrayView lower) const
    {
        return kind == Kind::Word && text.size() == lower.size()
            && qstrnicmp(text.data(), text.size(), lower.data(), lower.size()) == 0;
    }
};

using Tokens = QVarLengthArray<Token, 32>;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Reading final
{
public:
    /// Whether the text is made of what dates are made of.
    bool split(QByteArrayView text);
    std::optional<WrittenDate> result();

private:
    [[nodiscard]] const Token *at(qsizetype index) const
    {
        return index >= 0 && index < m_tokens.size() ? &m_tokens.at(index) : nullptr;
    }
    [[nodiscard]] bool isNumberAt(qsizetype index) const
    {
        return at(index) != nullptr && at(index)->isNumber();
    }
    [[nodiscard]] bool isSignAt(qsizetype index, char sign) const
    {
        return at(index) != nullptr && at(index)->isSign(sign);
    }
    void use(qsizetype from, qsizetype to)
    {
        for (qsizetype i = from; i < to; ++i)
            m_tokens[i].isUsed = true;
    }

    bool readTime();
    qsizetype readClock(qsizetype start);
    bool readBareTime();
    void readHalfOfDay(qsizetype start, qsizetype &end);
    bool readZone(qsizetype start);
    bool readOffset(qsizetype start);
    bool readDay();
    bool readDayWithMonth(qint64 month, Tokens numbers);
    bool readDayOfNumbers(const Tokens &numbers, char separator);
    bool readWeekDate(const Tokens &numbers);
    bool readSingleNumber(const Token &token);
    void setYear(const Token &number);

    Tokens m_tokens;
    WrittenDate m_date;
};

bool Reading::split(QByteArrayView text)
{
    bool isAfterBlank = true;
    qsizetype i = 0;
    while (i < text.size()) {
        const char c = text[i];
        if (isBlank(c)) {
            isAfterBlank = true;
            ++i;
            continue;
        }
        Token token;
        token.isAfterBlank = isAfterBlank;
        qsizetype end = i + 1;
        if (isDigit(c)) {
            token.kind = Token::Kind::Number;
            while (end < text.size() && isDigit(text[end]))
                ++end;
            if (end - i > 18)
                return false;
            for (qsizetype digit = i; digit < end; ++digit)
                token.number = token.number * 10 + (text[digit] - '0');
        } else if (isLetter(c)) {
            token.kind = Token::Kind::Word;
            while (end < text.size() && isLetter(text[end]))
                ++end;
        } else if (!QByteArrayView("+-/:.,()'").contains(c)) {
            return false;
        }
        token.text = text.sliced(i, end - i);
        m_tokens.append(token);
        isAfterBlank = false;
        i = end;
    }
    return !m_tokens.isEmpty();
}

std::optional<WrittenDate> Reading::result()
{
    if (!readTime() || !readDay())
        return {};
    return m_date;
}

/// Finds hours and minutes, and what belongs to them. False: there is something like it that is no
/// time.
bool Reading::readTime()
{
    for (qsizetype i = 0; i + 2 < m_tokens.size(); ++i) {
        const bool isClock = m_tokens[i].isNumber() && m_tokens[i].digits() <= 2
            && m_tokens[i + 1].isSign(':') && m_tokens[i + 2].isNumber();
        if (!isClock)
            continue;
        qsizetype end = readClock(i);
        if (end < 0)
            return false;
        readHalfOfDay(i, end);
        qsizetype start = i;
        if (const Token *const before = at(i - 1); before != nullptr && before->isText("t"))
            --start;
        use(start, end);
        return readZone(end);
    }
    return readBareTime();
}

/// Reads "H:MM[:SS[.fraction]]" and returns where it ends; -1 when it is none.
qsizetype Reading::readClock(qsizetype start)
{
    m_date.hour = m_tokens[start].number;
    m_date.minute = m_tokens[start + 2].number;
    if (m_tokens[start + 2].digits() > 2)
        return -1;
    qsizetype end = start + 3;
    if (!isSignAt(end, ':') || !isNumberAt(end + 1))
        return end;
    m_date.second = m_tokens[end + 1].number;
    if (m_tokens[end + 1].digits() > 2)
        return -1;
    end += 2;
    const bool isFraction = (isSignAt(end, '.') || isSignAt(end, ',') || isSignAt(end, ':'))
        && isNumberAt(end + 1) && !at(end + 1)->isAfterBlank;
    if (isFraction) {
        const QByteArray digits = at(end + 1)->text.toByteArray().left(3).leftJustified(3, '0');
        m_date.millisecond = digits.toInt();
        end += 2;
    }
    return end;
}

/// "20040528T013115"
bool Reading::readBareTime()
{
    for (qsizetype i = 1; i + 1 < m_tokens.size(); ++i) {
        const Token &number = m_tokens.at(i + 1);
        const bool isTime = m_tokens[i].isText("t") && number.isNumber()
            && (number.digits() == 6 || number.digits() == 4 || number.digits() == 2);
        if (!isTime)
            continue;
        const qint64 time = number.digits() == 6 ? number.number
            : number.digits() == 4               ? number.number * 100
                                                 : number.number * 10000;
        m_date.hour = time / 10000;
        m_date.minute = time / 100 % 100;
        m_date.second = time % 100;
        use(i, i + 2);
        return readZone(i + 2);
    }
    return true;
}

void Reading::readHalfOfDay(qsizetype start, qsizetype &end)
{
    const auto set = [this](bool isAfternoon) {
        if (m_date.hour <= 12)
            m_date.hour = m_date.hour % 12 + (isAfternoon ? 12 : 0);
    };
    if (const Token *const next = at(end); next != nullptr && next->isWord()) {
        if (next->isText("am") || next->isText("pm")) {
            set(next->isText("pm"));
            ++end;
            return;
        }
        // "p.m."
        const bool isDotted = (next->isText("a") || next->isText("p")) && isSignAt(end + 1, '.')
            && at(end + 2) != nullptr && at(end + 2)->isText("m");
        if (isDotted) {
            set(next->isText("p"));
            end += isSignAt(end + 3, '.') ? 4 : 3;
            return;
        }
    }
    // Korean and Chinese say it before.
    if (const Token *const before = at(start - 1); before != nullptr && before->isWord()) {
        const bool isMorning = before->text == "오전" || before->text == "上午";
        const bool isAfternoon = before->text == "오후" || before->text == "下午";
        if (isMorning || isAfternoon) {
            set(isAfternoon);
            use(start - 1, start);
        }
    }
}

/// "+02:00", "+0200", "-5"; `start` is on the sign.
bool Reading::readOffset(qsizetype start)
{
    const bool isSign = isSignAt(start, '+') || isSignAt(start, '-');
    if (!isSign || !isNumberAt(start + 1) || at(start + 1)->isAfterBlank)
        return false;
    const Token &number = m_tokens.at(start + 1);
    qsizetype end = start + 2;
    qint64 minutes = 0;
    if (number.digits() <= 2) {
        minutes = number.number * 60;
        if (isSignAt(end, ':') && isNumberAt(end + 1)) {
            minutes += m_tokens.at(end + 1).number;
            end += 2;
        }
    } else if (number.digits() <= 4) {
        minutes = number.number / 100 * 60 + number.number % 100;
    } else {
        return false;
    }
    m_date.offsetMinutes = m_tokens.at(start).isSign('-') ? -minutes : minutes;
    use(start, end);
    return true;
}

/// What follows a time: an offset, a name, or "GMT+1". False only for offsets that can't be.
bool Reading::readZone(qsizetype start)
{
    const Token *const first = at(start);
    if (first == nullptr)
        return true;
    if (first->isSign('+') || first->isSign('-')) {
        readOffset(start);
        return true;
    }
    if (first->isSign('(') || first->isSign(',')) {
        use(start, start + 1);
        return readZone(start + 1);
    }
    if (!first->isWord())
        return true;
    // "Etc/GMT" and the like
    qsizetype name = start;
    while (isSignAt(name + 1, '/') && at(name + 2) != nullptr && at(name + 2)->isWord())
        name += 2;
    const auto minutes = zoneNamed(m_tokens.at(name).text);
    if (!minutes && monthNamed(m_tokens.at(name).text))
        return true; // the date comes after the time
    use(start, name + 1);
    m_date.offsetMinutes = minutes.value_or(0);
    const Token *const next = at(name + 1);
    const bool isOffset = next != nullptr && !next->isAfterBlank && minutes.value_or(0) == 0;
    if (isOffset)
        readOffset(name + 1);
    return true;
}

/// Reads the day from what the time has left.
bool Reading::readDay()
{
    Tokens numbers;
    std::optional<qint64> month;
    bool isMonthBeforeAll = false; ///< it may be a day instead: Spanish "mar" is Tuesday as well
    char separator = 0;
    bool isWeek = false;
    bool isFirst = true;
    for (const Token &token : m_tokens) {
        if (token.isUsed)
            continue;
        if (token.isNumber()) {
            numbers.append(token);
        } else if (token.kind == Token::Kind::Sign) {
            if (!numbers.isEmpty() && separator == 0)
                separator = token.text[0];
        } else if (const auto named = monthNamed(token.text);
                   named && (!month || isMonthBeforeAll)) {
            month = *named;
            isMonthBeforeAll = isFirst;
        } else if (token.isText("w") && numbers.size() == 1) {
            isWeek = true;
        } else if (token.text.size() > longestWord) {
            return false;
        }
        isFirst = false;
    }
    if (month)
        return readDayWithMonth(*month, numbers);
    if (isWeek)
        return readWeekDate(numbers);
    return readDayOfNumbers(numbers, separator);
}

void Reading::setYear(const Token &number)
{
    m_date.year = number.number;
    if (number.digits() == 2)
        m_date.year += number.number < 50 ? 2000 : 1900; // RFC 2822 section 4.3
    else if (number.digits() == 3)
        m_date.year += 1900;
}

bool Reading::readDayWithMonth(qint64 month, Tokens numbers)
{
    m_date.month = month;
    // Zones that follow at a distance, and the like.
    if (numbers.size() > 2)
        numbers.resize(2);
    if (numbers.size() == 1 && numbers.first().digits() == 4) {
        setYear(numbers.first());
        return true;
    }
    if (numbers.size() != 2)
        return false;
    const bool isYearFirst = numbers.first().digits() == 4;
    const Token &day = isYearFirst ? numbers.last() : numbers.first();
    if (day.digits() > 2)
        return false;
    setYear(isYearFirst ? numbers.first() : numbers.last());
    m_date.day = day.number;
    return true;
}

bool Reading::readWeekDate(const Tokens &numbers)
{
    // "2003-W52-3", "2003W523": the third day of the week that holds the year's 52nd Thursday.
    if (numbers.size() < 2 || numbers.first().digits() != 4)
        return false;
    qint64 week = numbers.at(1).number;
    qint64 day = numbers.size() > 2 ? numbers.at(2).number : 1;
    if (numbers.at(1).digits() == 3) {
        day = week % 10;
        week /= 10;
    }
    if (week < 1 || week > 53 || day < 1 || day > 7)
        return false;
    const QDate fourth(static_cast<int>(numbers.first().number), 1, 4);
    const QDate date = fourth.addDays((week - 1) * 7 + day - fourth.dayOfWeek());
    m_date.year = date.year();
    m_date.month = date.month();
    m_date.day = date.day();
    return date.isValid();
}

bool Reading::readDayOfNumbers(const Tokens &numbers, char separator)
{
    if (numbers.size() == 1)
        return readSingleNumber(numbers.first());
    if (numbers.isEmpty() || numbers.size() > 3)
        return false;
    const Token &first = numbers.first();
    const Token &last = numbers.last();
    if (numbers.size() == 2) {
        // "1475740800.5" are seconds.
        if (separator == '.' && first.digits() >= 9)
            return readSingleNumber(first);
        if (first.digits() != 4)
            return false;
        setYear(first);
        if (last.digits() == 3) {
            m_date.day = last.number; // of the year
            return last.number >= 1 && last.number <= 366;
        }
        m_date.month = last.number;
        return last.digits() <= 2;
    }
    const Token &middle = numbers.at(1);
    if (middle.digits() > 2)
        return false;
    const bool isYearFirst = first.digits() == 4 || (separator == '-' && last.digits() <= 2);
    if (isYearFirst) {
        setYear(first);
        m_date.month = middle.number;
        m_date.day = last.number;
        return last.digits() <= 2;
    }
    if (first.digits() > 2 || last.digits() == 1)
        return false;
    setYear(last);
    constexpr qint64 december = 12;
    const bool isMonthFirst =
        separator == '/' ? first.number <= december : middle.number > december;
    m_date.month = isMonthFirst ? first.number : middle.number;
    m_date.day = isMonthFirst ? middle.number : first.number;
    return true;
}

bool Reading::readSingleNumber(const Token &token)
{
    qint64 number = token.number;
    switch (token.digits()) {
    case 14: // 20040528013115
        m_date.second = number % 100;
        number /= 100;
        [[fallthrough]];
    case 12:
        m_date.minute = number % 100;
        m_date.hour = number / 100 % 100;
        number /= 10000;
        [[fallthrough]];
    case 8:
        m_date.year = number / 10000;
        m_date.month = number / 100 % 100;
        m_date.day = number % 100;
        return true;
    case 7:
        m_date.year = number / 1000;
        m_date.day = number % 1000;
        return m_date.day >= 1 && m_date.day <= 366;
    case 6:
        m_date.year = number / 100;
        m_date.month = number % 100;
        return true;
    case 4:
        m_date.year = number;
        return true;
    case 9:
    case 10:
        number *= 1000;
        [[fallthrough]];
    case 13: {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(number, utc);
        m_date.year = time.date().year();
        m_date.month = time.date().month();
        m_date.day = time.date().day();
        m_date.hour = time.time().hour();
        m_date.minute = time.time().minute();
        m_date.second = time.time().second();
        m_date.millisecond = time.time().msec();
        return true;
    }
    default:
        return false;
    }
}

} // namespace

std::optional<QDateTime> readFeedDate(QByteArrayView utf8)
{
    const QByteArrayView text = utf8.trimmed();
    if (text.isEmpty() || text.size() > longestDate)
        return {};
    Reading reading;
    const std::optional<WrittenDate> written =
        reading.split(text) ? reading.result() : std::nullopt;
    if (!written)
        return {};

    const bool isInYear = written->month >= 1 && written->month <= 12 && written->day >= 1
        && written->day <= (written->month == 1 ? 366 : 31) && written->year >= earliestYear
        && written->year <= 9999;
    // 24:00 is the end of the day and :60 a leap second; the arithmetic below carries both over.
    const bool isMidnight = written->hour == 24 && written->minute == 0 && written->second == 0;
    const bool isTime = (written->hour <= 23 || isMidnight) && written->minute <= 59
        && written->second <= 60 && qAbs(written->offsetMinutes) < 24 * 60;
    if (!isInYear || !isTime)
        return {};

    // Counted from the first of the month, so that a day too many falls into the next one.
    const QDate month(static_cast<int>(written->year), static_cast<int>(written->month), 1);
    const qint64 days = QDate(1970, 1, 1).daysTo(month) + written->day - 1;
    const qint64 minutes =
        (days * 24 + written->hour) * 60 + written->minute - written->offsetMinutes;
    const qint64 milliseconds = (minutes * 60 + written->second) * 1000 + written->millisecond;
    return QDateTime::fromMSecsSinceEpoch(milliseconds, utc);
}

std::optional<QDateTime> readFeedDate(const QString &text)
{
    const QString trimmed = text.trimmed();
    return trimmed.size() > longestDate ? std::nullopt
                                        : readFeedDate(QByteArrayView(trimmed.toUtf8()));
}

} // namespace lectern
