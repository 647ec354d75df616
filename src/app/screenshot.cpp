// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshot.h"

#include "core/logging.h"
#include "ui/articlepane.h"
#include "ui/mainwindow.h"

#include <QPainter>
#include <QSaveFile>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

/// Two equal pictures this far apart count as a window at rest.
constexpr auto frameDistance = 200ms;
/// A page that never rests (an animation, an endless load) is taken as it is after this.
constexpr auto patience = 30s;

} // namespace

Screenshot::Screenshot(MainWindow &window, const QString &file, QObject *parent)
    : QObject(parent), m_window(window), m_file(file)
{
    connect(&window, &MainWindow::listShown, this, [this] { m_isListShown = true; });
    connect(&window.articlePane(), &ArticlePane::settled, this,
            [this] { m_isArticleSettled = true; });
    connect(&m_frameTimer, &QTimer::timeout, this, &Screenshot::compare);
    m_frameTimer.start(frameDistance);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Screenshot::save);
    m_patience.start(patience);
}

void Screenshot::compare()
{
    const bool isArticleComing = m_window.isRestoringPage() || !m_window.articlePane().isEmpty();
    if (!m_isListShown || (isArticleComing && !m_isArticleSettled))
        return;
    const QImage frame = picture().toImage();
    if (frame == m_lastFrame)
        save();
    m_lastFrame = frame;
}

QPixmap Screenshot::picture() const
{
    QPixmap picture = m_window.grab();
    ArticleView &page = m_window.articlePane().page();
    if (page.isVisible()) {
        QPainter painter(&picture);
        painter.drawPixmap(page.mapTo(&m_window, QPoint(0, 0)), page.picture());
    }
    return picture;
}

void Screenshot::save()
{
    m_frameTimer.stop();
    m_patience.stop();
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) || !picture().save(&file, "PNG") || !file.commit()) {
        emit failed({ErrorKind::Environment, ErrorCode::InputOutput,
                     u"%1: %2"_s.arg(m_file, file.errorString())});
        return;
    }
    qCInfo(logApp) << "Picture of the window written to" << m_file;
    emit taken();
}

} // namespace lectern
