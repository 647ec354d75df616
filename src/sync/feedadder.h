// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"
#include "net/fetcher.h"
#include "sync/feedreading.h"

#include <QObject>
#include <QUrl>

#include <optional>

namespace lectern {

/// Follows feeds by their address: fetches, reads, adds and stores, in this order, so that nothing
/// is added that is no feed. Lives in the GUI thread; library and fetcher must outlive it.
/// Destroying it drops what is under way.
class FeedAdder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FeedAdder)

public:
    FeedAdder(Library &library, Fetcher &fetcher, QObject *parent = nullptr,
              const Clock &now = QDateTime::currentDateTimeUtc);

    /// Emits added or failed once. feed: addresses ("feed://…", "feed:https://…") are those of the
    /// page they stand for. A feed the library has already is only named.
    void add(const QUrl &url, FolderId folder = {});

    /// The web address that a feed: address stands for; any other address as it is.
    [[nodiscard]] static QUrl webAddress(const QUrl &url);

signals:
    /// `outcome` names the source; of one that was there already, nothing was stored. `issues`:
    /// what was odd, see FeedDocument::issues.
    void added(const lectern::FeedOutcome &outcome, bool wasThere, const QStringList &issues);
    /// Errors: those of fetching and reading, AddressRefused for what is no web address, those of
    /// the library.
    void failed(const QUrl &url, const lectern::Error &error, std::optional<int> httpStatus);
    /// See FeedRefresher::feedRead.
    void feedRead(const lectern::Feed &feed, const QUrl &icon);

private:
    /// What to do, handed from step to step.
    struct Wanted
    {
        QUrl url;
        FolderId folder;
    };

    void fetch(const Wanted &wanted);
    void read(const Wanted &wanted, const FetchedPage &page);
    void store(const Wanted &wanted, const FetchedPage &page, const ReadFeed &read);
    void tell(const Wanted &wanted, const Error &error);

    Library &m_library;
    Fetcher &m_fetcher;
    const Clock m_now;
};

} // namespace lectern
