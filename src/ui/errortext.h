// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "web/pageerror.h"

#include <QString>

#include <optional>

namespace lectern {

/// What a reader is told about a failure, as plain text with a next step.
struct ErrorText
{
    QString title; ///< a few words
    QString text; ///< a sentence or two
    QString iconName; ///< for lineIcon()
};

/// Why the library can't be opened or asked. `folder` is where it lies.
[[nodiscard]] ErrorText libraryErrorText(const Error &error, const QString &folder);

/// Why something the reader asked for could not be kept ("Not bookmarked: the disk is full. …").
[[nodiscard]] QString saveErrorText(const Error &error);

/// Why a file that the reader wanted, `name`, was not written.
[[nodiscard]] QString fileErrorText(const QString &name, const Error &error);

/// Why a page is not shown in reader view.
[[nodiscard]] QString readerViewErrorText(const Error &error);

/// Why a collection file is not shown.
[[nodiscard]] QString collectionErrorText(const QString &name, const Error &error);

/// Why nothing new came from `place`: a site or a source, as the reader knows it. `httpStatus` is
/// what its server answered with, if it did. One or two sentences.
[[nodiscard]] QString fetchErrorText(const QString &place, const Error &error,
                                     std::optional<int> httpStatus);

/// Why there is no page to see.
[[nodiscard]] ErrorText pageErrorText(const PageError &error);

/// The note over a page that its server sent with an error: "404 Not Found" in words.
[[nodiscard]] QString httpStatusText(int status);

} // namespace lectern
