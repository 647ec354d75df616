// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/typedsource.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Longer ones are text that somebody copied.
constexpr qsizetype longestAddress = 4000;

bool isWebAddress(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

/// Whether it begins as the address of a host does: "example.org", "localhost:8080", "[::1]/x".
bool beginsWithHost(const QString &text)
{
    static const QRegularExpression pattern(
        uR"(^(\[[0-9a-f:.]+\]|[^\s/?#:@\[\]]+)(:[0-9]{1,5})?([/?#].*)?$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return false;
    const QString host = match.captured(1);
    const bool isDotted = host.contains(u'.') && !host.startsWith(u'.') && !host.contains(".."_L1);
    return isDotted || host.startsWith(u'[')
        || host.compare("localhost"_L1, Qt::CaseInsensitive) == 0;
}

tl::unexpected<Error> noAddress()
{
    return failure(ErrorKind::Data, ErrorCode::Malformed,
                   u"what was typed is neither an address nor a file"_s);
}

Result<TypedSource> inFile(const QString &path)
{
    if (path.isEmpty())
        return noAddress();
    return TypedSource{{}, path};
}

} // namespace

QUrl webAddress(const QUrl &url)
{
    if (url.scheme() != "feed"_L1)
        return url;
    // "feed:https://…" is the address behind it; "feed://…" leaves the scheme to us.
    const QString rest = url.toString(QUrl::FullyEncoded).sliced(QStringView(u"feed:").size());
    return QUrl(rest.startsWith(u"//"_s) ? u"https:"_s + rest : rest, QUrl::StrictMode);
}

Result<TypedSource> readTypedSource(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty() || text.size() > longestAddress)
        return noAddress();
    if (text.startsWith("file:"_L1, Qt::CaseInsensitive))
        return inFile(QUrl(text).toLocalFile());
    if (QFileInfo(text).isAbsolute())
        return inFile(text);
    if (std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace(); }))
        return noAddress();
    // Before schemes: "localhost:8080" has none.
    if (beginsWithHost(text)) {
        TypedSource source;
        for (const QString &scheme : {u"https://"_s, u"http://"_s}) {
            if (const QUrl url(scheme + text); isWebAddress(url))
                source.addresses.append(url);
        }
        return source.addresses.isEmpty() ? Result<TypedSource>(noAddress()) : source;
    }
    const QUrl url = webAddress(QUrl(text));
    if (isWebAddress(url))
        return TypedSource{{url}, {}};
    if (url.isValid() && !url.isRelative() && !url.host().isEmpty()) {
        return failure(ErrorKind::Data, ErrorCode::AddressRefused,
                       u"only http and https addresses can be followed"_s);
    }
    return noAddress();
}

} // namespace lectern
