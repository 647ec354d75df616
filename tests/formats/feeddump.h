// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/feeddocument.h"

namespace lectern {

/// A feed as the .expected files beside the golden feeds hold it: one "name: value" a line in the
/// order of the fields in feeddocument.h, absent ones left out, line breaks in values written as
/// "\n", items and attachments indented below a line that counts them.
[[nodiscard]] QString dumped(const FeedDocument &feed);

} // namespace lectern
