// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/speech/qtspeaker.h"

#include <QLocale>

#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

void QtSpeaker::say(const QStringList &paragraphs, const QString &language, const Ended &ended)
{
    stop();
    if (!m_voice) {
        m_voice = std::make_unique<QTextToSpeech>();
        connect(m_voice.get(), &QTextToSpeech::stateChanged, this, &QtSpeaker::follow);
    }
    m_ended = ended;
    m_paragraphs = paragraphs;
    chooseVoice(language);
    // One that is still starting tells when it is ready.
    follow(m_voice->state());
}

void QtSpeaker::stop()
{
    m_paragraphs.clear();
    if (m_voice && m_isSaying)
        m_voice->stop();
    end({});
}

void QtSpeaker::follow(QTextToSpeech::State state)
{
    if (!m_ended)
        return;
    switch (state) {
    case QTextToSpeech::Speaking:
        m_isSaying = true;
        return;
    case QTextToSpeech::Ready:
        m_isSaying = false;
        if (m_paragraphs.isEmpty())
            end({});
        else
            // Engines take a paragraph at a time well, and a whole book not always. Not from
            // inside their own signal.
            QMetaObject::invokeMethod(
                this,
                [this] {
                    if (!m_paragraphs.isEmpty() && m_voice->state() == QTextToSpeech::Ready)
                        m_voice->say(m_paragraphs.takeFirst());
                },
                Qt::QueuedConnection);
        return;
    case QTextToSpeech::Error:
        break;
    default:
        return;
    }
    m_paragraphs.clear();
    const bool isMissing = !m_isSaying;
    end(failure(ErrorKind::Environment, isMissing ? ErrorCode::NotFound : ErrorCode::InputOutput,
                u"speech: engine \"%1\" failed"_s.arg(m_voice->engine())));
    m_voice.release()->deleteLater(); // this may be one of its own signals; the next one may work
}

void QtSpeaker::chooseVoice(const QString &language)
{
    const QLocale wanted(language);
    if (language.isEmpty() || wanted.language() == QLocale::C)
        return;
    const QList<QLocale> spoken = m_voice->availableLocales();
    for (const QLocale &locale : spoken) {
        if (locale.language() == wanted.language()) {
            m_voice->setLocale(locale);
            return;
        }
    }
}

void QtSpeaker::end(const Result<void> &outcome)
{
    m_isSaying = false;
    if (const Ended ended = std::exchange(m_ended, {}))
        ended(outcome);
}

} // namespace lectern
