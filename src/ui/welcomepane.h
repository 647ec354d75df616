// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class WelcomePane;
}

namespace lectern {

/// What is at the right before anything has been chosen: how to begin.
class WelcomePane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WelcomePane)

public:
    explicit WelcomePane(QWidget *parent = nullptr);
    ~WelcomePane() override;

signals:
    void guideRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void addKeys(const QStringList &keys, const QString &meaning);
    void drawIcon();

    std::unique_ptr<Ui::WelcomePane> m_form;
};

} // namespace lectern
