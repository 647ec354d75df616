// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/session.h"

#include <QByteArray>
#include <QUrl>

namespace lectern {

/// Says which feeds a page points at and which articles it lists, without following anything. A
/// file is read here; an address is fetched by the module of online commands, which then answers
/// with discoveryIn() as well.
[[nodiscard]] Result<Answer> discover(Session &session);

/// The answer for what came from `base` (empty: unknown). `name` is for messages. A feed is its own
/// only feed, the feeds of OPML are those it lists, everything else is a page.
[[nodiscard]] Answer discoveryIn(const QByteArray &bytes, const QUrl &base,
                                 const QString &contentType, const QString &name);

} // namespace lectern
