// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/sourcechoice.h"

#include "ctl/session.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct SourceTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::SourceChoice)
};

// What is named exactly counts before what is only called so.
QList<Source> named(const QString &name, const LibraryCounts &counts, const QList<Feed> &feeds)
{
    const QUrl url(name, QUrl::StrictMode);
    QSet<SourceId> fetchedThere;
    for (const Feed &feed : feeds) {
        if (feed.address == url)
            fetchedThere.insert(feed.source);
    }
    QList<Source> exact;
    QList<Source> called;
    for (const Source &source : counts.sources) {
        const bool isAt = !url.isEmpty() && source.url == url;
        if (QString::number(source.id.value()) == name || isAt || fetchedThere.contains(source.id))
            exact.append(source);
        else if (source.title == name)
            called.append(source);
    }
    return exact.isEmpty() ? called : exact;
}

} // namespace

Result<SourceChoice> chosenSources(Library &library, const QStringList &names)
{
    const auto counts = answerOf(library.counts());
    if (!counts)
        return tl::unexpected(counts.error());
    const auto feeds = answerOf(library.feeds());
    if (!feeds)
        return tl::unexpected(feeds.error());
    SourceChoice choice;
    for (const QString &name : names) {
        const QList<Source> found = named(name, *counts, *feeds);
        if (found.size() == 1) {
            choice.sources.append(found);
            continue;
        }
        choice.sources.clear();
        choice.refusal = Answer::refusal(
            ExitCode::Malformed,
            found.isEmpty()
                ? SourceTexts::tr("There is no source “%1”: give its number, address or title, as "
                                  "“lecternctl sources” prints them.")
                      .arg(name)
                : SourceTexts::tr("Several sources are called “%1”: give the number of one, as "
                                  "“lecternctl sources” prints them.")
                      .arg(name));
        return choice;
    }
    return choice;
}

} // namespace lectern
