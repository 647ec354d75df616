// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QDBusConnection>
#include <QHash>
#include <QObject>

namespace lectern {

/// Tells through the desktop's notifications what has arrived from sources whose news the reader
/// wants to hear of: one sentence for a refresh, not one for each article. A click asks for the
/// source. Without a service on the bus nothing is told. GUI thread.
/// Source: Desktop Notifications Specification 1.2.
class NewsNotices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewsNotices)

public:
    explicit NewsNotices(const QDBusConnection &bus, QObject *parent = nullptr);

    void tell(const QList<FeedOutcome> &news);

    /// "3 new from X", "5 new from X and Y"; plain text.
    [[nodiscard]] static QString sentenceOf(const QList<FeedOutcome> &news);

signals:
    /// The reader clicked a notice; the first source of those it told of.
    void sourceRequested(lectern::SourceId source);

private slots:
    void actionInvoked(uint notice, const QString &action);
    void noticeClosed(uint notice, uint reason);

private:
    QDBusConnection m_bus;
    QHash<uint, SourceId> m_shown;
};

} // namespace lectern
