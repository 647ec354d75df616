// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/fetcher.h"
#include "sync/foundsource.h"
#include "sync/shownlist.h"
#include "sync/sourcesearch.h"

#include <QObject>
#include <QPromise>

#include <memory>

namespace lectern {

class FeedLogins;

/// One field takes anything: finds what can be followed at an address or in a file, and adds what
/// is chosen of that, as it was fetched. Lives in the GUI thread; library, fetcher and
/// logins must outlive it. Destroying it cancels what is under way; what was added stays.
class SourceFinder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceFinder)

public:
    /// `logins` keeps what sources are fetched with; without it, no login outlives a search.
    SourceFinder(Library &library, Fetcher &fetcher, FeedLogins *logins = nullptr,
                 QObject *parent = nullptr, const Clock &now = QDateTime::currentDateTimeUtc);

    /// Looks for what was typed, pasted or dropped (see readTypedSource for what that may be), and
    /// answers with what is there, read and ready to be added. Nothing is added yet. `login` is for
    /// the host of what was typed; a name and a password in the address are one. Cancelling the
    /// future ends the search. Errors: those of readTypedSource, fetching, readSourceFile, reading
    /// and the library.
    [[nodiscard]] QFuture<FindResult> find(const QString &typed,
                                           const std::optional<Login> &login = {});

    /// Finds a list on a page as it is shown: the one that the element with this number belongs to,
    /// or without one the page's best. Errors: those of readShownList().
    [[nodiscard]] QFuture<Result<ShownList>> findShown(const PageSnapshot &page,
                                                       std::optional<int> element);
    /// Follows such a list. The page is fetched to find out whether the list comes from its server
    /// or is made by its scripts; that decides how it is refreshed. Errors: those of the library.
    [[nodiscard]] QFuture<Result<AddedSources>> addShown(const ShownList &list,
                                                         FolderId folder = {});

    /// Adds one of the choices: follows a feed, a page, or all feeds of a list; stores a collection
    /// outside of folders; puts an article into the reader's own collection of the title
    /// `collection`, which is made if there is none. What is followed already is only named, but
    /// for a page, of which the chosen list is followed from then on, and a collection, which is
    /// renewed. Errors: those of the library.
    [[nodiscard]] QFuture<Result<AddedSources>>
    add(const FoundSource &source, FolderId folder = {},
        const QString &collection = QStringLiteral("Saved"));

    /// Removes again what add() added: sources with what they brought, folders that are empty then,
    /// the article from its collection. What was there before stays. Errors: those of the library.
    [[nodiscard]] QFuture<Result<void>> undo(const AddedSources &added);

signals:
    /// See FeedRefresher::feedRead.
    void feedRead(const lectern::Feed &feed, const QUrl &icon);

private:
    using Answer = std::shared_ptr<QPromise<Result<AddedSources>>>;

    void addFeed(const FoundSource &source, FolderId folder, const LibraryCounts &before,
                 const Answer &answer);
    void store(const FoundSource &source, const AddedSource &added, const Answer &answer);
    /// The last step of adding something: answers once its login is kept.
    void keepLogin(const FoundSource &source, const AddedSources &added, const Answer &answer);
    void addSubscriptions(const SubscriptionList &list, FolderId folder, const Answer &answer);
    void addCollection(const IncomingCollection &collection, const LibraryCounts &before,
                       const Answer &answer);
    void addArticle(const CollectionRequest &article, const QString &collection,
                    const Answer &answer);
    void takeBack(const SavedArticle &saved, const std::shared_ptr<QPromise<Result<void>>> &answer);

    Library &m_library;
    Fetcher &m_fetcher;
    FeedLogins *const m_logins;
    const Clock m_now;
};

} // namespace lectern
