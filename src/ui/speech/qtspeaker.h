// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/speaker.h"

#include <QObject>
#include <QTextToSpeech>

#include <memory>

namespace lectern {

/// Speaks by way of Qt TextToSpeech. See DesktopSpeaker.
class QtSpeaker final : public QObject, public Speaker
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QtSpeaker)

public:
    QtSpeaker() = default;

    void say(const QStringList &paragraphs, const QString &language, const Ended &ended) override;
    void stop() override;

private:
    void follow(QTextToSpeech::State state);
    void chooseVoice(const QString &language);
    void end(const Result<void> &outcome);

    std::unique_ptr<QTextToSpeech> m_voice; ///< null until it is needed
    QStringList m_paragraphs; ///< still to be said
    Ended m_ended; ///< empty while nothing is said
    bool m_isSaying = false; ///< the engine has begun with a paragraph
};

} // namespace lectern
