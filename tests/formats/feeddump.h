// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/feeddocument.h"

#include <utility>

namespace lectern {

/// A feed as the .expected files beside the golden feeds hold it: one "name: value" a line in the
/// order of the fields in feeddocument.h, absent ones left out, line breaks in values written as
/// "\n", items and attachments indented below a line that counts them.
[[nodiscard]] QString dumped(const FeedDocument &feed);

/// The first line in which the two differ, with its number, once as it is and once as expected.
[[nodiscard]] std::pair<QString, QString> firstDifference(const QString &actual,
                                                          const QString &expected);

} // namespace lectern
