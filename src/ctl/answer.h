// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exitcode.h"
#include "ctl/texttable.h"

#include <QJsonObject>
#include <QStringList>

namespace lectern {

/// What a command has to say: for programs, for people, and what people should know besides.
struct Answer
{
    QJsonObject json;
    TextTable table; ///< the same for people
    QStringList notes; ///< sentences for standard error
    ExitCode code = ExitCode::Done;

    /// Of a command that can't do what was asked.
    [[nodiscard]] static Answer refusal(ExitCode code, const QString &sentence)
    {
        Answer answer;
        answer.code = code;
        answer.notes.append(sentence);
        return answer;
    }
};

} // namespace lectern
