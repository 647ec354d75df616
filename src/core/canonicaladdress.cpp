// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/canonicaladdress.h"

#include <QChar>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

int defaultPort(const QString &scheme)
{
    if (scheme == "http"_L1)
        return 80;
    if (scheme == "https"_L1)
        return 443;
    return -1;
}

bool isTrackingItem(const QString &key)
{
    // Parameters that advertising and mailing systems add to links; none of them selects content.
    static constexpr std::array exact = {
        "fbclid"_L1,      "gclid"_L1,      "gclsrc"_L1,   "dclid"_L1,   "gbraid"_L1,
        "wbraid"_L1,      "msclkid"_L1,    "twclid"_L1,   "igshid"_L1,  "igsh"_L1,
        "ttclid"_L1,      "srsltid"_L1,    "yclid"_L1,    "mc_cid"_L1,  "mc_eid"_L1,
        "_hsenc"_L1,      "_hsmi"_L1,      "mkt_tok"_L1,  "vero_id"_L1, "vero_conv"_L1,
        "oly_anon_id"_L1, "oly_enc_id"_L1, "wickedid"_L1, "ref_src"_L1, "ref_url"_L1};
    static constexpr std::array prefixes = {"utm_"_L1, "pk_"_L1, "mtm_"_L1, "hsa_"_L1};
    const auto isKey = [&key](QLatin1StringView name) {
        return key.compare(name, Qt::CaseInsensitive) == 0;
    };
    const auto beginsKey = [&key](QLatin1StringView prefix) {
        return key.startsWith(prefix, Qt::CaseInsensitive);
    };
    return std::any_of(exact.begin(), exact.end(), isKey)
        || std::any_of(prefixes.begin(), prefixes.end(), beginsKey);
}

/// RFC 3986 section 5.2.4. QUrl's own NormalizePathSegments also drops empty segments, but not
/// everywhere; they are part of the address (web.example/save/http://example.org/).
QString withoutDotSegments(const QString &path)
{
    QStringList kept;
    const QStringList segments = path.split(u'/');
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QString &segment = segments.at(i);
        const bool isLast = i == segments.size() - 1;
        if (segment == ".."_L1 && kept.size() > 1)
            kept.removeLast();
        if (segment != "."_L1 && segment != ".."_L1)
            kept.append(segment);
        else if (isLast)
            kept.append(QString());
    }
    return kept.join(u'/');
}

/// Whether nothing of an address could be otherwise: a path of letters, digits and a few signs on a
/// host, and no more. Most addresses of articles are like this.
bool isPlain(const QUrl &url)
{
    if (url.hasQuery() || url.hasFragment())
        return false;
    const QString path = url.path(QUrl::FullyEncoded);
    if (!path.startsWith(u'/') || path.contains("/."_L1))
        return false;
    const bool isPlainPath = std::all_of(path.cbegin(), path.cend(), [](QChar c) {
        const char16_t code = c.unicode();
        return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z')
            || (code >= u'0' && code <= u'9') || code == u'/' || code == u'-' || code == u'.'
            || code == u'_';
    });
    if (!isPlainPath)
        return false;
    const QString host = url.host(QUrl::FullyEncoded);
    if (host.isEmpty() || host.endsWith(u'.'))
        return false;
    // Without user info, and without the port that is meant anyway.
    const int port = url.port();
    const QString authority = url.authority(QUrl::FullyEncoded);
    if (port < 0)
        return authority == host;
    return port != defaultPort(url.scheme()) && authority == host + u':' + QString::number(port);
}

bool isEastAsian(QChar::Script script)
{
    return script == QChar::Script_Han || script == QChar::Script_Hiragana
        || script == QChar::Script_Katakana || script == QChar::Script_Hangul
        || script == QChar::Script_Bopomofo;
}

/// Whether a label of a host name shows one script's letters only. East Asian names mix theirs, and
/// those with Latin; every other mixture is how "pаypal" with a Cyrillic letter passes for another.
bool isOneScript(const QList<uint> &label)
{
    std::optional<QChar::Script> first;
    for (const uint c : label) {
        const QChar::Script script = QChar::script(c);
        if (script == QChar::Script_Common || script == QChar::Script_Inherited)
            continue;
        if (!first || (isEastAsian(script) && *first == QChar::Script_Latin)) {
            first = script;
            continue;
        }
        const bool bothEastAsian =
            isEastAsian(*first) && (isEastAsian(script) || script == QChar::Script_Latin);
        if (script != *first && !bothEastAsian)
            return false;
    }
    return true;
}

