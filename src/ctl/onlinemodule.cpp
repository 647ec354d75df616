// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/onlinemodule.h"

#include "core/modulefile.h"

#include <QLibrary>

using namespace Qt::StringLiterals;

namespace lectern {

// It is never unloaded.
Result<Answer> runOnline(const char *symbol, Session &session)
{
    QLibrary module(moduleFile(u"lecternctl-online"_s));
    const auto command = reinterpret_cast<OnlineCommand>(module.resolve(symbol));
    if (!command) {
        return failure(ErrorKind::Environment, ErrorCode::NotFound,
                       u"a part of Lectern is missing: %1"_s.arg(module.errorString()));
    }
    Result<Answer> answer = Answer();
    command(session, answer);
    return answer;
}

} // namespace lectern
