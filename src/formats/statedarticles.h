// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/htmldocument.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

#include <optional>

namespace lectern {

/// What a page states about an article it lists. Absent text is empty, plain text all of it.
struct StatedArticle
{
    QString title;
    QString summary;
    QString author;
    QUrl image;
    QStringList tags;
    std::optional<QDateTime> published; ///< UTC
};

/// What a page tells machines about its articles: schema.org's BlogPosting, Article and their like,
/// and ListItem, in JSON-LD (<script type="application/ld+json">). It is written for search
/// engines, is often of another page or out of date, and completes what readers see, no more.
/// Bounded, whatever the scripts hold. Made once for a document. Immutable.
class StatedArticles final
{
public:
    explicit StatedArticles(const HtmlDocument &document);

    /// nullptr when nothing is stated. `key` is PageAddress::key.
    [[nodiscard]] const StatedArticle *at(const QString &key) const;

private:
    void read(const QByteArray &json, const HtmlDocument &document);

    QHash<QString, StatedArticle> m_articles;
};

} // namespace lectern
