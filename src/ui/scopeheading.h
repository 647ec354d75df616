// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace lectern {

/// The scope chooser: the scope's name as a heading over the list with the number of its posts,
/// and all scopes when opened. Its model is a ScopeModel.
class ScopeBox final : public QComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScopeBox)

public:
    explicit ScopeBox(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace lectern
