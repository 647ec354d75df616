// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/online/discoverpage.h"
#include "ctl/online/feedcommands.h"

// The symbols of ../online/feedcommands.h.

extern "C" Q_DECL_EXPORT void lecternctlAdd(lectern::Session &session,
                                            lectern::Result<lectern::Answer> &answer)
{
    answer = lectern::addFeed(session);
}

extern "C" Q_DECL_EXPORT void lecternctlRefresh(lectern::Session &session,
                                                lectern::Result<lectern::Answer> &answer)
{
    answer = lectern::refreshFeeds(session);
}

extern "C" Q_DECL_EXPORT void lecternctlDiscover(lectern::Session &session,
                                                 lectern::Result<lectern::Answer> &answer)
{
    answer = lectern::discoverOnline(session);
}
