// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/answer.h"
#include "library/library.h"

namespace lectern {

/// The sources that a person or a script names: each by its id, its address or its title, which has
/// to be the only one of that name. `refusal` is filled, and nothing chosen, when one is unknown or
/// meant by several. Errors: those of the library.
struct SourceChoice
{
    QList<Source> sources;
    std::optional<Answer> refusal;
};

[[nodiscard]] Result<SourceChoice> chosenSources(Library &library, const QStringList &names);

} // namespace lectern
