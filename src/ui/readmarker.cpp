// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readmarker.h"

#include "core/deliver.h"
#include "core/logging.h"
#include "library/library.h"

namespace lectern {

ReadMarker::ReadMarker(Library &library, std::chrono::milliseconds delay, QObject *parent)
    : QObject(parent), m_library(library)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(delay);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        deliver(m_library.setRead({m_article}, true), this, [](const Result<void> &outcome) {
            // Nothing the reader asked for: the post simply stays unread.
            if (!outcome)
                qCWarning(logUi) << "Not marked as read:" << describe(outcome.error());
        });
    });
}

void ReadMarker::articleShown(ArticleId article)
{
    m_article = article;
    m_timer.start();
}

void ReadMarker::articleLeft()
{
    m_timer.stop();
}

} // namespace lectern
