// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class FindBar;
}

namespace lectern {

/// Find in page: the words, how many matches, next and previous. It finds nothing itself.
class FindBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindBar)

public:
    explicit FindBar(QWidget *parent = nullptr);
    ~FindBar() override;

    /// Shows the bar, takes the keyboard, and offers `suggestion` when it is not empty.
    void start(const QString &suggestion);
    /// Hides it; textChanged("") follows, so that marks on the page go.
    void end();
    [[nodiscard]] QString text() const;

    /// 1-based number of the match shown, and how many there are.
    void showResult(int current, int total);

signals:
    void textChanged(const QString &text);
    void nextRequested();
    void previousRequested();
    void ended(); ///< the keyboard should go back to the page

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::unique_ptr<Ui::FindBar> m_form;
};

} // namespace lectern
