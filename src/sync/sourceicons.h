// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"
#include "net/fetcher.h"

#include <QObject>
#include <QSet>
#include <QUrl>

#include <functional>

namespace lectern {

/// Finds the icons of sources, once each: the one a feed names, or else /favicon.ico of its home
/// page. What comes from the web is made into a small image of our own before it is kept, so that
/// nothing else ever reads it. A source without one is asked no more. Lives in the GUI thread;
/// library and fetcher must outlive it.
class SourceIcons final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceIcons)

public:
    /// Makes a small image file of the bytes of any; empty: they are none. Called in the thread
    /// pool.
    using Shrink = std::function<QByteArray(const QByteArray &)>;

    SourceIcons(Library &library, Fetcher &fetcher, const Shrink &shrink,
                QObject *parent = nullptr);

    /// Looks for the icon of a feed that has just been read, unless that was done before. `named`:
    /// the one it names; may be empty.
    void find(const Feed &feed, const QUrl &named);

private:
    void fetch(SourceId source, const QList<QUrl> &candidates);
    void keep(SourceId source, const QByteArray &image);

    Library &m_library;
    Fetcher &m_fetcher;
    const Shrink m_shrink;
    QSet<SourceId> m_underWay;
};

} // namespace lectern
