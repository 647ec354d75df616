// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/feeddraft.h"
#include "formats/feedvocabulary.h"
#include "formats/xmlevents.h"

#include <QVarLengthArray>

#include <string>

namespace lectern {

/// Listens to the XML of a feed and puts a FeedDocument together. Elements are taken for what they
/// mean (feedvocabulary.h), whichever dialect they come from; src/formats/README.md says which
/// counts where several say the same. Lives as long as one document is read.
class FeedBuilder final : public XmlListener
{
public:
    /// `base` may be empty: then relative addresses are resolved with what the feed says of itself.
    FeedBuilder(const QUrl &base, FeedIssues &issues);

    void startElement(const XmlName &name, const XmlAttributes &attributes) override;
    void endElement() override;
    void text(QByteArrayView piece) override;

    /// Whether any element of a feed was met.
    [[nodiscard]] bool isFeed() const { return m_isFeed; }
    /// Whether there were more items than a feed may have; those beyond are not in document().
    [[nodiscard]] bool hasTooManyItems() const { return m_hasTooManyItems; }
    /// What was read; once, when the document is over.
    [[nodiscard]] FeedDocument document();

private:
    /// What an element stands in, as far as it changes what its children mean.
    enum class Place : unsigned char {
        Document,
        Feed,
        Item,
        Person,
        Image,
        Foreign, ///< fields of something else, a source or a text field
    };
    struct Frame
    {
        const char *name = nullptr; ///< of the document's dictionary
        const char *prefix = nullptr;
        FeedElement element = FeedElement::Unknown;
        Place place = Place::Document; ///< for its children
        bool isCapture = false;
        bool isMarkup = false; ///< belongs to the text of the capture it stands in
        bool isItem = false;
        bool hasBase = false;
        bool hasLanguage = false;
        bool isSwallowed = false; ///< markup that is left out, but not what is in it
    };
    /// An element whose text is wanted. Captures nest: a person's name stands in the person.
    struct Capture
    {
        FeedElement element = FeedElement::Unknown;
        std::size_t start = 0; ///< in m_text
        qsizetype depth = 0; ///< of its frame
        bool isXml = false; ///< text in it is text, and has to be escaped to be HTML
        bool hasMarkup = false; ///< has elements in it
        bool isAtom = false;
        QByteArray type; ///< in lower case
        QByteArray mode; ///< Atom 0.3's
        QByteArray detail; ///< attribute that counts beside the text: term, url, rel, isPermaLink
    };
    /// The parts of a person.
    struct Person
    {
        QString name;
        QString email;
    };

    /// A name of the document and what it means.
    struct KnownName
    {
        XmlName name;
        FeedElement element = FeedElement::Unknown;
        bool isAtom = false;
    };
    /// libxml2 gives equal names the same address, so most have been met before.
    [[nodiscard]] const KnownName &known(const XmlName &name);
    [[nodiscard]] Place place() const;
    [[nodiscard]] FeedDraft &draft() { return m_isInItem ? m_item : m_feed; }
    [[nodiscard]] const QUrl &base() const;

    [[nodiscard]] bool isInText(const XmlName &name);
    void readInherited(const XmlAttributes &attributes, Frame &frame);
    void startField(const XmlAttributes &attributes, Frame &frame, const XmlName &name);
    void startCapture(FeedElement element, Frame &frame, const XmlName &name,
                      const XmlAttributes &attributes);
    void startItem(const XmlAttributes &attributes, Frame &frame);
    void startFeed(const XmlName &name, const XmlAttributes &attributes);
    void startMarkup(const XmlName &name, const XmlAttributes &attributes, Frame &frame);
    void readLink(const XmlAttributes &attributes, const XmlName &name);
    void readEnclosure(const XmlAttributes &attributes);
    void readMedia(const XmlAttributes &attributes);

    void finishCapture();
    void finishPerson(const Capture &capture, QByteArrayView text);
    void finishText(const Capture &capture, QByteArrayView text);
    void finishValue(const Capture &capture, QByteArrayView text);
    void finishDate(FeedElement element, QByteArrayView text);
    void finishId(const Capture &capture, QByteArrayView text);
    void finishSchedule(FeedElement element, const QString &text);
    void finishItem();

    /// The captured text with what its attributes say about it.
    [[nodiscard]] QByteArrayView captured(const Capture &capture) const;
    [[nodiscard]] QString lineOf(const Capture &capture, QByteArrayView text) const;
    [[nodiscard]] FeedText textOf(const Capture &capture, QByteArrayView text) const;
    /// An absolute address to hand on; empty, and noted, for anything else.
    [[nodiscard]] QUrl addressOf(QByteArrayView text, const char *what);
    /// Offers an address, if it is one.
    void offerAddress(Ranked<QUrl> &field, int rank, QByteArrayView text, const char *what);
    void note(const QString &what);

    FeedIssues &m_issues;
    FeedDocument m_document;
    FeedDraft m_feed;
    FeedDraft m_item;
    Person m_person;
    FeedSchedule &m_schedule;
    QByteArray m_updatePeriod;
    int m_updateFrequency = 1;
    bool m_isFeed = false;
    bool m_isAtom = false;
    bool m_isInItem = false;
    bool m_hasTooManyItems = false;
    bool m_isTextWanted = false;

    QVarLengthArray<Frame, 64> m_frames;
    QList<Capture> m_captures;
    std::string m_text; ///< UTF-8 of all captures that are open, the inner ones behind
    QList<QUrl> m_bases;
    QStringList m_languages;

    std::array<KnownName, 256> m_known;
};

} // namespace lectern
