// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/searchtext.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Both are letters to the tokenizer, and indexedText() keeps them out of everything else.
constexpr QChar labelMark(u'\uE000');
constexpr QChar labelHyphen(u'\uE001');

constexpr char32_t firstCjkCharacter = 0x1100;

QString quoted(const QString &words)
{
    return u'"' + words + u'"';
}

/// Text with the words that runs of Chinese, Japanese and Korean characters become.
struct PairedText
{
    QString text;
    bool endsInSingleCharacter = false; ///< a run of one character is the last word
    bool endsInPair = false;
};

/// Writes text with its runs in pairs. The last character of the last run is left out when
/// `isWhole` is false and the run is longer: what is searched for may go on there.
class PairWriter final
{
public:
    explicit PairWriter(qsizetype sizeHint) { m_result.text.reserve(sizeHint + sizeHint / 8); }

    void add(char32_t character)
    {
        if (isCjk(character)) {
            if (m_runLength > 0)
                addWord(m_previous, character);
            m_previous = character;
            ++m_runLength;
            return;
        }
        endRun(true);
        m_result.text += QStringView(QChar::fromUcs4(character));
        if (isWordCharacter(character)) {
            m_result.endsInSingleCharacter = false;
            m_result.endsInPair = false;
        }
    }

    [[nodiscard]] PairedText finished(bool isWhole)
    {
        endRun(isWhole);
        return m_result;
    }

private:
    void endRun(bool isWhole)
    {
        if (m_runLength == 0)
            return;
        const bool isSingle = m_runLength == 1;
        if (isSingle || isWhole) {
            m_result.text += u' ';
            m_result.text += QStringView(QChar::fromUcs4(m_previous));
        }
        m_result.text += u' ';
        m_result.endsInSingleCharacter = isSingle;
        m_result.endsInPair = !isSingle;
        m_runLength = 0;
    }

    void addWord(char32_t first, char32_t second)
    {
        m_result.text += u' ';
        m_result.text += QStringView(QChar::fromUcs4(first));
        m_result.text += QStringView(QChar::fromUcs4(second));
    }

    PairedText m_result;
    char32_t m_previous = 0;
    qsizetype m_runLength = 0;
};

/// Nothing but ASCII, of which the tokenizer folds the case itself and passes over the rest.
bool isPlainAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return !c.isNull() && c.unicode() < 0x80; });
}

/// Whether some characters have to be paired or left out; in doubt, yes.
bool needsRewriting(const QString &text)
{
    constexpr char16_t hangulLetters = 0x1100;
    constexpr char16_t afterHangulLetters = 0x1200;
    constexpr char16_t eastAsianSigns = 0x2E80;
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        const char16_t code = c.unicode();
        return code == 0 || (code >= hangulLetters && code < afterHangulLetters)
            || code >= eastAsianSigns;
    });
}

PairedText pairedText(const QString &text, bool isWhole)
{
    // Most text is this.
    if (isPlainAscii(text))
        return {text, false, false};
    QString unified = text.normalized(QString::NormalizationForm_KC).toCaseFolded();
    // Qt folds a character to one character.
    unified.replace(u'ß', u"ss"_s);
    if (!needsRewriting(unified))
        return {unified, false, false};
    PairWriter writer(unified.size());
    const QStringView view = unified;
    for (qsizetype i = 0; i < view.size(); ++i) {
        const QChar c = view[i];
        const bool isPair =
            c.isHighSurrogate() && i + 1 < view.size() && view[i + 1].isLowSurrogate();
        if (isPair) {
            const char32_t character = QChar::surrogateToUcs4(c, view[++i]);
            const bool isPrivate = QChar::category(character) == QChar::Other_PrivateUse;
            writer.add(isPrivate ? U' ' : character);
            continue;
        }
        const QChar::Category category = c.category();
        const bool isBlank = category == QChar::Other_Control || category == QChar::Other_PrivateUse
            || category == QChar::Other_Surrogate;
        writer.add(isBlank ? U' ' : c.unicode());
    }
    return writer.finished(isWhole);
}

/// The labels of a host name from the last to the first, as the index has them.
QStringList labelsOf(const QString &host)
{
    QStringList labels;
    const QString readable = QUrl::fromAce(QUrl::toAce(host), QUrl::IgnoreIDNWhitelist);
    const QStringList parts = readable.toCaseFolded().split(u'.', Qt::SkipEmptyParts);
    for (auto part = parts.crbegin(); part != parts.crend(); ++part) {
        QString label = *part;
        labels.append(labelMark + label.replace(u'-', labelHyphen));
    }
    return labels;
}

} // namespace

bool isCjk(char32_t character)
{
    if (character < firstCjkCharacter)
        return false;
    // The iteration mark is Han, but the mark of a long vowel is of no script.
    constexpr char32_t longVowelMark = U'\u30FC';
    if (character == longVowelMark)
        return true;
    if (!isWordCharacter(character))
        return false;
    switch (QChar::script(character)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Bopomofo:
        return true;
    default:
        return false;
    }
}

bool isWordCharacter(char32_t character)
{
    return QChar::isLetterOrNumber(character);
}

bool hasWords(const QString &text)
{
    const QList<uint> characters = text.toUcs4();
    return std::any_of(characters.begin(), characters.end(), isWordCharacter);
}

QString indexedText(const QString &text)
{
    return pairedText(text, true).text;
}

QString matchPhrase(const QString &text, bool isPrefix)
{
    if (!hasWords(text))
        return {};
    PairedText words = pairedText(text, false);
    const bool goesOn = words.endsInSingleCharacter || (isPrefix && !words.endsInPair);
    const QString phrase = quoted(words.text.replace(u'"', u' ').simplified());
    return goesOn ? phrase + u'*' : phrase;
}

QString indexedSite(const QString &host)
{
    return labelsOf(host).join(u' ');
}

QString matchSite(const QString &site)
{
    const QStringList labels = labelsOf(site);
    if (labels.isEmpty())
        return {};
    const QString phrase = quoted(labels.join(u' '));
    return labels.size() > 1 ? u"site : ^ "_s + phrase : u"site : "_s + phrase;
}

} // namespace lectern
