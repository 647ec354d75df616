// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include <optional>

namespace lectern {

/// The heading over the list: what it shows and how many posts that are. It is a button that is
/// checked while the tree of sources under it is unfolded.
class ScopeHeading final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScopeHeading)

public:
    explicit ScopeHeading(QWidget *parent = nullptr);

    /// The title is plain text; without a count none is shown.
    void setScope(const QString &title, std::optional<int> count);
    [[nodiscard]] QString title() const { return m_title; }

    [[nodiscard]] QSize sizeHint() const override;

signals:
    void entryRequested(); ///< the reader wants to go on into the tree by keys

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    std::optional<int> m_count;
};

} // namespace lectern
