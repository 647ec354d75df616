// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace lectern {

/// The content of an article: its HTML as it came, and the text of it, which is what is searched.
///
/// Stored packed. The first byte says how: 0 plain; 1 deflated, which earlier versions did; 2 by
/// Zstandard with the dictionary whose number is the next byte. What follows, once unpacked, is the
/// length of the HTML in bytes (32 bits, big-endian), the HTML and the text, both UTF-8. They are
/// packed together, because the text is nearly all in the HTML.
struct ArticleBody
{
    QString html; ///< unsanitised
    QString text;

    [[nodiscard]] bool isEmpty() const { return html.isEmpty() && text.isEmpty(); }

    friend bool operator==(const ArticleBody &, const ArticleBody &) = default;
};

/// What articles of one library have in common, by which each of them is packed smaller than it
/// could be alone. That number 0 has nothing in common goes for articles of any library. Packing
/// and unpacking are for one thread at a time.
class BodyDictionary final
{
    Q_DISABLE_COPY_MOVE(BodyDictionary)

public:
    static constexpr int highestNumber = 255;

    /// That with number 0.
    BodyDictionary();
    /// `bytes` as trained() made them; `number` from 1.
    BodyDictionary(int number, const QByteArray &bytes);
    ~BodyDictionary();

    /// A dictionary of about `size` bytes for contents like these; empty when they are too few or
    /// have too little in common. Takes tenths of a second.
    [[nodiscard]] static QByteArray trained(const QList<ArticleBody> &samples, qsizetype size);

    [[nodiscard]] int number() const;

private:
    friend QByteArray packed(const ArticleBody &body, const BodyDictionary &dictionary);
    friend QByteArray plainBytes(const QByteArray &bytes, const BodyDictionary &dictionary);

    struct Contexts;
    const std::unique_ptr<Contexts> m_contexts;
};

/// With this dictionary, or plain if that makes it no smaller.
[[nodiscard]] QByteArray packed(const ArticleBody &body, const BodyDictionary &dictionary);
/// The number of the dictionary that is needed to unpack this; 0 also for what any unpacks.
[[nodiscard]] int neededDictionary(const QByteArray &bytes);
/// Empty for what packed() cannot have made with that dictionary.
[[nodiscard]] ArticleBody unpacked(const QByteArray &bytes, const BodyDictionary &dictionary);
/// Its text alone, which is quicker.
[[nodiscard]] QString unpackedText(const QByteArray &bytes, const BodyDictionary &dictionary);

} // namespace lectern
