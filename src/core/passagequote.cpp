// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/passagequote.h"

#include <QRegularExpression>
#include <QStringList>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// A longer passage is named by its ends: an address has to stay one that can be sent around.
constexpr int longestWholeText = 120;
constexpr int wordsOfAnEnd = 6;
constexpr int wordsOfContext = 4;

struct Span
{
    qsizetype start = 0;
    qsizetype end = 0;
};

/// Where words stand in a text, also of scripts that put nothing between them.
QList<Span> wordsOf(const QString &text)
{
    QList<Span> words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    for (qsizetype start = 0, end = finder.toNextBoundary(); end >= 0;
         start = std::exchange(end, finder.toNextBoundary())) {
        if (std::any_of(text.cbegin() + start, text.cbegin() + end,
                        [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); }))
            words.append({start, end});
    }
    return words;
}

QString firstWords(const QString &text, int count)
{
    const QList<Span> words = wordsOf(text);
    if (words.isEmpty())
        return {};
    const qsizetype last = std::min<qsizetype>(count, words.size()) - 1;
    return text.sliced(words.first().start, words.at(last).end - words.first().start);
}

QString lastWords(const QString &text, int count)
{
    const QList<Span> words = wordsOf(text);
    if (words.isEmpty())
        return {};
    const qsizetype first = std::max<qsizetype>(0, words.size() - count);
    return text.sliced(words.at(first).start, words.last().end - words.at(first).start);
}

/// In a directive "&", "-" and "," have meanings; QUrl would put back a dash that is written as a
/// number, but only at the ends of a part it means something, and words have none there.
QByteArray encoded(const QString &part)
{
    return QUrl::toPercentEncoding(part, "", "-");
}

QByteArray directive(const PassageQuote &passage)
{
    const QString text = passage.text.simplified();
    const QString whole = firstWords(text, int(text.size()));
    QByteArrayList parts;
    if (const QString before = lastWords(passage.prefix.simplified(), wordsOfContext);
        !before.isEmpty())
        parts.append(encoded(before) + '-');
    if (whole.size() <= longestWholeText) {
        parts.append(encoded(whole));
    } else {
        parts.append(encoded(firstWords(text, wordsOfAnEnd)));
        parts.append(encoded(lastWords(text, wordsOfAnEnd)));
    }
    if (const QString after = firstWords(passage.suffix.simplified(), wordsOfContext);
        !after.isEmpty())
        parts.append('-' + encoded(after));
    return parts.join(',');
}

/// What Markdown would take for its own in a line of plain text.
QString escaped(QString text)
{
    static const QRegularExpression special(uR"(([\\`*_\[\]<>&#|~]))"_s);
    static const QRegularExpression listMark(uR"(^(\s*)([-+=]|\d+[.)](?=\s|$)))"_s);
    text.replace(special, uR"(\\1)"_s);
    if (const QRegularExpressionMatch match = listMark.match(text); match.hasMatch())
        text.insert(match.capturedEnd() - 1, u'\\');
    return text;
}

} // namespace

QUrl passageAddress(const QUrl &page, const PassageQuote &passage)
{
    if (firstWords(passage.text, 1).isEmpty())
        return page;
    // What another one had found there is another passage.
    const QString place = page.fragment(QUrl::FullyEncoded).section(u":~:"_s, 0, 0);
    QUrl address = page;
    address.setFragment(place + u":~:text="_s + QString::fromLatin1(directive(passage)),
                        QUrl::StrictMode);
    return address;
}

QString markdownQuote(const PassageQuote &passage, const QString &title, const QUrl &page)
{
    static const QRegularExpression lineBreak(u"\\s*\\n\\s*"_s);
    QStringList lines;
    for (const QString &paragraph : passage.text.trimmed().split(lineBreak)) {
        if (!lines.isEmpty())
            lines.append(u">"_s);
        lines.append(u"> "_s + escaped(paragraph.simplified()));
    }
    const QUrl address = passageAddress(page.adjusted(QUrl::RemoveUserInfo), passage);
    QString target = address.toString(QUrl::FullyEncoded);
    target.replace(u'(', u"%28"_s).replace(u')', u"%29"_s);
    const QString name = title.simplified().isEmpty() ? page.host() : title.simplified();
    lines.append(u">"_s);
    lines.append(u"> — [%1](%2)"_s.arg(escaped(name), target));
    return lines.join(u'\n') + u'\n';
}

} // namespace lectern
