// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readahead.h"

#include "models/postlistmodel.h"
#include "ui/articlepane.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr auto wantedKey = "reading/loadAhead"_L1;

} // namespace

ReadAhead::ReadAhead(PostListModel &posts, ArticlePane &pane, QSettings &settings, QObject *parent)
    : QObject(parent), m_posts(posts), m_pane(pane), m_settings(settings)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &ReadAhead::update);
    const auto updateSoon = qOverload<>(&QTimer::start);
    connect(&pane, &ArticlePane::settled, &m_timer, updateSoon);
    connect(&posts, &PostListModel::settled, &m_timer, updateSoon);
    connect(&posts, &QAbstractItemModel::dataChanged, &m_timer, updateSoon);
    connect(&posts, &QAbstractItemModel::rowsInserted, &m_timer, updateSoon);
    connect(&posts, &QAbstractItemModel::rowsRemoved, &m_timer, updateSoon);
    connect(&pane, &ArticlePane::choicesChanged, this, [this] {
        m_told.clear();
        m_timer.start();
    });
    allow();
}

bool ReadAhead::isWanted() const
{
    return m_settings.value(wantedKey, true).toBool();
}

void ReadAhead::setWanted(bool isWanted)
{
    m_settings.setValue(wantedKey, isWanted);
    allow();
}

void ReadAhead::setMetered(bool isMetered)
{
    m_isMetered = isMetered;
    allow();
}

void ReadAhead::allow()
{
    m_pane.page().setLoadingAhead(isWanted() && !m_isMetered);
}

void ReadAhead::update()
{
    const std::optional<Post> &post = m_pane.post();
    const int row = post ? m_posts.rowOf(post->id) : -1;
    if (row >= 0 && post->id != m_article) {
        if (m_row >= 0)
            m_isForward = row > m_row;
        m_article = post->id;
    }
    m_row = row;

    QList<Post> likely;
    QList<ArticleId> articles;
    if (row >= 0) {
        const int step = m_isForward ? 1 : -1;
        for (const int neighbour : {row + step, row - step}) {
            // One that isn't here yet will come with a change of its row.
            if (const Post *next = m_posts.postAt(neighbour)) {
                likely.append(*next);
                articles.append(next->id);
            }
        }
    }
    if (articles == m_told)
        return;
    m_told = articles;
    m_pane.prepare(likely);
}

} // namespace lectern
