// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/datenames.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Per month: English, German, French, Spanish, Portuguese, Italian, Dutch, Nordic, Polish, Czech,
// Hungarian, Romanian, Turkish, Finnish, Russian, Ukrainian, Greek. Where the first three letters
// tell the month, those are enough.
constexpr std::array<const char16_t *, 12> monthNames = {
    u"jan january januar jänner janvier janv enero ene janeiro gennaio gen januari styczeń "
    "stycznia sty leden ledna január ianuarie ian ocak oca tammikuu tammikuuta tammi январь января "
    "янв січень січня січ ιανουαρίου ιανουάριος ιαν gener",
    u"feb february februar feber février fevrier févr fevr fév fev febrero fevereiro febbraio "
    "februari luty lutego lut únor února úno február februári februarie şubat şub subat helmikuu "
    "helmikuuta helmi февраль февраля фев февр лютий лютого лют φεβρουαρίου φεβρουάριος φεβ febrer",
    u"mar march märz maerz mär mrz mars marzo março marco maart mrt marts marzec marca březen "
    "března bře március márc már martie mart maaliskuu maaliskuuta maalis март марта мар березень "
    "березня бер μαρτίου μάρτιος μάρ μαρ μάώ μαώ març",
    u"apr april avril avr abril abr aprile kwiecień kwietnia kwi duben dubna dub április ápr "
    "aprilie nisan nis huhtikuu huhtikuuta huhti апрель апреля апр квітень квітня кві απριλίου "
    "απρίλιος απρ",
    u"may mai mayo maio maggio mag mei maj maja května květen kvě május máj máujus mayıs toukokuu "
    "toukokuuta touko май мая травень травня тра μαΐου μάιος μάι μαϊ μαι maig",
    u"jun june juni juin junio junho giugno giu czerwiec czerwca cze červen června čvn június jún "
    "iunie iun haziran haz kesäkuu kesäkuuta kesä июнь июня июн червень червня чер ιουνίου ιούνιος "
    "ιούν ιουν ιον juny",
    u"jul july juli juillet juil julio julho luglio lug lipiec lipca lip červenec července čvc "
    "július júl iulie iul temmuz tem heinäkuu heinäkuuta heinä июль июля июл липень липня лип "
    "ιουλίου ιούλιος ιούλ ιουλ ιολ juliol",
    u"aug august août aout aoû agosto ago augustus augusti sierpień sierpnia sie srpen srpna srp "
    "augusztus ağustos ağu elokuu elokuuta elo август августа авг серпень серпня сер αυγούστου "
    "αύγουστος αύγ αυγ agost",
    u"sep sept september septembre septiembre setiembre setembro set settembre szeptember szept "
    "wrzesień września wrz září zář septembrie eylül eyl syyskuu syyskuuta syys сентябрь сентября "
    "сен сент вересень вересня вер σεπτεμβρίου σεπτέμβριος σεπ σεπτ setembre",
    u"oct october oktober okt octobre octubre outubro out ottobre ott październik października "
    "paź paz říjen října říj október octombrie ekim eki lokakuu lokakuuta loka октябрь октября окт "
    "жовтень жовтня жов οκτωβρίου οκτώβριος οκτ octubre",
    u"nov november novembre noviembre novembro listopad listopada listopadu lis noiembrie noi "
    "kasım kas marraskuu marraskuuta marras ноябрь ноября ноя листопад листопада лис νοεμβρίου "
    "νοέμβριος νοέ νοε νοεμ",
    u"dec december dezember dez décembre decembre déc diciembre dic dezembro dicembre desember des "
    "grudzień grudnia gru prosinec prosince pro decembrie aralık ara joulukuu joulukuuta joulu "
    "декабрь декабря дек грудень грудня гру δεκεμβρίου δεκέμβριος δεκ desembre",
};

struct Zone
{
    const char *name;
    int minutes;
};

