// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errortext.h"

#include "core/canonicaladdress.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct ErrorTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::ErrorTexts)
};

QString placeOf(const PageError &error)
{
    const QString site = siteName(error.url);
    return site.isEmpty() ? displayAddress(error.url) : site;
}

} // namespace

ErrorText libraryErrorText(const Error &error, const QString &folder)
{
    const QString place = QDir::toNativeSeparators(folder);
    switch (error.code) {
    case ErrorCode::PermissionDenied:
        return {
            ErrorTexts::tr("Your library can't be written"),
            ErrorTexts::tr("Lectern has no permission to write in %1. Nothing was changed. Give "
                           "yourself access to that folder, then try again.")
                .arg(place),
            u"warning"_s};
    case ErrorCode::DiskFull:
        return {
            ErrorTexts::tr("The disk is full"),
            ErrorTexts::tr("There is no room left in %1. Nothing was lost. Free some space, then "
                           "try again.")
                .arg(place),
            u"warning"_s};
    case ErrorCode::Locked:
        return {ErrorTexts::tr("Your library is in use"),
                ErrorTexts::tr("Another program is busy with the library in %1. Try again in a "
                               "moment.")
                    .arg(place),
                u"warning"_s};
    case ErrorCode::Damaged:
        return {
            ErrorTexts::tr("Your library is damaged"),
            ErrorTexts::tr("library.db in %1 can't be read. Lectern has not touched it. “Repair” "
                           "shows its backups, and can save what is still readable.")
                .arg(place),
            u"warning"_s};
    case ErrorCode::NewerVersion:
        return {ErrorTexts::tr("Your library is from a newer Lectern"),
                ErrorTexts::tr("The library in %1 was written by a newer version. Nothing was "
                               "changed. Update Lectern to open it.")
                    .arg(place),
                u"warning"_s};
    case ErrorCode::Malformed:
        return {
            ErrorTexts::tr("This isn't a Lectern library"),
            ErrorTexts::tr("library.db in %1 belongs to another program. Lectern has not touched "
                           "it. Choose another folder, or move the file away, then try again.")
                .arg(place),
            u"warning"_s};
    default:
        return {ErrorTexts::tr("Your library can't be opened"),
                ErrorTexts::tr("Lectern could not open the library in %1. Nothing was changed. "
                               "Technical reason: %2.")
                    .arg(place, error.detail),
                u"warning"_s};
    }
}

QString saveErrorText(const Error &error)
{
    switch (error.code) {
    case ErrorCode::DiskFull:
        return ErrorTexts::tr("Not saved: the disk is full. Free some space and try again.");
    case ErrorCode::PermissionDenied:
        return ErrorTexts::tr("Not saved: Lectern may not write to its library.");
    case ErrorCode::Locked:
        return ErrorTexts::tr("Not saved: another program holds the library. Try again.");
    case ErrorCode::Damaged:
        return ErrorTexts::tr("Not saved: the library is damaged.");
    case ErrorCode::NotFound:
        return ErrorTexts::tr("Not saved: the library is not where it was. If it is on a disk that "
                              "was removed, connect it again.");
    default:
        return ErrorTexts::tr("Not saved: %1.").arg(error.detail);
    }
}

QString fileErrorText(const QString &name, const Error &error)
{
    switch (error.code) {
    case ErrorCode::DiskFull:
        return ErrorTexts::tr("%1 is not saved: the disk is full.").arg(name);
    case ErrorCode::PermissionDenied:
        return ErrorTexts::tr("%1 is not saved: you may not write there.").arg(name);
    default:
        return ErrorTexts::tr("%1 is not saved: %2.").arg(name, error.detail);
    }
}

QString readerViewErrorText(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return ErrorTexts::tr("No article was found on this page, so it stays as it is.");
    case ErrorCode::TimedOut:
        return ErrorTexts::tr("Finding the article takes too long on this page.");
    default:
        return ErrorTexts::tr("This page can’t be shown in reader view.");
    }
}

QString collectionErrorText(const QString &name, const Error &error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return ErrorTexts::tr("There is no file %1.").arg(name);
    case ErrorCode::PermissionDenied:
        return ErrorTexts::tr("%1 can't be read: permission denied.").arg(name);
    case ErrorCode::Malformed:
        return ErrorTexts::tr("%1 is not a collection (JSON Feed): %2.").arg(name, error.detail);
    case ErrorCode::TooLarge:
        return ErrorTexts::tr("%1 is too large for a collection.").arg(name);
    case ErrorCode::DiskFull:
        return ErrorTexts::tr("%1 was not added: the disk is full.").arg(name);
    default:
        return ErrorTexts::tr("%1 was not added: %2.").arg(name, error.detail);
    }
}

