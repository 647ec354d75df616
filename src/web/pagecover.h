// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>

namespace lectern {

/// Lies over the engine's widget while that has nothing to show. The engine paints white then,
/// whatever the palette and the page say, which in a dark room is a flash.
class PageCover final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageCover)

public:
    explicit PageCover(QWidget *parent);

    /// The colour of an empty page.
    void showPlain();
    /// The page as it looked before, until its successor is there.
    void showPicture(const QPixmap &picture);

    /// Null while it is plain.
    [[nodiscard]] QPixmap picture() const { return m_picture; }

signals:
    void painted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void appear();

    QPixmap m_picture;
};

} // namespace lectern
