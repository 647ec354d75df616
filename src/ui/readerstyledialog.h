// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/readerstyle.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ReaderStyleDialog;
}

namespace lectern {

/// How reader view sets text. What is changed shows in the page at once, so there is nothing to
/// accept. Deletes itself.
class ReaderStyleDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReaderStyleDialog)

public:
    explicit ReaderStyleDialog(const ReaderStyle &style, QWidget *parent = nullptr);
    ~ReaderStyleDialog() override;

    [[nodiscard]] ReaderStyle style() const;
    /// Shows another one, which was chosen elsewhere.
    void setStyle(const ReaderStyle &style);

signals:
    void styleChanged(const lectern::ReaderStyle &style); ///< by the reader, here

private:
    void tellChange();
    void showValues();
    void addFamilies();

    std::unique_ptr<Ui::ReaderStyleDialog> m_form;
    bool m_isFilling = false;
};

} // namespace lectern
