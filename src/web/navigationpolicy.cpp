// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/navigationpolicy.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

bool isWebAddress(const QUrl &url)
{
    const QString scheme = url.scheme();
    return url.isValid() && (scheme == "http"_L1 || scheme == "https"_L1) && !url.host().isEmpty();
}

bool isOwnAddress(const QUrl &url)
{
    return url.isValid() && url.scheme() == QLatin1StringView(lecternScheme);
}

bool isMailAddress(const QUrl &url)
{
    return url.isValid() && url.scheme() == "mailto"_L1;
}

bool isEmbeddedDocument(const QUrl &url)
{
    const QString scheme = url.scheme();
    return scheme == "data"_L1 || scheme == "blob"_L1
        || (scheme == "about"_L1 && (url.path() == "blank"_L1 || url.path() == "srcdoc"_L1));
}

/// Lectern's pages are not sanitised: what they do without a person's click is not followed.
bool actsOnItsOwn(NavigationCause cause)
{
    return cause == NavigationCause::Script || cause == NavigationCause::Form;
}

} // namespace

NavigationVerdict navigationVerdict(const NavigationRequest &request)
{
    if (isMailAddress(request.target)) {
        const bool isClicked = request.cause == NavigationCause::Link && request.hasUserGesture;
        return isClicked ? NavigationVerdict::HandOver : NavigationVerdict::Refuse;
    }

    if (!request.isMainFrame) {
        const bool isAllowed = isWebAddress(request.target) || isEmbeddedDocument(request.target);
        return isAllowed ? NavigationVerdict::LoadHere : NavigationVerdict::Refuse;
    }

    if (isWebAddress(request.target)) {
        const bool isAllowed = !isOwnAddress(request.from) || !actsOnItsOwn(request.cause);
        return isAllowed ? NavigationVerdict::LoadHere : NavigationVerdict::Refuse;
    }

    if (isOwnAddress(request.target)) {
        const bool isReaders =
            request.cause == NavigationCause::Reader || request.cause == NavigationCause::History;
        const bool isOwnLink = request.cause == NavigationCause::Link && isOwnAddress(request.from);
        return isReaders || isOwnLink ? NavigationVerdict::LoadHere : NavigationVerdict::Refuse;
    }

    return NavigationVerdict::Refuse;
}

ExternalVerdict externalVerdict(const QUrl &url)
{
    if (isWebAddress(url))
        return ExternalVerdict::Open;
    if (isMailAddress(url))
        return ExternalVerdict::AskFirst;
    return ExternalVerdict::Refuse;
}

} // namespace lectern
