// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/readerdocument.h"

#include "web/navigationpolicy.h"

#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Usual paces of silent reading: English prose, and Chinese or Japanese.
constexpr double wordsPerMinute = 230;
constexpr double charactersPerMinute = 500;

constexpr auto readerHost = "reader"_L1;
/// What sanitised ids begin with, so that none is one of the page around them.
constexpr auto idPrefix = "user-content-"_L1;

QString resource(const QString &name)
{
    QFile file(u":/lectern/pages/"_s + name);
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return QString::fromUtf8(file.readAll());
}

/// "3 May 2024": the locale's long date without the day of the week. Empty: it is none.
QString dateOf(const QString &published)
{
    const QDateTime time = QDateTime::fromString(published, Qt::ISODate);
    const QDate date = published.size() > 10 ? time.toLocalTime().date()
                                             : QDate::fromString(published, Qt::ISODate);
    if (!date.isValid())
        return {};
    static const QRegularExpression weekday(u"^dddd?[,،]?\\s*|[,،]?\\s*\\(?dddd?\\)?$"_s);
    const QLocale locale;
    return locale.toString(date, locale.dateFormat(QLocale::LongFormat).remove(weekday));
}

QString line(const QString &name, const QStringList &parts)
{
    QStringList said = parts;
    said.removeAll(QString());
    if (said.isEmpty())
        return {};
    return u"<p class=\"%1\">%2</p>"_s.arg(name, said.join(u" · "_s).toHtmlEscaped());
}

QString contentsOf(const ReaderText &text, const ReaderWords &words)
{
    if (text.contents.isEmpty())
        return {};
    return u"<details class=\"contents\"><summary>%1</summary><ol>%2</ol></details>"_s.arg(
        words.contents.toHtmlEscaped(), text.contents);
}

/// The attributes of the root element.
QString attributesOf(const ReaderDocument &document, const QString &scheme)
{
    QString result = u"data-scheme=\"%1\""_s.arg(scheme);
    if (!document.language.isEmpty())
        result = u"lang=\"%1\" "_s.arg(document.language.toHtmlEscaped()) + result;
    if (document.direction == "rtl"_L1 || document.direction == "ltr"_L1)
        result += u" dir=\"%1\""_s.arg(document.direction);
    return result;
}

} // namespace

QByteArray pageOf(const ReaderDocument &document, const QString &scheme, const ReaderWords &words)
{
    const std::optional<int> minutes = readingTimeOf(document);
    const QString time = minutes ? words.minutes.arg(*minutes) : QString();
    const QString copyWords = u"data-copy=\"%1\" data-copied=\"%2\""_s.arg(
        words.copyCode.toHtmlEscaped(), words.codeCopied.toHtmlEscaped());
    return resource(u"article.html"_s)
        .arg(attributesOf(document, scheme), QString::fromLatin1(policyOf(document.text)),
             document.title.toHtmlEscaped(), line(u"kicker"_s, {document.site, time}),
             line(u"byline"_s, {document.byline, dateOf(document.published)}),
             contentsOf(document.text, words), copyWords, document.text.html)
        .toUtf8();
}

QByteArray policyOf(const ReaderText &text)
{
    // What could end the source, the policy or the attribute it stands in is no origin.
    static const QRegularExpression origin(u"^https?://[\\w.\\-\\[\\]:%]+$"_s);
    QStringList sources;
    for (const QString &source : text.pictureOrigins) {
        if (origin.match(source).hasMatch())
            sources << source;
    }
    if (text.hasOwnPictures)
        sources << u"data:"_s;
    if (sources.isEmpty())
        sources << u"'none'"_s;
    return "default-src 'none'; style-src lectern:; img-src " + sources.join(u' ').toLatin1()
        + "; base-uri 'none'; form-action 'none'";
}

std::optional<int> readingTimeOf(const ReaderDocument &document)
{
    const int characters = document.text.characterCount;
    const int words = characters == 0 ? document.wordCount.value_or(document.text.wordCount)
                                      : document.text.wordCount;
    if (words == 0 && characters == 0)
        return std::nullopt;
    return std::max(1, qRound(words / wordsPerMinute + characters / charactersPerMinute));
}

QUrl readerAddress(const QUrl &article)
{
    QUrl address;
    address.setScheme(QLatin1StringView(lecternScheme));
    address.setHost(readerHost);
    address.setPath(u"/"_s);
    const QUrl page = article.adjusted(QUrl::RemoveFragment);
    address.setQuery(
        u"url="_s + QString::fromLatin1(QUrl::toPercentEncoding(page.toString(QUrl::FullyEncoded))),
        QUrl::StrictMode);
    if (article.hasFragment())
        address.setFragment(idPrefix + article.fragment(QUrl::FullyDecoded), QUrl::DecodedMode);
    return address;
}

QUrl articleAddress(const QUrl &readerAddress)
{
    if (readerAddress.scheme() != QLatin1StringView(lecternScheme)
        || readerAddress.host() != readerHost)
        return {};
    QUrl article(QUrlQuery(readerAddress).queryItemValue(u"url"_s, QUrl::FullyDecoded));
    const QString fragment = readerAddress.fragment(QUrl::FullyDecoded);
    if (fragment.startsWith(idPrefix))
        article.setFragment(fragment.mid(idPrefix.size()), QUrl::DecodedMode);
    return article;
}

} // namespace lectern
