// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedreader.h"

#include "formats/feedencoding.h"
#include "formats/feedissues.h"
#include "formats/jsonfeedreader.h"
#include "formats/xmlfeedreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// The first character that is not blank; 0 when there is none.
char firstCharacter(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    const auto found = std::find_if_not(text.begin(), text.end(), isBlank);
    return found == text.end() ? '\0' : *found;
}

} // namespace

Result<FeedDocument> readFeed(const QByteArray &bytes, const FeedHints &hints)
{
    if (bytes.size() > maximumFeedBytes)
        return failure(
            ErrorKind::Data, ErrorCode::TooLarge,
            u"The feed has %1 bytes, more than %2."_s.arg(bytes.size()).arg(maximumFeedBytes));
    const DecodedFeed text = decodeFeed(bytes, hints.contentType);
    const char first = firstCharacter(text.utf8);
    if (first == '\0')
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"There is nothing in it."_s);
    // JSON has its own rules for encodings.
    if (first == '{' || first == '[')
        return readJsonFeed(bytes, hints.base);

    FeedIssues issues;
    for (const QString &issue : text.issues)
        issues.add(u"The feed"_s, issue);
    auto feed = readXmlFeed(text.utf8, hints.base, issues);
    if (feed)
        feed->issues = issues.list();
    return feed;
}

} // namespace lectern
