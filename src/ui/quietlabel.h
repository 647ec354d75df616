// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace lectern {

/// A label in the theme's secondary colour, whatever it stands on, through changes of scheme.
class QuietLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuietLabel)

public:
    explicit QuietLabel(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void adoptPalette();
};

} // namespace lectern
