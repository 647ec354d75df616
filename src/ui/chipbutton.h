// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace lectern {

/// A checkable pill of text with an optional count, for choosing a scope.
class ChipButton final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChipButton)

public:
    explicit ChipButton(QWidget *parent = nullptr);

    /// Shown behind the text; 0 shows none.
    void setCount(int count);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString countText() const;
    [[nodiscard]] QFont countFont() const;

    int m_count = 0;
};

} // namespace lectern
