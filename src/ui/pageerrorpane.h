// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/pageerror.h"

#include <QWidget>

#include <memory>

namespace Ui {
class PageErrorPane;
}

namespace lectern {

/// Stands in for a page that can't be shown: what happened, what to do, and of the post what is
/// known anyway.
class PageErrorPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageErrorPane)

public:
    explicit PageErrorPane(QWidget *parent = nullptr);
    ~PageErrorPane() override;

    /// Title and summary of the post, plain text; both empty when the page is no known post.
    void showError(const PageError &error, const QString &postTitle, const QString &postSummary);

signals:
    void retryRequested();
    void browserRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    std::unique_ptr<Ui::PageErrorPane> m_form;
    QString m_iconName;
};

} // namespace lectern
