// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/session.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace lectern {

Session::Session(const Invocation &call, const Locations &locations)
    : m_call(call), m_locations(locations)
{
}

Session::~Session() = default;

Library *Session::libraryIfAny()
{
    if (!m_library && QFile::exists(m_locations.libraryFile())) {
        m_library = std::make_unique<Library>(m_locations);
        // Not waited for: the answers to what is asked next come after it.
        [[maybe_unused]] const auto opening = m_library->open();
    }
    return m_library.get();
}

Result<Library *> Session::library()
{
    if (Library *const present = libraryIfAny())
        return present;
    if (!QDir().mkpath(m_locations.data)) {
        return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                       u"cannot make the folder %1"_s.arg(m_locations.data));
    }
    m_library = std::make_unique<Library>(m_locations);
    [[maybe_unused]] const auto opening = m_library->open();
    return m_library.get();
}

} // namespace lectern