QString fetchErrorText(const QString &place, const Error &error, std::optional<int> httpStatus)
{
    switch (error.code) {
    case ErrorCode::Offline:
        return ErrorTexts::tr("You seem to be offline. Lectern goes on when the network is back.");
    case ErrorCode::HostNotFound:
        return ErrorTexts::tr("%1 can't be found. There is no site under its name, or you are "
                              "offline.")
            .arg(place);
    case ErrorCode::ConnectionRefused:
        return ErrorTexts::tr("The server of %1 can't be reached. It may be down.").arg(place);
    case ErrorCode::ConnectionLost:
        return ErrorTexts::tr("The connection to %1 was cut before everything had arrived.")
            .arg(place);
    case ErrorCode::TimedOut:
        return ErrorTexts::tr("%1 takes too long: its server has not answered in time.").arg(place);
    case ErrorCode::InsecureConnection:
        return ErrorTexts::tr("There is no safe connection to %1. Its server could not prove who "
                              "it is, so nothing was sent.")
            .arg(place);
    case ErrorCode::ProxyRefused:
        return ErrorTexts::tr("The proxy does not lead to %1. Check the proxy settings.")
            .arg(place);
    case ErrorCode::AddressRefused:
        return ErrorTexts::tr("The address of %1 is not one of the web (http or https).")
            .arg(place);
    case ErrorCode::TooManyRedirects:
        return ErrorTexts::tr("The address of %1 leads in circles.").arg(place);
    case ErrorCode::RedirectRefused:
        return ErrorTexts::tr("The address of %1 leads on to one that is not safe. Nothing was "
                              "fetched from there.")
            .arg(place);
    case ErrorCode::LoginRequired:
        return ErrorTexts::tr("%1 wants a name and a password, or others than it was given.")
            .arg(place);
    case ErrorCode::NotFound:
        if (error.kind == ErrorKind::Data) {
            return ErrorTexts::tr(
                       "The list of posts is not on the page of %1 any more. The page may "
                       "have been made anew: add it again to choose its list.")
                .arg(place);
        }
        if (error.kind == ErrorKind::Environment) {
            return ErrorTexts::tr(
                       "The list of posts on %1 is made by the page's scripts, and the web "
                       "engine that runs them is missing. Install Qt WebEngine.")
                .arg(place);
        }
        return ErrorTexts::tr("The server of %1 has nothing at this address (error 404).")
            .arg(place);
    case ErrorCode::Gone:
        return ErrorTexts::tr("%1 was removed for good, says its server (error 410).").arg(place);
    case ErrorCode::TooManyRequests:
        return ErrorTexts::tr("The server of %1 asks to be left alone for a while.").arg(place);
    case ErrorCode::TooLarge:
        return ErrorTexts::tr("What %1 sends is too large.").arg(place);
    case ErrorCode::HttpStatus:
        if (httpStatus)
            return httpStatusText(*httpStatus);
        break;
    default:
        break;
    }
    return ErrorTexts::tr("Nothing could be read from %1. Technical reason: %2.")
        .arg(place, error.detail);
}

ErrorText pageErrorText(const PageError &error)
{
    const QString place = placeOf(error);
    const QString unreachable = ErrorTexts::tr("%1 can't be reached").arg(place);
    switch (error.problem) {
    case PageProblem::Offline:
        return {unreachable,
                ErrorTexts::tr("You seem to be offline. Try again when the network is back."),
                u"offline"_s};
    case PageProblem::HostNotFound:
        return {unreachable,
                ErrorTexts::tr("There is no site under this name, or you are offline."),
                u"offline"_s};
    case PageProblem::ConnectionRefused:
        return {unreachable, ErrorTexts::tr("The server refuses connections. It may be down."),
                u"offline"_s};
    case PageProblem::ConnectionLost:
        return {unreachable, ErrorTexts::tr("The connection was cut before the page had arrived."),
                u"offline"_s};
    case PageProblem::TimedOut:
        return {ErrorTexts::tr("%1 takes too long").arg(place),
                ErrorTexts::tr("The server has not answered in time."), u"offline"_s};
    case PageProblem::InsecureConnection:
        return {ErrorTexts::tr("No safe connection to %1").arg(place),
                ErrorTexts::tr("The site could not prove that it is %1, so somebody may be "
                               "listening in. Nothing was sent.")
                    .arg(place),
                u"lock-broken"_s};
    case PageProblem::TooManyRedirects:
        return {ErrorTexts::tr("%1 leads in circles").arg(place),
                ErrorTexts::tr("The page keeps sending readers on to itself."), u"warning"_s};
    case PageProblem::HttpStatus:
        return {ErrorTexts::tr("%1 has no page here").arg(place), httpStatusText(error.httpStatus),
                u"warning"_s};
    case PageProblem::NotAnArticle:
        return {ErrorTexts::tr("This is a file, not a page"),
                ErrorTexts::tr("Lectern shows web pages. Your browser can download it."),
                u"open-external"_s};
    case PageProblem::Crashed:
        return {ErrorTexts::tr("The page crashed"),
                ErrorTexts::tr("Lectern itself and your library are fine. Reloading often helps."),
                u"crashed"_s};
    case PageProblem::OutOfMemory:
        return {ErrorTexts::tr("The page ran out of memory"),
                ErrorTexts::tr("The system ended it. Lectern itself and your library are fine."),
                u"crashed"_s};
    case PageProblem::AddressRefused:
        return {ErrorTexts::tr("This address isn't opened"),
                ErrorTexts::tr("Lectern opens web pages (http and https) only."), u"warning"_s};
    case PageProblem::EngineUnavailable:
        return {ErrorTexts::tr("The web engine can't be started"),
                ErrorTexts::tr("Part of the installation seems to be missing. The list and your "
                               "bookmarks work; posts can be opened in your browser."),
                u"warning"_s};
    case PageProblem::Other:
        return {unreachable, ErrorTexts::tr("The page could not be loaded."), u"warning"_s};
    }
    Q_UNREACHABLE();
}

QString httpStatusText(int status)
{
    switch (status) {
    case 401:
    case 403:
        return ErrorTexts::tr("The server does not allow reading this page (error %1).")
            .arg(status);
    case 404:
        return ErrorTexts::tr("The server has no page at this address (error 404).");
    case 410:
        return ErrorTexts::tr("This page was removed for good (error 410).");
    case 429:
        return ErrorTexts::tr("The server asks to come back later (error 429).");
    case 503:
        return ErrorTexts::tr("The site is down for the moment (error 503).");
    default:
        break;
    }
    if (status >= 500)
        return ErrorTexts::tr("The server has a problem of its own (error %1).").arg(status);
    return ErrorTexts::tr("The server answered with an error (%1).").arg(status);
}

} // namespace lectern
