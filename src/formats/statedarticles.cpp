// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/statedarticles.h"

#include "formats/feeddate.h"
#include "formats/pageaddress.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int mostScripts = 20;
constexpr qsizetype mostBytes = 1024 * 1024; ///< of one script
constexpr qsizetype mostArticles = 2000;
constexpr qsizetype longestText = 300;

QString plain(const QJsonValue &value)
{
    const QByteArray utf8 = value.toString().left(4 * longestText).toUtf8();
    return QString::fromUtf8(withoutReferences(utf8)).simplified().left(longestText);
}

/// A name, an object with one, or the first of several of either.
QString nameIn(const QJsonValue &value)
{
    if (value.isArray())
        return nameIn(value.toArray().first());
    return value.isObject() ? plain(value.toObject().value("name"_L1)) : plain(value);
}

/// An address, an object with one, or the first of several of either.
QString addressIn(const QJsonValue &value)
{
    if (value.isArray())
        return addressIn(value.toArray().first());
    if (!value.isObject())
        return value.toString();
    const QJsonObject object = value.toObject();
    for (const auto name : {"url"_L1, "@id"_L1, "contentUrl"_L1}) {
        if (const QString address = object.value(name).toString(); !address.isEmpty())
            return address;
    }
    return {};
}

QUrl webAddressOf(const QString &text, const HtmlDocument &document)
{
    QUrl url(text.trimmed());
    if (url.isValid() && url.isRelative() && !document.base().isEmpty())
        url = document.base().resolved(url);
    const bool isWeb = url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    return isWeb ? url : QUrl();
}

bool isArticle(const QJsonValue &type)
{
    if (type.isArray())
        return isArticle(type.toArray().first());
    const QString name = type.toString();
    return name.endsWith("Posting"_L1) || name.endsWith("Article"_L1) || name == "Report"_L1
        || name == "Review"_L1;
}

StatedArticle articleOf(const QJsonObject &object, const HtmlDocument &document)
{
    StatedArticle article;
    article.title = plain(object.value("headline"_L1));
    if (article.title.isEmpty())
        article.title = plain(object.value("name"_L1));
    article.summary = plain(object.value("description"_L1));
    article.author = nameIn(object.value("author"_L1));
    article.image = webAddressOf(addressIn(object.value("image"_L1)), document);
    const QString date = plain(object.value("datePublished"_L1));
    if (!date.isEmpty())
        article.published = readFeedDate(date);
    const QJsonValue keywords = object.value("keywords"_L1);
    const QJsonArray list = keywords.isArray()
        ? keywords.toArray()
        : QJsonArray::fromStringList(keywords.toString().split(u',', Qt::SkipEmptyParts));
    constexpr qsizetype mostTags = 20;
    for (const QJsonValue &each : list) {
        const QString tag = plain(each);
        if (!tag.isEmpty() && article.tags.size() < mostTags && !article.tags.contains(tag))
            article.tags.append(tag);
    }
    return article;
}

} // namespace

StatedArticles::StatedArticles(const HtmlDocument &document)
{
    int scripts = 0;
    for (HtmlDocument::Node node = 0; node < document.size() && scripts < mostScripts; ++node) {
        const bool isStatement = document.tag(node) == HtmlTag::Script
            && document.rawAttribute(node, "type").trimmed() == "application/ld+json";
        const HtmlDocument::Node text =
            isStatement ? document.firstChild(node) : HtmlDocument::none;
        if (text == HtmlDocument::none || document.rawText(text).size() > mostBytes)
            continue;
        ++scripts;
        read(document.rawText(text).toByteArray(), document);
    }
}

const StatedArticle *StatedArticles::at(const QString &key) const
{
    const auto found = m_articles.constFind(key);
    return found == m_articles.cend() ? nullptr : &*found;
}

void StatedArticles::read(const QByteArray &json, const HtmlDocument &document)
{
    const QJsonDocument root = QJsonDocument::fromJson(json);
    QList<QJsonValue> pending;
    if (root.isArray())
        pending.append(root.array());
    else
        pending.append(root.object());
    while (!pending.isEmpty() && m_articles.size() < mostArticles) {
        const QJsonValue value = pending.takeLast();
        if (value.isArray()) {
            for (const QJsonValue &each : value.toArray())
                pending.append(each);
            continue;
        }
        const QJsonObject object = value.toObject();
        for (const auto name : {"@graph"_L1, "blogPost"_L1, "blogPosts"_L1, "itemListElement"_L1,
                                "mainEntity"_L1, "hasPart"_L1, "item"_L1}) {
            const QJsonValue inner = object.value(name);
            if (inner.isArray() || inner.isObject())
                pending.append(inner);
        }
        const QJsonValue type = object.value("@type"_L1);
        if (!isArticle(type) && type.toString() != "ListItem"_L1)
            continue;
        QString address = addressIn(object.value("url"_L1));
        for (const auto name : {"mainEntityOfPage"_L1, "item"_L1, "@id"_L1}) {
            if (address.isEmpty())
                address = addressIn(object.value(name));
        }
        const QUrl url = webAddressOf(address, document);
        const QString key =
            url.isEmpty() ? QString() : readPageAddress(url, document.address()).key;
        // A page states itself as well, and an item and what it is of twice.
        const bool isNew =
            !key.isEmpty() && (!m_articles.contains(key) || !m_articles.value(key).published);
        if (isNew)
            m_articles.insert(key, articleOf(object, document));
    }
}

} // namespace lectern
