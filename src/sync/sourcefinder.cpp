// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sourcefinder.h"

#include "core/deliver.h"
#include "sync/feedfetch.h"
#include "sync/feedlogins.h"

#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

template <typename Value>
void finish(const std::shared_ptr<QPromise<Value>> &promise, const Value &value)
{
    promise->addResult(value);
    promise->finish();
}

/// Hands a step's value on, or its error to whoever waits.
template <typename T, typename Then>
auto orFail(const std::shared_ptr<QPromise<Result<AddedSources>>> &answer, Then then)
{
    return [answer, then](const Result<T> &result) {
        if (result)
            then(*result);
        else
            finish<Result<AddedSources>>(answer, tl::unexpected(result.error()));
    };
}

std::optional<Source> sourceIn(const LibraryCounts &counts, SourceId id)
{
    const auto found = std::find_if(counts.sources.cbegin(), counts.sources.cend(),
                                    [id](const Source &source) { return source.id == id; });
    return found == counts.sources.cend() ? std::nullopt : std::optional(*found);
}

AddedSource known(const Source &source)
{
    AddedSource added;
    added.outcome.source = source.id;
    added.outcome.title = source.title;
    added.wasThere = true;
    return added;
}

} // namespace

SourceFinder::SourceFinder(Library &library, Fetcher &fetcher, FeedLogins *logins, QObject *parent,
                           const Clock &now)
    : QObject(parent), m_library(library), m_fetcher(fetcher), m_logins(logins), m_now(now)
{
}

QFuture<FindResult> SourceFinder::find(const QString &typed, const std::optional<Login> &login)
{
    Result<TypedSource> source = readTypedSource(typed);
    if (!source) {
        QPromise<FindResult> promise;
        promise.start();
        promise.addResult(tl::unexpected(FindFailure{source.error(), {}, {}}));
        promise.finish();
        return promise.future();
    }
    // A password is never part of what is stored.
    std::optional<Login> used = login;
    for (QUrl &address : source->addresses) {
        if (!used && !address.userName().isEmpty())
            used =
                Login{address.userName(QUrl::FullyDecoded), address.password(QUrl::FullyDecoded)};
        address.setUserInfo({});
    }
    auto *const search = new SourceSearch({m_library, m_fetcher, m_now}, used, this);
    return search->start(*source);
}

QFuture<Result<ShownList>> SourceFinder::findShown(const PageSnapshot &page,
                                                   std::optional<int> element)
{
    return QtConcurrent::run(readShownList, page, element, m_now());
}

QFuture<Result<AddedSources>> SourceFinder::addShown(const ShownList &list, FolderId folder)
{
    const auto answer = std::make_shared<QPromise<Result<AddedSources>>>();
    answer->start();
    const auto follow = [this, folder, answer](const FoundSource &source) {
        deliver(add(source, folder), this,
                [answer](const Result<AddedSources> &added) { finish(answer, added); });
    };
    deliver(m_fetcher.fetch(pageRequestFor(list.source.url), Urgency::Asked), this,
            [this, list, follow](const FetchResult &sent) {
                deliver(QtConcurrent::run(asRefreshed, list.source, sent), this, follow);
            });
    return answer->future();
}

QFuture<Result<AddedSources>> SourceFinder::add(const FoundSource &source, FolderId folder,
                                                const QString &collection)
{
    const auto answer = std::make_shared<QPromise<Result<AddedSources>>>();
    answer->start();
    if (source.kind == FoundSource::Kind::Article) {
        addArticle(std::get<CollectionRequest>(source.content), collection, answer);
        return answer->future();
    }
    if (source.kind == FoundSource::Kind::Subscriptions) {
        addSubscriptions(std::get<SubscriptionList>(source.content), folder, answer);
        return answer->future();
    }
    deliver(
        m_library.counts(), this,
        orFail<LibraryCounts>(answer, [this, source, folder, answer](const LibraryCounts &before) {
            if (source.kind == FoundSource::Kind::Collection)
                addCollection(std::get<IncomingCollection>(source.content), before, answer);
            else
                addFeed(source, folder, before, answer);
        }));
    return answer->future();
}

QFuture<Result<void>> SourceFinder::undo(const AddedSources &added)
{
    const auto answer = std::make_shared<QPromise<Result<void>>>();
    answer->start();
    if (added.saved) {
        takeBack(*added.saved, answer);
        return answer->future();
    }
    FollowedFeeds followed;
    followed.folders = added.folders;
    for (const AddedSource &source : added.sources) {
        if (!source.wasThere)
            followed.added.append(source.outcome.source);
    }
    deliver(m_library.unfollow(followed), this,
            [answer](const Result<void> &removed) { finish(answer, removed); });
    return answer->future();
}

void SourceFinder::addFeed(const FoundSource &source, FolderId folder, const LibraryCounts &before,
                           const Answer &answer)
{
    const bool isPage = source.kind == FoundSource::Kind::Page;
    const auto take = [this, source, before, answer, isPage](SourceId id) {
        const std::optional<Source> there = sourceIn(before, id);
        if (!there) {
            AddedSource added;
            added.outcome.source = id;
            store(source, added, answer);
        } else if (isPage && there->kind == SourceKind::Page) {
            store(source, known(*there), answer);
        } else {
            finish<Result<AddedSources>>(answer, AddedSources{{known(*there)}, {}, {}, {}});
        }
    };
    if (const auto there = sourceIn(before, source.known)) {
        take(there->id);
        return;
    }
    const auto &incoming = std::get<IncomingFeed>(source.content);
    deliver(isPage ? m_library.addPage(source.url, source.title, incoming.listDescription, folder)
                   : m_library.addFeed(source.url, source.title, folder),
            this, orFail<SourceId>(answer, take));
}

