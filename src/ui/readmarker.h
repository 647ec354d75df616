// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace lectern {

class Library;

/// Marks an article as read once the reader has had it before them long enough. GUI thread;
/// `library` must outlive it.
class ReadMarker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadMarker)

public:
    static constexpr std::chrono::milliseconds usualDelay{2000};

    ReadMarker(Library &library, std::chrono::milliseconds delay, QObject *parent = nullptr);

    /// The article is on screen from now on.
    void articleShown(ArticleId article);
    /// It no longer is (another one was chosen, it failed to load, the page was left).
    void articleLeft();

private:
    Library &m_library;
    QTimer m_timer;
    ArticleId m_article;
};

} // namespace lectern
