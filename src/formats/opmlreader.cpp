// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/opmlreader.h"

#include "formats/feeddraft.h"
#include "formats/feedencoding.h"
#include "formats/feedissues.h"
#include "formats/feedtext.h"
#include "formats/feedvalues.h"
#include "formats/xmlevents.h"
#include "formats/xmlprolog.h"
#include "formats/xmlrepair.h"

#include <QSet>
#include <QVarLengthArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString lineOf(const XmlAttributes &attributes, const char *name)
{
    return utf8Line(valueOf(attributes, name));
}

/// A web address as lists write it; empty for anything else.
QUrl addressOf(QString written)
{
    if (written.startsWith("feed:"_L1, Qt::CaseInsensitive)) {
        written = written.sliced(5);
        if (written.startsWith("//"_L1))
            written.prepend("https:"_L1);
    }
    if (written.startsWith("www."_L1))
        written.prepend("http://"_L1);
    const QUrl url(written);
    const bool isWeb = url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    return isWeb ? url : QUrl();
}

/// Listens to the XML of one list.
class OpmlBuilder final : public XmlListener
{
public:
    explicit OpmlBuilder(FeedIssues &issues) : m_issues(issues) { }

    void startElement(const XmlName &name, const XmlAttributes &attributes) override
    {
        Frame frame;
        frame.isOutline = isSame(name.local, "outline");
        if (isSame(name.local, "opml"))
            m_isOpml = true;
        m_isInTitle = m_frames.size() == 2 && isSame(name.local, "title");
        if (frame.isOutline)
            startOutline(attributes, frame);
        m_frames.append(frame);
    }

    void endElement() override
    {
        m_isInTitle = false;
        if (m_frames.isEmpty())
            return;
        const Frame frame = m_frames.last();
        m_frames.removeLast();
        if (!frame.isFolder)
            return;
        if (frame.hasOutlines || frame.mayBeEmptyFolder)
            addFolder(m_path);
        m_path.removeLast();
    }

    void text(QByteArrayView piece) override
    {
        if (m_isInTitle)
            m_title += piece;
    }

    [[nodiscard]] bool isOpml() const { return m_isOpml || !m_list.subscriptions.isEmpty(); }
    [[nodiscard]] bool hasTooMany() const { return m_hasTooMany; }

    /// What was read; once, when the document is over.
    [[nodiscard]] SubscriptionList list()
    {
        m_list.title = utf8Line(m_title);
        // In document order, though a folder is known for one only when it ends.
        std::stable_sort(
            m_folders.begin(), m_folders.end(),
            [](const auto &one, const auto &other) { return one.second < other.second; });
        for (const auto &[path, place] : std::as_const(m_folders))
            m_list.folders.append(path);
        return std::move(m_list);
    }

private:
    struct Frame
    {
        bool isOutline = false;
        bool isFolder = false;
        bool hasOutlines = false;
        bool mayBeEmptyFolder = false;
        qsizetype place = 0; ///< the number of the outline
    };

    void startOutline(const XmlAttributes &attributes, Frame &frame)
    {
        frame.place = m_outlines++;
        if (!m_frames.isEmpty())
            m_frames.last().hasOutlines = true;
        const QString title = lineOf(attributes, "title");
        const QString text = lineOf(attributes, "text");
        const QString name = !title.isEmpty() ? title : text;
        const QString type = lineOf(attributes, "type").toLower();
        QString written = lineOf(attributes, "xmlUrl");
        const QString other = lineOf(attributes, "url");
        const bool isOfFeedType = type == "rss"_L1 || type == "atom"_L1 || type == "feed"_L1;
        if (written.isEmpty() && isOfFeedType)
            written = other;
        if (written.isEmpty()) {
            if (isOfFeedType || !other.isEmpty() || !lineOf(attributes, "htmlUrl").isEmpty()) {
                m_issues.add(u"The list"_s,
                             u"%1 has no address of a feed, and was left out."_s.arg(quoted(name)));
                return;
            }
            const QString folder = text.isEmpty() ? title : text;
            if (folder.isEmpty())
                return;
            frame.isFolder = true;
            frame.mayBeEmptyFolder = type.isEmpty() || type == "folder"_L1;
            m_path.append(folder);
            m_places.insert(m_path.join(QChar(0)), frame.place);
            return;
        }
        Subscription subscription;
        subscription.feed = addressOf(written);
        if (subscription.feed.isEmpty()) {
            m_issues.add(u"The list"_s,
                         u"%1 is no web address, and was left out."_s.arg(quoted(written)));
            return;
        }
        if (m_list.subscriptions.size() >= maximumSubscriptions) {
            m_hasTooMany = true;
            return;
        }
        subscription.site = addressOf(lineOf(attributes, "htmlUrl"));
        subscription.title = name;
        subscription.description = lineOf(attributes, "description");
        subscription.type = type;
        subscription.folder = m_path;
        for (const QString &category :
             lineOf(attributes, "category").split(u',', Qt::SkipEmptyParts)) {
            const QString tag = category.section(u'/', -1).trimmed();
            if (!tag.isEmpty() && !subscription.tags.contains(tag))
                subscription.tags.append(tag);
        }
        const QString key =
            subscription.feed.toString(QUrl::FullyEncoded) + QChar(0) + m_path.join(QChar(0));
        if (m_known.contains(key))
            return;
        m_known.insert(key);
        m_list.subscriptions.append(std::move(subscription));
    }