/// Whether a label is made of Cyrillic or Greek letters that all look like Latin ones.
bool looksLatin(const QString &label)
{
    static const QString lookalikes = u"асԁеһіјӏорԛѕԝхуѵοαικνρτυχ"_s;
    bool hasLookalike = false;
    for (const QChar c : label) {
        if (lookalikes.contains(c))
            hasLookalike = true;
        else if (c.isLetter())
            return false;
    }
    return hasLookalike;
}

/// Whether the host, written in Unicode, cannot be taken for another one.
bool isUnambiguous(const QString &host)
{
    const QStringList labels = host.split(u'.', Qt::SkipEmptyParts);
    return std::all_of(labels.begin(), labels.end(), [](const QString &label) {
        return isOneScript(label.toUcs4()) && !looksLatin(label);
    });
}

/// Percent-encodes what has no shape of its own: marks that turn the direction of writing, line
/// separators, joiners. Shown as they are, they make an address look like another.
QString withInvisiblesEncoded(const QString &address)
{
    QString visible;
    visible.reserve(address.size());
    for (const QChar c : address) {
        const QChar::Category category = c.category();
        const bool isInvisible = category == QChar::Other_Format || category == QChar::Other_Control
            || category == QChar::Separator_Line || category == QChar::Separator_Paragraph
            || (category == QChar::Separator_Space && c != u' ');
        if (isInvisible)
            visible += QString::fromLatin1(QUrl::toPercentEncoding(QString(c)));
        else
            visible += c;
    }
    return visible;
}

} // namespace

QUrl canonicalAddress(const QUrl &url)
{
    if (!url.isValid() || url.isRelative())
        return url;
    if (isPlain(url))
        return url;

    QUrl result = url.adjusted(QUrl::RemoveUserInfo);
    const QString fragment = result.fragment();
    const bool isPage =
        fragment.size() > 1 && (fragment.startsWith(u'!') || fragment.startsWith(u'/'));
    if (!isPage)
        result.setFragment({});

    QString host = result.host(QUrl::FullyEncoded);
    if (host.endsWith(u'.') && host.size() > 1) {
        host.chop(1);
        result.setHost(host);
    }
    if (result.port() == defaultPort(result.scheme()))
        result.setPort(-1);
    if (!host.isEmpty()) {
        const QString path = withoutDotSegments(result.path(QUrl::FullyEncoded));
        result.setPath(path.isEmpty() ? u"/"_s : path, QUrl::TolerantMode);
    }

    if (result.hasQuery()) {
        // Split by hand rather than parsed: the kept items must stay as they were, to the letter.
        QStringList kept;
        const QString query = result.query(QUrl::FullyEncoded);
        for (const QString &item : query.split(u'&', Qt::SkipEmptyParts)) {
            if (!isTrackingItem(item.section(u'=', 0, 0)))
                kept.append(item);
        }
        result.setQuery(kept.isEmpty() ? QString() : kept.join(u'&'), QUrl::StrictMode);
    }
    return result;
}

QString siteName(const QUrl &url)
{
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return {};
    QString host = url.host();
    if (!isUnambiguous(host))
        host = url.host(QUrl::FullyEncoded);
    if (host.endsWith(u'.'))
        host.chop(1);
    // "www." of www.example.org says nothing; that of www.com is the name.
    if (host.startsWith("www."_L1) && host.count(u'.') > 1)
        host.remove(0, 4);
    if (url.port() >= 0 && url.port() != defaultPort(url.scheme())) {
        const bool isIpv6 = host.contains(u':');
        host = (isIpv6 ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host, QString::number(url.port()));
    }
    return host;
}

QString displayAddress(const QUrl &url)
{
    if (!isUnambiguous(url.host()))
        return url.toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded);
    return withInvisiblesEncoded(url.adjusted(QUrl::RemoveUserInfo).toDisplayString());
}

} // namespace lectern
