// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QTimer>

namespace lectern {

class MainWindow;

/// Takes a picture of the window once its list and its article (or whatever stands in its place)
/// are on the screen and have stopped changing. `window` must outlive it.
class Screenshot final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Screenshot)

public:
    Screenshot(MainWindow &window, const QString &file, QObject *parent = nullptr);

signals:
    void taken();
    void failed(const lectern::Error &error); ///< Environment: the file can't be written

private:
    void compare();
    void save();
    [[nodiscard]] QPixmap picture() const;

    MainWindow &m_window;
    QString m_file;
    QTimer m_frameTimer;
    QTimer m_patience;
    QImage m_lastFrame;
    bool m_isListShown = false;
    bool m_isArticleSettled = false;
};

} // namespace lectern