constexpr std::array zones = {
    Zone{"utc", 0},     Zone{"gmt", 0},    Zone{"ut", 0},     Zone{"z", 0},
    Zone{"zulu", 0},    Zone{"wet", 0},    Zone{"west", 60},  Zone{"bst", 60},
    Zone{"cet", 60},    Zone{"cest", 120}, Zone{"met", 60},   Zone{"mest", 120},
    Zone{"mez", 60},    Zone{"mesz", 120}, Zone{"eet", 120},  Zone{"eest", 180},
    Zone{"sast", 120},  Zone{"msk", 180},  Zone{"msd", 240},  Zone{"pkt", 300},
    Zone{"ist", 330},   Zone{"ict", 420},  Zone{"wib", 420},  Zone{"hkt", 480},
    Zone{"sgt", 480},   Zone{"awst", 480}, Zone{"jst", 540},  Zone{"kst", 540},
    Zone{"acst", 570},  Zone{"acdt", 630}, Zone{"aest", 600}, Zone{"aedt", 660},
    Zone{"nzst", 720},  Zone{"nzdt", 780}, Zone{"est", -300}, Zone{"edt", -240},
    Zone{"et", -300},   Zone{"cst", -360}, Zone{"cdt", -300}, Zone{"ct", -360},
    Zone{"mst", -420},  Zone{"mdt", -360}, Zone{"mt", -420},  Zone{"pst", -480},
    Zone{"pdt", -420},  Zone{"pt", -480},  Zone{"ast", -240}, Zone{"adt", -180},
    Zone{"at", -240},   Zone{"nst", -210}, Zone{"ndt", -150}, Zone{"akst", -540},
    Zone{"akdt", -480}, Zone{"hst", -600}, Zone{"brt", -180}, Zone{"brst", -120},
    Zone{"art", -180},  Zone{"clt", -240},
};

/// RFC 822 section 5.1, which counts the other way round than the military does.
std::optional<int> militaryZone(char letter)
{
    if (letter >= 'a' && letter <= 'i')
        return -(letter - 'a' + 1) * 60;
    if (letter >= 'k' && letter <= 'm')
        return -(letter - 'k' + 10) * 60;
    if (letter >= 'n' && letter <= 'y')
        return (letter - 'n' + 1) * 60;
    return {};
}

} // namespace

std::optional<int> monthNamed(QByteArrayView word)
{
    // Nearly all are these.
    static constexpr QByteArrayView english = "janfebmaraprmayjunjulaugsepoctnovdec";
    static constexpr QByteArrayView days = "montuewedthufrisatsun";
    if (word.size() == 3) {
        const std::array<char, 3> lower = {char(word[0] | 0x20), char(word[1] | 0x20),
                                           char(word[2] | 0x20)};
        const QByteArrayView name(lower.data(), 3);
        for (qsizetype i = 0; i < english.size(); i += 3) {
            if (english.sliced(i, 3) == name)
                return static_cast<int>(i / 3) + 1;
        }
        for (qsizetype i = 0; i < days.size(); i += 3) {
            if (days.sliced(i, 3) == name)
                return {};
        }
    }
    const QString lower = QString::fromUtf8(word).toLower();
    const auto month = monthWritten(lower);
    // Cut short or misspelt behind its beginning.
    return !month && lower.size() > 3 ? monthWritten(lower.left(3)) : month;
}

std::optional<int> monthWritten(const QString &lower)
{
    static const auto months = [] {
        QHash<QString, int> map;
        for (std::size_t month = 0; month < monthNames.size(); ++month) {
            for (const QString &name : QString::fromUtf16(monthNames.at(month)).split(u' '))
                map.insert(name, static_cast<int>(month) + 1);
        }
        return map;
    }();
    const auto found = months.constFind(lower);
    return found == months.cend() ? std::nullopt : std::optional(*found);
}

std::optional<int> zoneNamed(QByteArrayView word)
{
    const QByteArray lower = word.toByteArray().toLower();
    for (const Zone &zone : zones) {
        if (lower == zone.name)
            return zone.minutes;
    }
    return lower.size() == 1 ? militaryZone(lower.front()) : std::nullopt;
}

} // namespace lectern
