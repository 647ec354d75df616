// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace lectern {

/// Reads aloud, one thing at a time. GUI thread.
class Speaker
{
public:
    virtual ~Speaker() = default;

    /// Why it came to an end. Environment/NotFound: nothing on this machine can speak;
    /// Environment/InputOutput: it failed while speaking.
    using Ended = std::function<void(const Result<void> &outcome)>;

    /// Says these paragraphs of plain text, instead of what is being said, in a voice for
    /// `language` (BCP 47; empty or unknown: the desktop's). `ended` is called once, when all is
    /// said, stopped or failed; perhaps at once, and not any more when this goes.
    virtual void say(const QStringList &paragraphs, const QString &language,
                     const Ended &ended) = 0;
    virtual void stop() = 0;
};

} // namespace lectern
