// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktopspeaker.h"

#include "core/modulefile.h"

#include <QLibrary>

using namespace Qt::StringLiterals;

namespace lectern {

void DesktopSpeaker::say(const QStringList &paragraphs, const QString &language, const Ended &ended)
{
    if (!m_speaker) {
        // Never unloaded, since it belongs to the voices' own threads as well.
        QLibrary module(moduleFile(u"lectern-speech"_s));
        const auto create =
            reinterpret_cast<CreateSpeakerFunction>(module.resolve(speechsymbol::create));
        if (!create) {
            ended(failure(ErrorKind::Environment, ErrorCode::NotFound,
                          u"speech: %1"_s.arg(module.errorString())));
            return;
        }
        m_speaker.reset(create());
    }
    m_speaker->say(paragraphs, language, ended);
}

void DesktopSpeaker::stop()
{
    if (m_speaker)
        m_speaker->stop();
}

} // namespace lectern
