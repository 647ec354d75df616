// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <memory>

namespace Ui {
class NoteBar;
}

namespace lectern {

/// A quiet line over the page that tells something about it, perhaps with something to do about it.
/// Hidden while there is nothing to tell.
class NoteBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoteBar)

public:
    explicit NoteBar(QWidget *parent = nullptr);
    ~NoteBar() override;

    /// `text` and `actText` are plain text; without `actText` there is nothing to do.
    void tell(const QString &text, const QString &actText = {},
              const std::function<void()> &act = {});
    void clear();
    [[nodiscard]] QString text() const; ///< empty when hidden

private:
    std::unique_ptr<Ui::NoteBar> m_form;
    std::function<void()> m_act;
};

} // namespace lectern
