// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <utility>
#include <vector>

namespace lectern {

// How text becomes the words of the full-text index
//
// Words are parted where neither a letter nor a digit stands; case, accents and compatibility forms
// are folded away. Nothing parts the words of Chinese, Japanese and Korean, so a run of their
// characters is written as the pairs of its neighbours and, at its end, its last character:
// "日本語" as "日本 本語 語". Every character then begins a word of the index, and any piece of a
// run is a phrase of pairs.
//
// The index (FTS5, detail = none) knows which articles a word stands in, but neither how often nor
// where: positions would take as much room as the texts. So an entry is made of
//
//   word                each word, wherever it stands
//   MARK word           the same for a word in the title, a tag, the summary, the author's name
//   LABEL, SITE         each part of the host name, and each site it is of ("example.org" and
//                       "blog.example.org")
//
// Marks are characters for private use, which no word contains. All that is written is letters and
// digits to FTS5's tokenizer "ascii", so that only the blanks between them part it.
//
// Each two words that follow one another have a sign, by their hash, which an index of its own
// knows (PhraseIndex). An article that has the signs of a phrase has the phrase nearly always; who
// must know reads it (ArticleCheck).

/// Part of the Han, Hiragana, Katakana, Hangul or Bopomofo script, or a sign that belongs to them.
[[nodiscard]] bool isCjk(char32_t character);

/// A letter or a digit, of which words consist. Combining marks are none: they never stand alone.
[[nodiscard]] bool isWordCharacter(char32_t character);

/// Whether there is anything in `text` that could be searched for.
[[nodiscard]] bool hasWords(const QString &text);

/// The words of a text in their order, folded.
class TextWords final
{
public:
    enum class Kind {
        Whole,
        /// What is searched for may go on after a run of Chinese, Japanese or Korean characters,
        /// so the last one is not a word of its own.
        Searched,
    };

    explicit TextWords(const QString &text, Kind kind = Kind::Whole);

    [[nodiscard]] qsizetype size() const { return qsizetype(m_spans.size()); }
    [[nodiscard]] bool isEmpty() const { return m_spans.empty(); }
    [[nodiscard]] QStringView at(qsizetype index) const
    {
        const Span &span = m_spans[size_t(index)];
        return QStringView(m_text).sliced(span.start, span.length);
    }
    /// The last word is a single character of a run, or two of them.
    [[nodiscard]] bool endsInSingleCharacter() const { return m_endsInSingleCharacter; }
    [[nodiscard]] bool endsInCharacterPair() const { return m_endsInCharacterPair; }
    /// How often these words follow one another in here; the last one may go on if `goesOn`. Stops
    /// counting at `most`.
    [[nodiscard]] int count(const TextWords &phrase, bool goesOn, int most) const;

private:
    struct Span
    {
        qsizetype start = 0;
        qsizetype length = 0;
    };
    friend class WordWriter;

    QString m_text; ///< folded
    std::vector<Span> m_spans;
    bool m_endsInSingleCharacter = false;
    bool m_endsInCharacterPair = false;
};

/// Whether the last of these words, which are searched for, may be the beginning of one in a text.
[[nodiscard]] bool mayGoOn(const TextWords &words, bool isPrefix);

/// The sign of a pair of words is a number of so many bits.
constexpr int pairSignBits = 18;
/// The signs of all pairs of words in a phrase that is searched for; none for a single word, and
/// none with the last word when that may go on.
[[nodiscard]] QList<quint32> pairsOf(const TextWords &phrase, bool goesOn);

/// Where a word may stand that is marked in the index.
enum class WordPlace { Anywhere, Title, Tags, Summary, Author };

/// What the indexes are told of an article.
struct IndexEntry
{
    QByteArray words; ///< UTF-8, with blanks between them
    std::vector<quint32> pairs; ///< signs; some may be there more than once

    [[nodiscard]] bool isEmpty() const { return words.isEmpty(); }
    friend bool operator==(const IndexEntry &, const IndexEntry &) = default;
};

/// Collects the entry of one article.
class IndexEntryWriter final
{
public:
    /// With WordPlace::Anywhere the words get no mark.
    void addText(const QString &text, WordPlace place);
    void addSite(const QString &host);
    [[nodiscard]] IndexEntry finished() { return std::move(m_entry); }

private:
    /// Of ASCII alone. `mark` is UTF-8, and empty for none.
    void addPlainText(QStringView text, const QByteArray &mark);

    /// A word that is in the entry.
    struct Place
    {
        qint32 start = 0;
        qint32 length = 0;
    };
    static constexpr size_t places = 1024;

    IndexEntry m_entry;
    /// Half of all words were there before, and the index wants each once. What a place of this
    /// forgets is only written again.
    std::array<Place, places> m_written{};
};

/// The words of a text with blanks between them, for the index of sources.
[[nodiscard]] QString indexedText(const QString &text);
/// An FTS5 phrase, to be found in texts written by indexedText(). Empty when there are no words.
[[nodiscard]] QString matchPhrase(const QString &text, bool isPrefix);

/// An FTS5 query for the index of articles.
struct WordMatch
{
    QString match; ///< empty when there are no words in the text
    bool isExact = true; ///< else it matches more articles than it should, but never fewer
};

/// For the words of `text` following one another in that place; the last one may go on.
[[nodiscard]] WordMatch matchWords(const QString &text, bool isPrefix, WordPlace place);

/// An FTS5 query for the articles of a site: of this host and those below it ("example.org" is also
/// the site of blog.example.org), or, without a dot, of all hosts with such a label. Empty when
/// `site` cannot be a host.
[[nodiscard]] QString matchSite(const QString &site);

} // namespace lectern
