// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QList>
#include <QObject>
#include <QTimer>

class QSettings;

namespace lectern {

class ArticlePane;
class PostListModel;

/// Tells the article pane what is probably read next: the posts beside the one before the reader,
/// first the one in the direction in which the reader goes through the list. They are loaded ahead
/// unless the reader wants it otherwise (reading/loadAhead in settings.ini) or the network costs.
/// GUI thread; what it is given must outlive it.
class ReadAhead final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadAhead)

public:
    ReadAhead(PostListModel &posts, ArticlePane &pane, QSettings &settings,
              QObject *parent = nullptr);

    [[nodiscard]] bool isWanted() const;
    void setWanted(bool isWanted);
    void setMetered(bool isMetered);

private:
    void update();
    void allow();

    PostListModel &m_posts;
    ArticlePane &m_pane;
    QSettings &m_settings;
    bool m_isMetered = false;
    QTimer m_timer; ///< one update for all that changes at once
    ArticleId m_article; ///< before the reader
    int m_row = -1; ///< where it stood
    bool m_isForward = true;
    QList<ArticleId> m_told; ///< what the pane knows of
};

} // namespace lectern
