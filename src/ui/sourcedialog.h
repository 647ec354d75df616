// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace Ui {
class SourceDialog;
}

namespace lectern {

/// What the reader decided about a source in the dialog.
struct SourceProperties
{
    SourceSettings settings;
    Retention retention;
    std::optional<FeedSettings> fetching; ///< only of a feed, and only when it is to be different
    QString password; ///< of the login in `fetching`; empty: as before

    friend bool operator==(const SourceProperties &, const SourceProperties &) = default;
};

/// The properties of one source: its name, how long its posts are kept, and of a feed how it is
/// fetched. Deletes itself.
class SourceDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceDialog)

public:
    /// `feed` of a source that is one.
    SourceDialog(const Source &source, const std::optional<Feed> &feed, QWidget *parent = nullptr);
    ~SourceDialog() override;

signals:
    /// The reader saved, and something is different; the dialog closes.
    void changed(const lectern::SourceProperties &properties);

private:
    /// As the dialog shows them now.
    [[nodiscard]] SourceProperties properties() const;
    void showRetention(const Retention &retention);
    void showFeed(const Feed &feed);
    [[nodiscard]] Retention chosenRetention() const;
    /// The first line that is no header; empty when all are.
    [[nodiscard]] QString wrongHeader() const;
    void save();

    std::unique_ptr<Ui::SourceDialog> m_form;
    SourceProperties m_before;
};

} // namespace lectern
