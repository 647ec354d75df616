// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lectern {

/// Title over site, centred in the bar, each elided to one line. Plain text.
class PageHeading final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageHeading)

public:
    explicit PageHeading(QWidget *parent = nullptr);

    void setPage(const QString &title, const QString &site, const QString &address);
    [[nodiscard]] const QString &title() const { return m_title; }
    [[nodiscard]] const QString &site() const { return m_site; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_site;
};

} // namespace lectern
