// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "ctl/answer.h"

#include <QLatin1StringView>

#include <span>

namespace lectern {

class Session;

/// An option as the command line, the help, the manual page and the completions know it.
struct Option
{
    QLatin1StringView name; ///< without the dashes
    QLatin1StringView value; ///< what has to follow, as the help calls it; empty: nothing may
    const char *help; ///< a sentence to be translated
    bool isRepeatable = false;
};

/// One command of lecternctl. The table of them is what the command line is read with and what the
/// help is made of.
struct Command
{
    QLatin1StringView name;
    QLatin1StringView operand; ///< as the help calls it; empty: takes none
    bool takesMany = false; ///< several operands
    const char *summary; ///< a sentence to be translated
    std::span<const Option> options;
    Result<Answer> (*run)(Session &session);
    bool needsLibrary = true; ///< whether people should be told when there is none
    bool isOperandOptional = false;
};

/// In the order of the help.
[[nodiscard]] std::span<const Command> commands();

/// Those that every command has.
[[nodiscard]] std::span<const Option> commonOptions();

/// The command of that name, or nullptr.
[[nodiscard]] const Command *commandNamed(const QString &name);

} // namespace lectern
