// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/xmlfeedreader.h"

#include "formats/feedbuilder.h"
#include "formats/jsonfeedreader.h"
#include "formats/xmlprolog.h"
#include "formats/xmlrepair.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

Result<FeedDocument> documentOf(FeedBuilder &builder, const QByteArray &rootName)
{
    if (builder.hasTooManyItems())
        return failure(ErrorKind::Data, ErrorCode::TooLarge,
                       u"The feed has more than %1 items."_s.arg(maximumFeedItems));
    if (builder.isFeed())
        return builder.document();
    if (rootName == "html")
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"It is a web page, no feed."_s);
    return failure(
        ErrorKind::Data, ErrorCode::Malformed,
        u"It is XML, but no feed: it begins with %1."_s.arg(quoted(QString::fromUtf8(rootName))));
}

} // namespace

Result<FeedDocument> readXmlFeed(const QByteArray &utf8, const QUrl &base, FeedIssues &issues)
{
    const XmlProlog prolog = readXmlProlog(utf8);
    if (prolog.rootStart < 0)
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"It is neither XML nor JSON, so it can't be a feed."_s);
    for (const QString &issue : prolog.issues)
        issues.add(u"The feed"_s, issue);
    const QByteArrayView xml = QByteArrayView(utf8).sliced(prolog.rootStart);

    // What the first reading finds odd is found by the second one as well.
    FeedIssues firstIssues = issues;
    FeedBuilder first(base, firstIssues);
    const std::optional<XmlStop> stop = parseXml(xml, XmlErrors::Stop, first);
    if (!stop) {
        issues = firstIssues;
        return documentOf(first, prolog.rootName);
    }
    if (stop->reason != XmlStop::Reason::NotWellFormed)
        return xmlFailure(*stop);

    const qsizetype linesBefore = QByteArrayView(utf8).first(prolog.rootStart).count('\n');
    issues.add(u"The feed"_s,
               u"It is not well-formed XML (line %1: %2), and was read as well as it could be."_s
                   .arg(stop->line + linesBefore)
                   .arg(stop->message));
    const QByteArray repaired = repairedXml(xml, prolog.entities, maximumXmlDepth);
    FeedBuilder second(base, issues);
    const std::optional<XmlStop> end = parseXml(repaired, XmlErrors::Recover, second);
    if (end && end->reason != XmlStop::Reason::NotWellFormed)
        return xmlFailure(*end);
    return documentOf(second, prolog.rootName);
}

} // namespace lectern
