// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/relativedate.h"

#include <QHash>
#include <QRegularExpression>
#include <QString>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

enum class Unit { Hours, Days, Weeks, Months, Years };

/// Which unit a word is, by its beginning: "Tagen", "jours", "дней".
std::optional<Unit> unitNamed(QStringView word)
{
    struct Beginning
    {
        const char16_t *text;
        Unit unit;
    };
    // Seconds and minutes are as good as hours. The longer of two that begin alike comes first.
    static constexpr Beginning beginnings[] = {
        {u"sec", Unit::Hours},      {u"min", Unit::Hours},     {u"hour", Unit::Hours},
        {u"hr", Unit::Hours},       {u"day", Unit::Days},      {u"week", Unit::Weeks},
        {u"wk", Unit::Weeks},       {u"month", Unit::Months},  {u"year", Unit::Years},
        {u"yr", Unit::Years},       {u"sek", Unit::Hours},     {u"stunde", Unit::Hours},
        {u"tag", Unit::Days},       {u"woche", Unit::Weeks},   {u"monat", Unit::Months},
        {u"jahr", Unit::Years},     {u"heure", Unit::Hours},   {u"jour", Unit::Days},
        {u"semaine", Unit::Weeks},  {u"mois", Unit::Months},   {u"an", Unit::Years},
        {u"seg", Unit::Hours},      {u"hora", Unit::Hours},    {u"día", Unit::Days},
        {u"dia", Unit::Days},       {u"semana", Unit::Weeks},  {u"mes", Unit::Months},
        {u"mês", Unit::Months},     {u"año", Unit::Years},     {u"ano", Unit::Years},
        {u"ora", Unit::Hours},      {u"ore", Unit::Hours},     {u"giorn", Unit::Days},
        {u"settiman", Unit::Weeks}, {u"mese", Unit::Months},   {u"mesi", Unit::Months},
        {u"anno", Unit::Years},     {u"anni", Unit::Years},    {u"uur", Unit::Hours},
        {u"uren", Unit::Hours},     {u"dag", Unit::Days},      {u"week", Unit::Weeks},
        {u"weken", Unit::Weeks},    {u"maand", Unit::Months},  {u"jaar", Unit::Years},
        {u"timm", Unit::Hours},     {u"time", Unit::Hours},    {u"vecko", Unit::Weeks},
        {u"vecka", Unit::Weeks},    {u"uke", Unit::Weeks},     {u"uge", Unit::Weeks},
        {u"månad", Unit::Months},   {u"måned", Unit::Months},  {u"år", Unit::Years},
        {u"godzin", Unit::Hours},   {u"dni", Unit::Days},      {u"dzie", Unit::Days},
        {u"tydzie", Unit::Weeks},   {u"tygodni", Unit::Weeks}, {u"miesi", Unit::Months},
        {u"rok", Unit::Years},      {u"lat", Unit::Years},     {u"сек", Unit::Hours},
        {u"мин", Unit::Hours},      {u"час", Unit::Hours},     {u"дн", Unit::Days},
        {u"день", Unit::Days},      {u"недел", Unit::Weeks},   {u"месяц", Unit::Months},
        {u"год", Unit::Years},      {u"лет", Unit::Years},     {u"хв", Unit::Hours},
        {u"годин", Unit::Hours},    {u"тижн", Unit::Weeks},    {u"місяц", Unit::Months},
        {u"рок", Unit::Years},      {u"рік", Unit::Years},     {u"dakika", Unit::Hours},
        {u"saat", Unit::Hours},     {u"gün", Unit::Days},      {u"hafta", Unit::Weeks},
        {u"ay", Unit::Months},      {u"yıl", Unit::Years},     {u"h", Unit::Hours},
        {u"d", Unit::Days},         {u"w", Unit::Weeks},       {u"mo", Unit::Months},
        {u"y", Unit::Years},        {u"m", Unit::Hours},
    };
    constexpr qsizetype wholeOnly = 2; // "h" is not the beginning of "holes"
    std::optional<Unit> found;
    qsizetype longest = 0;
    for (const Beginning &each : beginnings) {
        const QStringView beginning(each.text);
        const bool isIt = beginning.size() <= wholeOnly && beginning != u"дн"
            ? word.compare(beginning, Qt::CaseInsensitive) == 0
            : word.startsWith(beginning, Qt::CaseInsensitive);
        if (isIt && beginning.size() > longest) {
            found = each.unit;
            longest = beginning.size();
        }
    }
    // "an" and "ans", "år" and "års".
    if (!found && word.compare(u"ans", Qt::CaseInsensitive) == 0)
        found = Unit::Years;
    return found;
}

std::optional<Unit> unitOfSign(QStringView sign)
{
    static const QHash<QString, Unit> units = {
        {u"秒"_s, Unit::Hours},    {u"分"_s, Unit::Hours},    {u"分钟"_s, Unit::Hours},
        {u"分鐘"_s, Unit::Hours},  {u"小时"_s, Unit::Hours},  {u"小時"_s, Unit::Hours},
        {u"时间"_s, Unit::Hours},  {u"時間"_s, Unit::Hours},  {u"天"_s, Unit::Days},
        {u"日"_s, Unit::Days},     {u"周"_s, Unit::Weeks},    {u"週"_s, Unit::Weeks},
        {u"週間"_s, Unit::Weeks},  {u"个月"_s, Unit::Months}, {u"個月"_s, Unit::Months},
        {u"月"_s, Unit::Months},   {u"か月"_s, Unit::Months}, {u"ヶ月"_s, Unit::Months},
        {u"カ月"_s, Unit::Months}, {u"年"_s, Unit::Years},    {u"분"_s, Unit::Hours},
        {u"시간"_s, Unit::Hours},  {u"일"_s, Unit::Days},     {u"주"_s, Unit::Weeks},
        {u"개월"_s, Unit::Months}, {u"달"_s, Unit::Months},   {u"년"_s, Unit::Years}};
    const auto found = units.constFind(sign.toString());
    return found == units.cend() ? std::nullopt : std::optional(*found);
}

