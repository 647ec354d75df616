// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonfeedreader.h"

#include "formats/feeddate.h"
#include "formats/feedissues.h"
#include "formats/feeditemid.h"
#include "formats/feedtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Parsed, an empty list takes a hundred times the memory of its two bytes. Brackets in texts count
// as well, but no feed of allowed size has nearly as many.
constexpr std::ptrdiff_t maximumBrackets = 1'000'000;

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"text"_s;
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

/// What reading one document needs everywhere.
struct Reading
{
    QUrl base; ///< empty: relative URLs can't be used
    FeedIssues issues;
};

/// One object of the document, read field by field, with a word about each that is not as it
/// should be. `where` begins those sentences.
class Fields final
{
public:
    Fields(const QJsonObject &object, const QString &where, Reading &reading)
        : m_object(object), m_where(where), m_reading(reading)
    {
    }

    void note(const QString &what) const { m_reading.issues.add(m_where, what); }
    [[nodiscard]] const QString &where() const { return m_where; }
    [[nodiscard]] Reading &reading() const { return m_reading; }

    [[nodiscard]] QJsonValue value(QLatin1StringView key) const { return m_object.value(key); }

    /// The text as it stands; empty when absent or not readable as text.
    [[nodiscard]] QString text(QLatin1StringView key) const
    {
        const QJsonValue found = value(key);
        if (found.isString())
            return soundText(found.toString());
        if (found.isDouble()) {
            note(u"\"%1\" is a number; its digits were taken as the text."_s.arg(key));
            return found.toVariant().toString();
        }
        if (!isAbsent(found))
            note(u"\"%1\" is %2 instead of text and was left out."_s.arg(key, typeName(found)));
        return {};
    }

    [[nodiscard]] QString line(QLatin1StringView key) const { return oneLine(text(key)); }

    /// An absolute address that a reader may be sent to; empty when absent or no such address.
    [[nodiscard]] QUrl url(QLatin1StringView key) const
    {
        // Line breaks and tabs in the middle come from wrapped source text and mean nothing.
        QString written = text(key).trimmed();
        written.removeIf([](QChar c) { return c == u'\n' || c == u'\r' || c == u'\t'; });
        if (written.isEmpty())
            return {};
        QUrl found(written);
        if (found.isValid() && found.isRelative()) {
            if (m_reading.base.isEmpty()) {
                note(u"\"%1\" is the relative address %2, and relative to what is not known; it "
                     "was left out."_s.arg(key, quoted(written)));
                return {};
            }
            found = m_reading.base.resolved(found);
        }
        if (!found.isValid() || !isUsableScheme(found.scheme()) || found.host().isEmpty()) {
            note(u"\"%1\" is %2, which is no web address, and was left out."_s.arg(
                key, quoted(written)));
            return {};
        }
        return found;
    }

    [[nodiscard]] std::optional<QDateTime> date(QLatin1StringView key) const
    {
        const QString written = text(key);
        if (written.isEmpty())
            return {};
        const std::optional<QDateTime> found = readFeedDate(written);
        if (!found)
            note(u"\"%1\" is %2, which is no date, and was left out."_s.arg(key, quoted(written)));
        return found;
    }

    /// A whole number from 0 on.
    [[nodiscard]] std::optional<qint64> amount(QLatin1StringView key) const
    {
        constexpr double largest = 9'007'199'254'740'992.0; // JSON numbers are exact up to 2^53
        const QJsonValue found = value(key);
        if (isAbsent(found))
            return {};
        bool isNumber = found.isDouble();
        const double number = isNumber ? found.toDouble() : found.toString().toDouble(&isNumber);
        if (!isNumber || !(number >= 0 && number <= largest)) {
            note(u"\"%1\" is no amount and was left out."_s.arg(key));
            return {};
        }
        if (!found.isDouble())
            note(u"\"%1\" is text instead of a number; the number in it was taken."_s.arg(key));
        return qRound64(number);
    }

private:
    QJsonObject m_object;
    QString m_where;
    Reading &m_reading;
};

