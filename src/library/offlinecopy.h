// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QDateTime>
#include <QString>
#include <QUrl>

namespace lectern {

/// A page the reader wants to have without a network. The page itself is a file of its own; the
/// library knows that it is there, and what can be searched of it.
struct OfflineCopy
{
    enum class State {
        Wanted, ///< the reader has asked for it; there is no file yet, or an older one
        Complete,
        Failed, ///< it could not be made; there may be an older one
    };

    ArticleId article; ///< given by the library
    QUrl url;
    QString title; ///< of the page; kept for one that the library does not know
    State state = State::Wanted;
    QString file; ///< its name in the folder of offline copies; empty while there is none
    qint64 bytes = 0; ///< of the file
    QDateTime kept; ///< UTC, when the reader asked for it
    QString text; ///< of the page, which is what is searched

    friend bool operator==(const OfflineCopy &, const OfflineCopy &) = default;
};

} // namespace lectern