void SourceFinder::store(const FoundSource &source, const AddedSource &added, const Answer &answer)
{
    IncomingFeed incoming = std::get<IncomingFeed>(source.content);
    incoming.check.source = added.outcome.source;
    const auto tell = [this, source, added, answer](const QList<FeedOutcome> &outcomes) {
        AddedSource stored = added;
        if (!outcomes.isEmpty())
            stored.outcome = outcomes.first();
        Feed feed;
        feed.source = stored.outcome.source;
        feed.kind = source.kind == FoundSource::Kind::Page ? SourceKind::Page : SourceKind::Feed;
        feed.url = source.url;
        feed.address = source.url;
        feed.title = stored.outcome.title;
        feed.homePage = source.homePage;
        keepLogin(source, AddedSources{{stored}, {}, {}, {}}, answer);
        emit feedRead(feed, source.icon);
    };
    deliver(m_library.storeFeeds({incoming}), this, orFail<QList<FeedOutcome>>(answer, tell));
}

void SourceFinder::keepLogin(const FoundSource &source, const AddedSources &added,
                             const Answer &answer)
{
    const AddedSource &only = added.sources.first();
    if (!m_logins || !source.login || only.wasThere) {
        finish<Result<AddedSources>>(answer, added);
        return;
    }
    FeedSettings settings;
    settings.userName = source.login->user;
    const auto keep = [this, source, added, answer] {
        deliver(m_logins->keep(source.url, source.login->user, source.login->password), this,
                [added, answer](const Result<void> &kept) {
                    AddedSources all = added;
                    if (!kept)
                        all.loginTrouble = kept.error();
                    finish<Result<AddedSources>>(answer, all);
                });
    };
    deliver(m_library.setFeedSettings(only.outcome.source, settings), this,
            [answer, keep](const Result<void> &set) {
                if (set)
                    keep();
                else
                    finish<Result<AddedSources>>(answer, tl::unexpected(set.error()));
            });
}

void SourceFinder::addSubscriptions(const SubscriptionList &list, FolderId folder,
                                    const Answer &answer)
{
    QList<ListedFeed> feeds;
    for (const Subscription &subscription : list.subscriptions)
        feeds.append({subscription.feed, subscription.title, subscription.folder});
    const auto nameThem = [this, answer](const FollowedFeeds &followed) {
        const auto tell = [followed, answer](const LibraryCounts &counts) {
            AddedSources added;
            added.folders = followed.folders;
            QHash<SourceId, Source> sources;
            for (const Source &source : counts.sources)
                sources.insert(source.id, source);
            for (const SourceId id : followed.added) {
                AddedSource one;
                one.outcome.source = id;
                one.outcome.title = sources.value(id).title;
                added.sources.append(one);
            }
            for (const SourceId id : followed.known)
                added.sources.append(known(sources.value(id)));
            finish<Result<AddedSources>>(answer, added);
        };
        deliver(m_library.counts(), this, orFail<LibraryCounts>(answer, tell));
    };
    deliver(m_library.addFeeds(feeds, folder), this, orFail<FollowedFeeds>(answer, nameThem));
}

void SourceFinder::addCollection(const IncomingCollection &collection, const LibraryCounts &before,
                                 const Answer &answer)
{
    std::optional<Source> there;
    for (const Source &source : before.sources) {
        if (source.url == collection.url)
            there = source;
    }
    // What is followed as a feed cannot be a collection as well.
    if (there && there->kind != SourceKind::Collection) {
        finish<Result<AddedSources>>(answer, AddedSources{{known(*there)}, {}, {}, {}});
        return;
    }
    const auto tell = [collection, there, answer](const CollectionOutcome &outcome) {
        AddedSource added;
        added.outcome = {outcome.source, collection.title, outcome.added, outcome.updated};
        added.wasThere = there.has_value();
        finish<Result<AddedSources>>(answer, AddedSources{{added}, {}, {}, {}});
    };
    deliver(m_library.storeCollection(collection), this, orFail<CollectionOutcome>(answer, tell));
}

void SourceFinder::addArticle(const CollectionRequest &article, const QString &collection,
                              const Answer &answer)
{
    const auto tell = [answer](const SavedArticle &saved) {
        finish<Result<AddedSources>>(answer, AddedSources{{}, {}, saved, {}});
    };
    const auto make = [this, article, collection, answer, tell] {
        deliver(m_library.addCollection(collection, {article}), this,
                orFail<SourceId>(answer, [tell](SourceId made) {
                    tell({made, {}, true});
                }));
    };
    const auto put = [this, article, answer, tell, make, collection](const LibraryCounts &counts) {
        const auto found = std::find_if(counts.sources.cbegin(), counts.sources.cend(),
                                        [&collection](const Source &source) {
                                            return source.isOwn && source.title == collection;
                                        });
        if (found == counts.sources.cend()) {
            make();
            return;
        }
        deliver(m_library.addToCollection(found->id, {article}), this,
                orFail<QList<ArticleId>>(answer, [tell, id = found->id](const auto &added) {
                    tell({id, added.value(0), false});
                }));
    };
    deliver(m_library.counts(), this, orFail<LibraryCounts>(answer, put));
}

void SourceFinder::takeBack(const SavedArticle &saved,
                            const std::shared_ptr<QPromise<Result<void>>> &answer)
{
    const auto tell = [answer](const auto &removed) {
        finish(answer, removed ? Result<void>() : tl::unexpected(removed.error()));
    };
    if (saved.isCollectionNew)
        deliver(m_library.removeCollection(saved.collection), this, tell);
    else if (saved.article)
        deliver(m_library.removeFromCollection(saved.collection, {saved.article}), this, tell);
    else
        finish(answer, Result<void>());
}

} // namespace lectern