/// The name of one author, given as an object or, wrongly, as text.
QString readAuthor(const Fields &fields, QLatin1StringView key, const QJsonValue &value)
{
    if (value.isObject())
        return Fields(value.toObject(), fields.where(), fields.reading()).line("name"_L1);
    if (value.isString()) {
        fields.note(
            u"\"%1\" holds text instead of an object; it was taken as the name."_s.arg(key));
        return oneLine(value.toString());
    }
    fields.note(
        u"\"%1\" holds %2, which names nobody and was left out."_s.arg(key, typeName(value)));
    return {};
}

/// The names of all authors, from version 1.1's "authors" or else version 1.0's "author".
QStringList readAuthors(const Fields &fields)
{
    const QJsonValue listed = fields.value("authors"_L1);
    const QJsonValue single = fields.value("author"_L1);
    QStringList names;
    const auto addName = [&names](const QString &name) {
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    };
    if (listed.isArray()) {
        for (const QJsonValue &value : listed.toArray())
            addName(readAuthor(fields, "authors"_L1, value));
    } else if (!isAbsent(listed)) {
        fields.note(u"\"authors\" is %1 instead of a list."_s.arg(typeName(listed)));
        addName(readAuthor(fields, "authors"_L1, listed));
    }
    if (names.isEmpty() && !isAbsent(single))
        addName(readAuthor(fields, "author"_L1, single));
    return names;
}

QStringList readTags(const Fields &fields)
{
    const QJsonValue value = fields.value("tags"_L1);
    QStringList tags;
    QSet<QString> known;
    const auto addTag = [&tags, &known](const QString &written) {
        const QString tag = oneLine(written);
        const QString folded = tag.toCaseFolded();
        if (tag.isEmpty() || known.contains(folded))
            return;
        known.insert(folded);
        tags.append(tag);
    };
    if (value.isString()) {
        fields.note(u"\"tags\" is text instead of a list; it was parted at its commas."_s);
        for (const QString &tag : value.toString().split(u','))
            addTag(tag);
    } else if (value.isArray()) {
        bool hasNumbers = false;
        bool hasOthers = false;
        for (const QJsonValue &tag : value.toArray()) {
            hasNumbers = hasNumbers || tag.isDouble();
            hasOthers = hasOthers || !(tag.isDouble() || tag.isString());
            addTag(tag.isDouble() ? tag.toVariant().toString() : tag.toString());
        }
        if (hasNumbers)
            fields.note(u"\"tags\" holds numbers; their digits were taken as tags."_s);
        if (hasOthers)
            fields.note(u"\"tags\" holds values that are not text; they were left out."_s);
    } else if (!isAbsent(value)) {
        fields.note(u"\"tags\" is %1 instead of a list and was left out."_s.arg(typeName(value)));
    }
    return tags;
}

QList<FeedAttachment> readAttachments(const Fields &fields)
{
    const QJsonValue value = fields.value("attachments"_L1);
    if (!isAbsent(value) && !value.isArray())
        fields.note(
            u"\"attachments\" is %1 instead of a list and was left out."_s.arg(typeName(value)));
    QList<FeedAttachment> attachments;
    for (const QJsonValue &entry : value.toArray()) {
        const Fields attachment(entry.toObject(), fields.where() + u", an attachment"_s,
                                fields.reading());
        FeedAttachment read;
        read.url = attachment.url("url"_L1);
        if (read.url.isEmpty()) {
            attachment.note(u"It has no address and was left out."_s);
            continue;
        }
        read.mimeType = attachment.line("mime_type"_L1);
        read.title = attachment.line("title"_L1);
        read.bytes = attachment.amount("size_in_bytes"_L1);
        read.seconds = attachment.amount("duration_in_seconds"_L1);
        attachments.append(read);
    }
    return attachments;
}

void readOwnExtension(const Fields &fields, FeedItem &item)
{
    const QJsonValue value = fields.value("_lectern"_L1);
    if (!isAbsent(value) && !value.isObject())
        fields.note(
            u"\"_lectern\" is %1 instead of an object and was left out."_s.arg(typeName(value)));
    const Fields own(value.toObject(), fields.where(), fields.reading());
    item.section = own.line("section"_L1);
    item.note = own.line("note"_L1);
}

