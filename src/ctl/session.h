// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/locations.h"
#include "ctl/invocation.h"
#include "library/library.h"

#include <QFuture>

#include <memory>

namespace lectern {

/// What a command works with: what was asked for, and the library, opened when it is first wanted.
/// Lives as long as the command runs; when it goes, the library is closed.
class Session final
{
    Q_DISABLE_COPY_MOVE(Session)

public:
    /// `call` has to live as long.
    Session(const Invocation &call, const Locations &locations);
    ~Session();

    [[nodiscard]] const Invocation &call() const { return m_call; }
    [[nodiscard]] const Locations &locations() const { return m_locations; }

    /// The library, asked to open: when that fails, whatever is asked of it answers with why.
    /// Null when there is none yet, since a command that only reads leaves no trace.
    [[nodiscard]] Library *libraryIfAny();
    /// The same for a command that writes: made when there is none. Error: Environment, when its
    /// folder can't be made.
    [[nodiscard]] Result<Library *> library();
    /// The library, whether there is one or not, not opened unless it was before.
    [[nodiscard]] Library &unopenedLibrary();

private:
    [[nodiscard]] Library &openedLibrary();

    const Invocation &m_call;
    const Locations m_locations;
    std::unique_ptr<Library> m_library;
    bool m_isOpenAsked = false;
};

/// The answer, waited for: a command has nothing else to do, and no event loop to keep turning.
template <typename T>
[[nodiscard]] Result<T> answerOf(QFuture<Result<T>> future)
{
    future.waitForFinished();
    return future.result();
}

} // namespace lectern
