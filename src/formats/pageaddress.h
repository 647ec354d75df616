// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>
#include <QUrl>

#include <optional>

namespace lectern {

/// What the address of a link tells before anybody has fetched it.
struct PageAddress
{
    QUrl url; ///< absolute, without fragment and what says where a reader came from
    QString key; ///< equal for what is one page: canonical, without scheme, "www." and last slash
    /// How addresses made by the same program look alike: the host, folders, what is a number and
    /// what is a name, the extension: "example.org/blog/#/~.html".
    QString shape;
    QString looseShape; ///< the same for programs that put categories into addresses
    bool isSameSite = false; ///< of the host of the page, or of one beside it
    /// Leads to what is no article: tags, authors, pages of lists, logins, pictures.
    bool isNoArticle = false;
    bool isPageOfList = false; ///< "/page/2": leads to more of the same
    bool isHome = false; ///< the front page of a site
    double likeness = 0; ///< to an article's address, 0 to 1
    std::optional<QDate> date; ///< a whole day, from "/2024/05/12/" and the like
    std::optional<int> year; ///< from "/2024/"
};

/// Reads what a link on the page at `page` leads to. `url` is absolute, http or https.
[[nodiscard]] PageAddress readPageAddress(const QUrl &url, const QUrl &page);

/// The host without "www.", for comparing sites.
[[nodiscard]] QString bareHost(const QUrl &url);

/// Whether two addresses are of one host, or one host's name is part of the other's.
[[nodiscard]] bool isSameSite(const QUrl &one, const QUrl &other);

} // namespace lectern
