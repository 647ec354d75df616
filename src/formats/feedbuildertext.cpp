// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// FeedBuilder's fields with text: what is captured between the tags, and what becomes of it when
// the element ends.
#include "formats/feedbuilder.h"

#include "formats/feeddate.h"
#include "formats/feedtext.h"
#include "formats/feedvalues.h"

using namespace Qt::StringLiterals;

namespace lectern {

using Element = FeedElement;

void FeedBuilder::startCapture(FeedElement element, Frame &frame, const XmlName &name,
                               const XmlAttributes &attributes)
{
    Capture capture;
    capture.element = element;
    capture.start = m_text.size();
    capture.depth = m_frames.size();
    capture.isAtom = m_isAtom || known(name).isAtom;
    frame.isCapture = true;
    switch (element) {
    case Element::Author:
    case Element::Creator:
    case Element::ITunesAuthor:
    case Element::ManagingEditor:
    case Element::WebMaster:
    case Element::Contributor:
        frame.place = Place::Person;
        m_person = {};
        break;
    case Element::Image:
        frame.place = Place::Image;
        break;
    case Element::Category: {
        const QByteArrayView label = valueOf(attributes, "label");
        capture.detail = (label.isEmpty() ? valueOf(attributes, "term") : label).toByteArray();
        break;
    }
    case Element::Id:
        capture.detail = lowerValueOf(attributes, "isPermaLink");
        break;
    case Element::Body:
        capture.isXml = feedNamespaceOf(name) == FeedNamespace::Xhtml;
        break;
    default:
        if (attributes.size() == 0)
            break;
        capture.type = lowerValueOf(attributes, "type");
        capture.type.truncate(capture.type.indexOf(';') < 0 ? capture.type.size()
                                                            : capture.type.indexOf(';'));
        capture.mode = lowerValueOf(attributes, "mode");
        capture.isXml =
            (isXmlType(capture.type) && capture.mode != "escaped" && capture.mode != "base64")
            || capture.mode == "xml";
        if (element == Element::Content)
            capture.detail = valueOf(attributes, "src").toByteArray();
        break;
    }
    m_captures.append(capture);
}

QByteArrayView FeedBuilder::captured(const Capture &capture) const
{
    return QByteArrayView(m_text.data() + capture.start,
                          static_cast<qsizetype>(m_text.size() - capture.start))
        .trimmed();
}

FeedText FeedBuilder::textOf(const Capture &capture, QByteArrayView text) const
{
    FeedText value;
    value.base = base();
    const QByteArray &type = capture.type;
    const bool isOfText = !type.contains('/') || type.startsWith("text/") || isXmlType(type);
    if (capture.mode == "base64" || !isOfText) {
        const auto decoded = QByteArray::fromBase64Encoding(
            text.toByteArray().simplified().replace(' ', QByteArray()),
            QByteArray::AbortOnBase64DecodingErrors);
        const bool isText = decoded && (*decoded).isValidUtf8() && !(*decoded).contains('\0');
        const bool isMedia =
            type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
        if (isText)
            value.text = *decoded;
        else if (!isMedia)
            value.text = text.toByteArray();
        value.isHtml = looksLikeHtml(value.text);
        return value;
    }
    value.text = text.toByteArray();
    const bool isSaid = capture.isXml || capture.hasMarkup || isXmlType(type) || type == "html"
        || type == "text/html" || capture.element == Element::Body
        || capture.element == Element::EncodedContent;
    // Atom 1.0 says what it means; the others leave it to be found out.
    const bool isGuessed = !capture.isAtom || m_document.format == "atom-0.3"_L1;
    value.isHtml = isSaid || (isGuessed && looksLikeHtml(text));
    return value;
}

QString FeedBuilder::lineOf(const Capture &capture, QByteArrayView text) const
{
    // Most titles and names are plain text whatever they might be.
    const bool isPlain = capture.type.isEmpty() && capture.mode.isEmpty() && !capture.hasMarkup
        && !text.contains('<') && !text.contains('&');
    return isPlain ? utf8Line(text) : textOf(capture, text).plain();
}

void FeedBuilder::finishCapture()
{
    const Capture capture = m_captures.takeLast();
    const QByteArrayView text = captured(capture);
    switch (m_frames.last().place) {
    case Place::Person:
        finishPerson(capture, text);
        break;
    case Place::Image:
        offerAddress(draft().image, 1, text, "image");
        break;
    default:
        finishText(capture, text);
        break;
    }
    m_text.resize(capture.start);
}

void FeedBuilder::finishPerson(const Capture &capture, QByteArrayView text)
{
    if (capture.element == Element::Name) {
        if (m_person.name.isEmpty())
            m_person.name = textOf(capture, text).plain();
        return;
    }
    if (capture.element == Element::Email) {
        if (m_person.email.isEmpty())
            m_person.email = textOf(capture, text).plain();
        return;
    }
    QString name = m_person.name.isEmpty() ? m_person.email : m_person.name;
    if (name.isEmpty()) {
        // "<me@example.org>" is no markup.
        const bool hasAddress = text.contains('@') && !capture.hasMarkup;
        name = personName(hasAddress ? utf8Line(text) : lineOf(capture, text));
    }
    int rank = 0;
    switch (capture.element) {
    case Element::Creator:
        rank = 1;
        break;
    case Element::ITunesAuthor:
        rank = 2;
        break;
    case Element::WebMaster:
        rank = 3;
        break;
    case Element::Contributor:
        return;
    default:
        break;
    }
    draft().addAuthor(rank, name);
}

void FeedBuilder::finishText(const Capture &capture, QByteArrayView text)
{
    FeedDraft &target = draft();
    const auto offerText = [&](Ranked<FeedText> &field, int rank) {
        if (!text.isEmpty() && field.wants(rank)) {
            if (FeedText value = textOf(capture, text); !value.isEmpty())
                field.offer(rank, std::move(value));
        }
    };
    const auto offerContent = [&](int rank) {
        if (text.isEmpty() || !target.content.wants(rank))
            return;
        // What is HTML for sure takes the short way.
        const bool isHtml = capture.element == Element::EncodedContent && capture.type.isEmpty();
        if (isHtml) {
            target.content.offer(rank, {htmlOf(text, base()), {}});
        } else if (const FeedText value = textOf(capture, text); !value.isEmpty()) {
            target.content.offer(rank,
                                 value.isHtml ? FeedContent{value.html(), {}}
                                              : FeedContent{{}, QString::fromUtf8(value.text)});
        }
    };
    const auto offerLine = [&](Ranked<QString> &field, int rank) {
        if (!text.isEmpty() && field.wants(rank)) {
            if (QString value = lineOf(capture, text); !value.isEmpty())
                field.offer(rank, std::move(value));
        }
    };
    switch (capture.element) {
    case Element::Title:
        offerLine(target.title, 1);
        break;
    case Element::ITunesTitle:
        offerLine(target.title, 2);
        break;
    case Element::MediaTitle:
        offerLine(target.title, 3);
        break;
    case Element::Description:
    case Element::Summary:
        // A second description is the longer one.
        if (!target.summary.wants(1) && !m_isAtom)
            offerContent(5);
        offerText(target.summary, 1);
        break;
    case Element::Subtitle:
    case Element::DublinCoreDescription:
        offerText(target.summary, 2);
        break;
    case Element::ITunesSummary:
        offerText(target.summary, 3);
        break;
    case Element::MediaDescription:
        offerText(target.summary, 4);
        break;
    case Element::ITunesSubtitle:
        offerText(target.summary, 5);
        break;
    case Element::EncodedContent:
        offerContent(1);
        break;
    case Element::Content:
        offerContent(2);
        if (!capture.detail.isEmpty())
            offerAddress(target.link, LinkRank::contentSource, capture.detail, "src");
        break;
    case Element::Body:
        offerContent(3);
        break;
    case Element::Rights:
        offerLine(target.rights, 1);
        break;
    default:
        finishValue(capture, text);
        break;
    }
}

void FeedBuilder::finishValue(const Capture &capture, QByteArrayView text)
{
    FeedDraft &target = draft();
    switch (capture.element) {
    case Element::Link:
        if (!text.isEmpty()) {
            // Escaped twice, as in CDATA by programs that escape everything.
            QByteArray address = text.toByteArray();
            if (address.contains("&amp;"))
                address.replace("&amp;", "&");
            if (const QUrl url = addressOf(address, "link"); !url.isEmpty())
                target.link.offerLast(LinkRank::text, url);
        }
        break;
    case Element::OriginalLink:
        if (const QUrl url = addressOf(text, "origLink"); !url.isEmpty())
            target.link.offer(LinkRank::original, url);
        break;
    case Element::Comments:
        if (target.comments.isEmpty())
            target.comments = addressOf(text, "comments");
        break;
    case Element::Id:
        finishId(capture, text);
        break;
    case Element::Published:
    case Element::Created:
    case Element::Updated:
    case Element::Date:
    case Element::BuildDate:
        finishDate(capture.element, text);
        break;
    case Element::Category:
        if (capture.detail.isEmpty())
            target.addTag(textOf(capture, text).plain());
        else
            target.addTag(utf8Line(capture.detail));
        break;
    case Element::Subject:
        target.addTag(textOf(capture, text).plain());
        break;
    case Element::Keywords:
        for (const QByteArray &word : text.toByteArray().split(','))
            target.addTag(utf8Line(QByteArrayView(word).trimmed()));
        break;
    case Element::Language:
        if (!text.isEmpty())
            target.language.offer(1, utf8Line(text).replace(u'_', u'-'));
        break;
    case Element::Publisher:
        target.addAuthor(4, m_isInItem ? QString() : personName(utf8Line(text)));
        break;
    case Element::ITunesImage:
        offerAddress(target.image, 2, text, "image");
        break;
    case Element::Icon:
        offerAddress(target.icon, 1, text, "icon");
        break;
    case Element::Logo:
        offerAddress(target.image, 1, text, "logo");
        break;
    case Element::Duration:
        target.seconds = secondsOf(text);
        break;
    default:
        if (!m_isInItem)
            finishSchedule(capture.element, utf8Line(text));
        break;
    }
}

void FeedBuilder::finishId(const Capture &capture, QByteArrayView text)
{
    if (text.isEmpty() || !m_isInItem)
        return;
    const bool isAddress = text.startsWith("http://") || text.startsWith("https://");
    const bool isRelative = !capture.isAtom ? text.startsWith('/') && capture.detail != "false"
                                            : text.contains('/') && !text.contains(':');
    m_item.id = QString::fromUtf8(text);
    if (isRelative && !base().isEmpty())
        m_item.id = base().resolved(QUrl(m_item.id)).toString(QUrl::FullyEncoded);
    if (!isAddress && !isRelative)
        return;
    const bool isPermalink = !capture.isAtom && capture.detail != "false";
    const int rank = isPermalink ? LinkRank::permalink : LinkRank::id;
    if (m_item.link.wants(rank)) {
        const QUrl url(m_item.id);
        if (url.isValid() && isUsableScheme(url.scheme()) && !url.host().isEmpty())
            m_item.link.offer(rank, url);
    }
}

void FeedBuilder::finishDate(FeedElement element, QByteArrayView text)
{
    if (text.isEmpty())
        return;
    const std::optional<QDateTime> date = readFeedDate(text);
    if (!date) {
        note(u"%1 is no date that is known here, and was left out."_s.arg(
            quoted(QString::fromUtf8(text))));
        return;
    }
    FeedDraft &target = draft();
    switch (element) {
    case Element::Published:
        target.published.offer(1, *date);
        break;
    case Element::Created:
        target.published.offer(3, *date);
        break;
    case Element::Updated:
        target.updated.offer(1, *date);
        break;
    case Element::BuildDate:
        target.updated.offer(2, *date);
        break;
    default:
        target.published.offer(2, *date);
        target.updated.offer(3, *date);
        break;
    }
}

void FeedBuilder::finishSchedule(FeedElement element, const QString &text)
{
    using std::chrono::minutes;
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    switch (element) {
    case Element::TimeToLive:
        if (isNumber && number > 0)
            m_schedule.ttl = minutes(number);
        break;
    case Element::Hour:
        // 24 is how some write midnight.
        if (isNumber && number >= 0 && number <= 24 && !m_schedule.skipHours.contains(number % 24))
            m_schedule.skipHours.append(number % 24);
        break;
    case Element::Day: {
        static const QStringList days = {u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s,
                                         u"fri"_s, u"sat"_s, u"sun"_s};
        const int day = static_cast<int>(days.indexOf(text.left(3).toLower())) + 1;
        if (day > 0 && !m_schedule.skipDays.contains(day))
            m_schedule.skipDays.append(day);
        break;
    }
    case Element::UpdatePeriod:
        m_updatePeriod = text.toLower().toLatin1();
        break;
    case Element::UpdateFrequency:
        if (isNumber && number > 0)
            m_updateFrequency = number;
        break;
    case Element::NewFeedLink:
        m_schedule.movedTo = addressOf(text.toUtf8(), "new-feed-url");
        break;
    default:
        break;
    }
}

} // namespace lectern
