// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"
#include "models/feedtablemodel.h"

#include <QDialog>
#include <QPersistentModelIndex>

#include <memory>

class QSettings;
class QSortFilterProxyModel;

namespace Ui {
class FeedsDialog;
}

namespace lectern {

/// How the feeds are: when each was last read and is read next, and what is wrong with it. For a
/// feed that has been away for weeks it asks whether to go on with it; nothing is ever removed by
/// itself. The window stays usable meanwhile. Deletes itself; what it is given must outlive it.
///
/// Kept in settings: feeds/keptOn (the addresses of feeds that the reader wants to go on with).
class FeedsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FeedsDialog)

public:
    FeedsDialog(Library &library, QSettings &settings, QWidget *parent = nullptr,
                const Clock &clock = QDateTime::currentDateTimeUtc);
    ~FeedsDialog() override;

    /// Lists only feeds with trouble, or all of them.
    void setOnlyTrouble(bool isOnlyTrouble);

signals:
    void refreshRequested(const QList<lectern::SourceId> &feeds);
    void propertiesRequested(lectern::SourceId feed);
    void removeRequested(lectern::SourceId feed);
    void openRequested(const QUrl &homePage);

private:
    [[nodiscard]] QList<Feed> chosen() const;
    void updateButtons();
    /// The next feed that has gone and that the reader has not been asked about.
    void askAboutGone();

    std::unique_ptr<Ui::FeedsDialog> m_form;
    QSettings &m_settings;
    const Clock m_now;
    FeedTableModel m_feeds;
    QSortFilterProxyModel *m_shown;
    std::optional<Feed> m_gone; ///< asked about
};

} // namespace lectern