/// An item, unless there is nothing in it to name it by or to read; `feed` gives what an item
/// inherits.
std::optional<FeedItem> readItem(const Fields &fields, const FeedDocument &feed)
{
    FeedItem item;
    item.id = fields.text("id"_L1).trimmed();
    item.url = fields.url("url"_L1);
    item.externalUrl = fields.url("external_url"_L1);
    if (item.url.isEmpty())
        item.url = item.externalUrl;
    if (item.url.isEmpty()) {
        const QUrl idAsUrl(item.id);
        const bool isWeb = idAsUrl.scheme() == "http"_L1 || idAsUrl.scheme() == "https"_L1;
        if (isWeb && idAsUrl.isValid() && !idAsUrl.host().isEmpty())
            item.url = idAsUrl;
    }
    if (item.id.isEmpty())
        item.id = item.url.toString(QUrl::FullyEncoded);

    item.title = fields.line("title"_L1);
    item.summary = fields.line("summary"_L1);
    item.contentHtml = fields.text("content_html"_L1);
    item.contentText = fields.text("content_text"_L1);
    const bool isEmpty = item.url.isEmpty() && item.title.isEmpty() && item.summary.isEmpty()
        && item.contentHtml.isEmpty() && item.contentText.isEmpty();
    if (isEmpty) {
        fields.note(u"It holds nothing to read and was left out."_s);
        return {};
    }
    item.authors = readAuthors(fields);
    if (item.authors.isEmpty())
        item.authors = feed.authors;
    item.author = item.authors.join(u", "_s);
    item.language = fields.line("language"_L1);
    if (item.language.isEmpty())
        item.language = feed.language;
    item.image = fields.url("image"_L1);
    item.tags = readTags(fields);
    readOwnExtension(fields, item);
    item.attachments = readAttachments(fields);
    item.published = fields.date("date_published"_L1);
    item.updated = fields.date("date_modified"_L1);
    if (item.id.isEmpty()) {
        fields.note(u"It has neither an id nor an address; a hash of it stands for both."_s);
        item.id = idOfContents(item);
    }
    return item;
}

/// The bytes as UTF-8. The specification asks for it, but editors save what they like.
QByteArray asUtf8(const QByteArray &bytes, FeedIssues &issues)
{
    constexpr char16_t firstOfJson = u'{';
    const auto encoding = QStringConverter::encodingForData(bytes, firstOfJson);
    if (encoding && *encoding != QStringConverter::Utf8) {
        issues.add(u"The feed"_s,
                   u"It is written in %1 instead of UTF-8."_s.arg(
                       QLatin1StringView(QStringConverter::nameForEncoding(*encoding))));
        return QString(QStringDecoder(*encoding).decode(bytes)).toUtf8();
    }
    return bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes;
}

/// "line 3, column 14: …", counted from 1, columns in bytes.
QString describe(const QJsonParseError &error, const QByteArray &bytes)
{
    const QByteArray before = bytes.first(std::clamp<qsizetype>(error.offset, 0, bytes.size()));
    return u"line %1, column %2: %3"_s.arg(before.count('\n') + 1)
        .arg(before.size() - before.lastIndexOf('\n'))
        .arg(error.errorString());
}

Result<QJsonObject> parse(const QByteArray &bytes, FeedIssues &issues)
{
    QByteArray json = asUtf8(bytes, issues);
    const auto isBracket = [](char c) { return c == '[' || c == '{'; };
    if (std::count_if(json.cbegin(), json.cend(), isBracket) > maximumBrackets)
        return failure(ErrorKind::Data, ErrorCode::TooLarge,
                       u"The feed has more than %1 lists and objects."_s.arg(maximumBrackets));
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error == QJsonParseError::IllegalUTF8String) {
        json = QString::fromUtf8(json).toUtf8();
        document = QJsonDocument::fromJson(json, &error);
        if (error.error == QJsonParseError::NoError)
            issues.add(u"The feed"_s, u"Some of its bytes are not UTF-8 and were replaced."_s);
    }
    if (error.error == QJsonParseError::DocumentTooLarge)
        return failure(ErrorKind::Data, ErrorCode::TooLarge, describe(error, json));
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorKind::Data, ErrorCode::Malformed, describe(error, json));
    if (!document.isObject())
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"A JSON Feed is an object, this is a list."_s);
    return document.object();
}

