// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/session.h"

#include <QDir>
#include <QFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

Session::Session(const Invocation &call, const Locations &locations)
    : m_call(call), m_locations(locations)
{
}

Session::~Session() = default;

Library *Session::libraryIfAny()
{
    return QFile::exists(m_locations.libraryFile()) ? &openedLibrary() : nullptr;
}

Result<Library *> Session::library()
{
    if (!QDir().mkpath(m_locations.data)) {
        return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                       u"cannot make the folder %1"_s.arg(m_locations.data));
    }
    return &openedLibrary();
}

Library &Session::unopenedLibrary()
{
    if (!m_library)
        m_library = std::make_unique<Library>(m_locations);
    return *m_library;
}

Library &Session::openedLibrary()
{
    // Not waited for: the answers to what is asked next come after it.
    if (!std::exchange(m_isOpenAsked, true)) [[maybe_unused]]
        const auto opening = unopenedLibrary().open();
    return *m_library;
}

} // namespace lectern