    void addFolder(const QStringList &path)
    {
        const QString key = path.join(QChar(0));
        if (m_knownFolders.contains(key))
            return;
        m_knownFolders.insert(key);
        m_folders.append({path, m_places.value(key)});
    }

    FeedIssues &m_issues;
    SubscriptionList m_list;
    QVarLengthArray<Frame, 32> m_frames;
    QStringList m_path;
    QList<std::pair<QStringList, qsizetype>> m_folders; ///< with the places of their outlines
    QHash<QString, qsizetype> m_places;
    QSet<QString> m_known;
    QSet<QString> m_knownFolders;
    QByteArray m_title;
    qsizetype m_outlines = 0;
    bool m_isOpml = false;
    bool m_isInTitle = false;
    bool m_hasTooMany = false;
};

Result<SubscriptionList> listOf(OpmlBuilder &builder)
{
    if (builder.hasTooMany())
        return failure(ErrorKind::Data, ErrorCode::TooLarge,
                       u"The list has more than %1 feeds."_s.arg(maximumSubscriptions));
    if (!builder.isOpml())
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"It is XML, but no OPML."_s);
    return builder.list();
}

} // namespace

Result<SubscriptionList> readOpml(const QByteArray &bytes, const QString &contentType)
{
    if (bytes.size() > maximumOpmlBytes)
        return failure(
            ErrorKind::Data, ErrorCode::TooLarge,
            u"The list has %1 bytes, more than %2."_s.arg(bytes.size()).arg(maximumOpmlBytes));
    const DecodedFeed text = decodeFeed(bytes, contentType);
    const XmlProlog prolog = readXmlProlog(text.utf8);
    if (prolog.rootStart < 0)
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"It is no XML, so it can't be OPML."_s);
    FeedIssues issues;
    for (const QString &issue : text.issues + prolog.issues)
        issues.add(u"The list"_s, issue);
    const QByteArrayView xml = QByteArrayView(text.utf8).sliced(prolog.rootStart);

    // What the first reading finds odd is found by the second one as well.
    FeedIssues firstIssues = issues;
    OpmlBuilder first(firstIssues);
    const std::optional<XmlStop> stop = parseXml(xml, XmlErrors::Stop, first);
    if (stop && stop->reason != XmlStop::Reason::NotWellFormed)
        return xmlFailure(*stop);
    if (!stop) {
        Result<SubscriptionList> list = listOf(first);
        if (list)
            list->issues = firstIssues.list();
        return list;
    }
    issues.add(u"The list"_s,
               u"It is not well-formed XML (%1), and was read as well as it could be."_s.arg(
                   stop->message));
    const QByteArray repaired = repairedXml(xml, prolog.entities, maximumXmlDepth);
    OpmlBuilder second(issues);
    const std::optional<XmlStop> end = parseXml(repaired, XmlErrors::Recover, second);
    if (end && end->reason != XmlStop::Reason::NotWellFormed)
        return xmlFailure(*end);
    Result<SubscriptionList> list = listOf(second);
    if (list)
        list->issues = issues.list();
    return list;
}

} // namespace lectern
