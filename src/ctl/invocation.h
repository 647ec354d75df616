// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/command.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace lectern {

/// What a call of lecternctl asks for. Options may stand anywhere; "--" ends them.
struct Invocation
{
    enum class Mode { Run, Help, Version };

    Mode mode = Mode::Run;
    const Command *command = nullptr; ///< never null to Run; to Help: that of the program
    QString libraryFolder; ///< --library; empty: not given
    bool isJson = false;
    QStringList operands;
    QHash<QString, QStringList> values; ///< of the command's options that were given

    /// `arguments` without the program's name. Error: Data/Malformed with a sentence for people in
    /// `detail`, which names the nearest command or option for an unknown one.
    [[nodiscard]] static Result<Invocation> parse(const QStringList &arguments);

    /// The option's last value; absent when it was not given.
    [[nodiscard]] std::optional<QString> value(QLatin1StringView option) const;
};

} // namespace lectern
