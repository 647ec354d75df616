// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/droptarget.h"

#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace lectern {

DropTarget::DropTarget(QWidget &window) : QObject(&window)
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

QString DropTarget::addressIn(const QMimeData &data)
{
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            return url.toLocalFile();
        if (url.scheme() == "http"_L1 || url.scheme() == "https"_L1 || url.scheme() == "feed"_L1)
            return url.toString(QUrl::FullyEncoded);
    }
    const QString text = data.text().trimmed();
    constexpr qsizetype longestAddress = 4000;
    const bool isAddress = text.size() <= longestAddress
        && (text.startsWith("http://"_L1) || text.startsWith("https://"_L1)
            || text.startsWith("feed:"_L1))
        && !text.contains(u' ') && !text.contains(u'\n');
    return isAddress ? text : QString();
}

bool DropTarget::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        auto *drag = static_cast<QDropEvent *>(event);
        // What is dragged within the window is moved there.
        if (drag->source() || addressIn(*drag->mimeData()).isEmpty())
            break;
        drag->setDropAction(Qt::CopyAction);
        drag->accept();
        return true;
    }
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        const QString address = drop->source() ? QString() : addressIn(*drop->mimeData());
        if (address.isEmpty())
            break;
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        emit taken(address);
        return true;
    }
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!key->matches(QKeySequence::Paste))
            break;
        if (const QMimeData *copied = QGuiApplication::clipboard()->mimeData()) {
            if (const QString address = addressIn(*copied); !address.isEmpty()) {
                emit taken(address);
                return true;
            }
        }
        break;
    }
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace lectern
