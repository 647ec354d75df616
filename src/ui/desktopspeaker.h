// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/speaker.h"

#include <memory>

namespace lectern {

/// The desktop's voices, by Qt TextToSpeech. That lies in a module (`lectern-speech.so`) which is
/// loaded with the first word, and which may be missing: then say() fails with
/// Environment/NotFound.
class DesktopSpeaker final : public Speaker
{
    Q_DISABLE_COPY_MOVE(DesktopSpeaker)

public:
    DesktopSpeaker() = default;

    void say(const QStringList &paragraphs, const QString &language, const Ended &ended) override;
    void stop() override;

private:
    std::unique_ptr<Speaker> m_speaker; ///< null until it is needed
};

/// What the module offers: a new speaker, which is the caller's.
using CreateSpeakerFunction = Speaker *(*)();

namespace speechsymbol {
inline constexpr auto create = "lecternCreateSpeaker";
} // namespace speechsymbol

} // namespace lectern
