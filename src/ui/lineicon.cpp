// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lineicon.h"

#include "core/logging.h"
#include "ui/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

class LineIconEngine final : public QIconEngine
{
public:
    explicit LineIconEngine(QString name, QString checkedName = {})
        : m_name(std::move(name)), m_checkedName(std::move(checkedName))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, drawing(rect.size(), ratio, mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return drawing(size, 1.0, mode, state);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state,
                         qreal scale) override
    {
        return drawing(size / scale, scale, mode, state);
    }

    [[nodiscard]] QIconEngine *clone() const override { return new LineIconEngine(*this); }

private:
    [[nodiscard]] QPixmap drawing(const QSize &size, double ratio, QIcon::Mode mode,
                                  QIcon::State state) const
    {
        const bool isChecked = state == QIcon::On && !m_checkedName.isEmpty();
        const QPalette palette = QGuiApplication::palette();
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QColor color =
            isChecked ? Theme::of(palette).star : palette.color(group, QPalette::ButtonText);
        return lineIconPixmap(isChecked ? m_checkedName : m_name, color,
                              std::min(size.width(), size.height()), ratio);
    }

    QString m_name;
    QString m_checkedName;
};

} // namespace

QIcon lineIcon(const QString &name)
{
    return QIcon(new LineIconEngine(name));
}

QIcon starIcon()
{
    return QIcon(new LineIconEngine(u"star"_s, u"star-filled"_s));
}

QPixmap lineIconPixmap(const QString &name, const QColor &color, int size, double devicePixelRatio)
{
    const QString key =
        u"lectern-icon:%1:%2:%3:%4"_s.arg(name, color.name()).arg(size).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;

    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(logUi) << "No icon named" << name;
        return pixmap;
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(QSizeF(size * devicePixelRatio, size * devicePixelRatio).toSize());
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace lectern