/// A number in figures, or "a", "einem", "une".
int countOf(QStringView text)
{
    bool isNumber = false;
    const int count = text.toInt(&isNumber);
    return isNumber ? count : 1;
}

std::optional<RelativeDate> daysBefore(const QDate &today, int count, Unit unit)
{
    constexpr int most = 400;
    if (count < 0 || count > most)
        return {};
    const auto monthOf = [](const QDate &day) { return QDate(day.year(), day.month(), 1); };
    switch (unit) {
    case Unit::Hours: {
        constexpr int hoursOfDay = 24;
        return RelativeDate{today.addDays(-(count / hoursOfDay)), true, 0, 0};
    }
    case Unit::Days:
        return RelativeDate{today.addDays(-count), true, 0, 0};
    case Unit::Weeks: {
        const QDate day = today.addDays(-7 * count);
        return RelativeDate{day.addDays(1 - day.dayOfWeek()), false, 0, 0};
    }
    case Unit::Months:
        return RelativeDate{monthOf(today.addMonths(-count)), false, 0, 0};
    case Unit::Years:
        return RelativeDate{monthOf(today.addYears(-count)), false, 0, 0};
    }
    return {};
}

/// "today", "gestern", "昨天", when nothing else is there.
std::optional<RelativeDate> namedDay(QStringView text, const QDate &today)
{
    static const QHash<QString, int> days = {
        {u"today"_s, 0},    {u"just now"_s, 0},   {u"yesterday"_s, 1},   {u"heute"_s, 0},
        {u"gestern"_s, 1},  {u"vorgestern"_s, 2}, {u"aujourd'hui"_s, 0}, {u"aujourd’hui"_s, 0},
        {u"hier"_s, 1},     {u"avant-hier"_s, 2}, {u"hoy"_s, 0},         {u"ayer"_s, 1},
        {u"anteayer"_s, 2}, {u"hoje"_s, 0},       {u"ontem"_s, 1},       {u"oggi"_s, 0},
        {u"ieri"_s, 1},     {u"vandaag"_s, 0},    {u"gisteren"_s, 1},    {u"idag"_s, 0},
        {u"i dag"_s, 0},    {u"igår"_s, 1},       {u"i går"_s, 1},       {u"dzisiaj"_s, 0},
        {u"wczoraj"_s, 1},  {u"сегодня"_s, 0},    {u"вчера"_s, 1},       {u"позавчера"_s, 2},
        {u"сьогодні"_s, 0}, {u"вчора"_s, 1},      {u"bugün"_s, 0},       {u"dün"_s, 1},
        {u"今天"_s, 0},     {u"昨天"_s, 1},       {u"前天"_s, 2},        {u"刚刚"_s, 0},
        {u"剛剛"_s, 0},     {u"今日"_s, 0},       {u"昨日"_s, 1},        {u"一昨日"_s, 2},
        {u"오늘"_s, 0},     {u"어제"_s, 1},       {u"اليوم"_s, 0},       {u"أمس"_s, 1}};
    const QStringView whole = text.trimmed();
    constexpr qsizetype longest = 12;
    if (whole.size() > longest)
        return {};
    const auto found = days.constFind(whole.toString().toLower());
    if (found == days.cend())
        return {};
    RelativeDate date;
    date.date = today.addDays(-*found);
    date.start = whole.data() - text.data();
    date.end = date.start + whole.size();
    return date;
}

} // namespace

std::optional<RelativeDate> relativeDateInText(QStringView text, const QDate &today)
{
    constexpr qsizetype longest = 100;
    if (!today.isValid() || text.size() > longest)
        return {};
    if (const auto day = namedDay(text, today))
        return day;
    // A number or an article, a unit, and the word for "ago" on either side of them.
    static const QRegularExpression after(
        uR"((?<![\w.,])(\d{1,3}|an?|one|een|en|et|ett|uma?|un|una|bir)\s?(\p{L}+)\.?\s+)"
        uR"((?:ago|fa|geleden|sedan|siden|temu|назад|тому|önce|atrás)(?!\p{L}))"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression before(
        uR"((?<!\p{L})(?:vor|il y a|hace|há|for|منذ)\s+)"
        uR"((\d{1,3}|eine[mr]|une?|una?|uma?|en|et)\s+(\p{L}+))"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression dense(
        uR"((\d{1,3})\s?(个月|個月|か月|ヶ月|カ月|分钟|分鐘|小时|小時|時間|週間|[秒分天日周週月年]|개월|시간|[분일주달년])\s?[前전])"_s);
    const QString copy = text.toString();
    for (const QRegularExpression *pattern : {&after, &before, &dense}) {
        const QRegularExpressionMatch match = pattern->match(copy);
        if (!match.hasMatch())
            continue;
        const auto unit = pattern == &dense ? unitOfSign(match.capturedView(2))
                                            : unitNamed(match.capturedView(2));
        auto date = unit ? daysBefore(today, countOf(match.capturedView(1)), *unit) : std::nullopt;
        if (!date)
            continue;
        date->start = match.capturedStart();
        date->end = match.capturedEnd();
        return date;
    }
    return {};
}

} // namespace lectern