/// Which version the document is written in; empty when it is no JSON Feed at all.
QString readFormat(const Fields &fields)
{
    constexpr auto mark = "jsonfeed.org/version/"_L1;
    const QString version = fields.value("version"_L1).toString().trimmed();
    const qsizetype found = version.indexOf(mark, 0, Qt::CaseInsensitive);
    if (found < 0) {
        if (!fields.value("items"_L1).isArray())
            return {};
        fields.note(u"\"version\" does not name JSON Feed; it was read as version 1.1."_s);
        return u"json-1.1"_s;
    }
    const QString number = version.sliced(found + mark.size()).section(u'/', 0, 0);
    if (number == "1"_L1 || number == "1.0"_L1)
        return u"json-1.0"_s;
    if (number != "1.1"_L1)
        fields.note(u"Version %1 is not known; it was read as version 1.1."_s.arg(quoted(number)));
    return u"json-1.1"_s;
}

/// The list of items, or what is as good as one.
QJsonArray readItemList(const Fields &fields)
{
    const QJsonValue value = fields.value("items"_L1);
    if (value.isObject()) {
        fields.note(u"\"items\" is one item instead of a list."_s);
        return {value};
    }
    if (!value.isArray())
        fields.note(u"\"items\" is missing or not a list, so there are no items."_s);
    return value.toArray();
}

void readItems(const QJsonArray &array, Reading &reading, FeedDocument &feed)
{
    QSet<QString> ids;
    feed.items.reserve(array.size());
    for (qsizetype index = 0; index < array.size(); ++index) {
        const QJsonValue value = array.at(index);
        const Fields fields(value.toObject(),
                            itemName(index, value.toObject().value("id"_L1).toVariant().toString()),
                            reading);
        if (!value.isObject()) {
            fields.note(u"It is %1 instead of an object and was left out."_s.arg(typeName(value)));
            continue;
        }
        const std::optional<FeedItem> item = readItem(fields, feed);
        if (!item)
            continue;
        if (ids.contains(item->id)) {
            fields.note(u"An earlier item has the same id; this one was left out."_s);
            continue;
        }
        ids.insert(item->id);
        feed.items.append(*item);
    }
}

} // namespace

Result<FeedDocument> readJsonFeed(const QByteArray &bytes, const QUrl &base)
{
    if (bytes.size() > maximumFeedBytes)
        return failure(
            ErrorKind::Data, ErrorCode::TooLarge,
            u"The feed has %1 bytes, more than %2."_s.arg(bytes.size()).arg(maximumFeedBytes));
    Reading reading;
    const Result<QJsonObject> object = parse(bytes, reading.issues);
    if (!object)
        return tl::unexpected(object.error());

    if (base.isValid() && isUsableScheme(base.scheme()))
        reading.base = base;
    const Fields fields(*object, u"The feed"_s, reading);
    FeedDocument feed;
    feed.format = readFormat(fields);
    if (feed.format.isEmpty())
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"This JSON is no JSON Feed: it has no version and no list of items."_s);
    const QJsonArray items = readItemList(fields);
    if (items.size() > maximumFeedItems)
        return failure(
            ErrorKind::Data, ErrorCode::TooLarge,
            u"The feed has %1 items, more than %2."_s.arg(items.size()).arg(maximumFeedItems));

    feed.title = fields.line("title"_L1);
    feed.description = fields.line("description"_L1);
    feed.feedLink = fields.url("feed_url"_L1);
    if (reading.base.isEmpty())
        reading.base = feed.feedLink;
    feed.link = fields.url("home_page_url"_L1);
    if (reading.base.isEmpty())
        reading.base = feed.link;
    feed.icon = fields.url("icon"_L1);
    if (feed.icon.isEmpty())
        feed.icon = fields.url("favicon"_L1);
    feed.authors = readAuthors(fields);
    feed.author = feed.authors.join(u", "_s);
    feed.language = fields.line("language"_L1);
    feed.isCollection = fields.value("_lectern"_L1).toObject().value("collection"_L1).toBool();
    readItems(items, reading, feed);
    feed.issues = reading.issues.list();
    return feed;
}

} // namespace lectern
