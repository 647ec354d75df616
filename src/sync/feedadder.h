// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/sourcefinder.h"

#include <QObject>
#include <QUrl>

#include <optional>

namespace lectern {

/// Follows feeds by their very address, as SourceFinder finds and adds them, so that nothing is
/// added that is no feed. Lives in the GUI thread; library and fetcher must outlive it. Destroying
/// it drops what is under way.
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

    /// See typedsource.h.
    [[nodiscard]] static QUrl webAddress(const QUrl &url) { return lectern::webAddress(url); }

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

    void find(const Wanted &wanted);
    void follow(const Wanted &wanted, const FoundSources &found);
    void tell(const Wanted &wanted, const Error &error);

    Library &m_library;
    SourceFinder m_finder;
};

} // namespace lectern
