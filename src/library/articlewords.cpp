// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/articlewords.h"

#include "library/bodystore.h"

#include <initializer_list>

namespace lectern {

using Field = SearchTerm::Field;

Result<const TextWords *> ArticleWords::part(Words &words, QString Texts::*text)
{
    if (!m_texts) {
        const auto texts =
            SearchIndex(m_database).textsOf(m_article, SearchIndex::Part::WithoutContent);
        if (!texts)
            return tl::unexpected(texts.error());
        m_texts = texts->value_or(Texts());
    }
    if (!words)
        words.emplace((*m_texts).*text);
    return &*words;
}

Result<const TextWords *> ArticleWords::text()
{
    if (!m_text && !m_texts) {
        // All at once takes little more time than one of them.
        const auto texts = SearchIndex(m_database).textsOf(m_article, SearchIndex::Part::All);
        if (!texts)
            return tl::unexpected(texts.error());
        m_texts = texts->value_or(Texts());
        m_text.emplace(m_texts->text);
    } else if (!m_text) {
        const auto text = BodyStore(m_database).textOf(m_article);
        if (!text)
            return tl::unexpected(text.error());
        m_text.emplace(*text);
    }
    return &*m_text;
}

Result<bool> ArticleWords::hold(Field field, const TextWords &phrase, bool goesOn)
{
    using Part = Result<const TextWords *> (ArticleWords::*)();
    const auto areIn = [&](std::initializer_list<Part> parts) -> Result<bool> {
        for (const Part wordsOf : parts) {
            const auto words = (this->*wordsOf)();
            if (!words)
                return tl::unexpected(words.error());
            if ((*words)->count(phrase, goesOn, 1) > 0)
                return true;
        }
        return false;
    };
    switch (field) {
    case Field::Any:
        return areIn({&ArticleWords::text, &ArticleWords::titles, &ArticleWords::summaries,
                      &ArticleWords::tags, &ArticleWords::author});
    case Field::Title:
        return areIn({&ArticleWords::titles});
    case Field::Text:
        return areIn({&ArticleWords::text, &ArticleWords::summaries});
    case Field::Author:
        return areIn({&ArticleWords::author});
    case Field::Tag:
        return areIn({&ArticleWords::tags});
    case Field::Site:
    case Field::Source:
        break; // not by their words
    }
    Q_UNREACHABLE();
}

} // namespace lectern
