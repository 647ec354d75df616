// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the words around links say, in the languages of many blogs.
#include "formats/pagelinks.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

LabelMeaning meaningOf(const QString &label)
{
    // As one folded line with a blank at both ends, so that words are found as words.
    QString words(u' ');
    for (const QChar c : label.toLower()) {
        if (c.isLetter())
            words += c;
        else if (!words.endsWith(u' '))
            words += u' ';
    }
    words += u' ';
    const auto has = [&words](const QStringList &names) {
        return std::any_of(names.begin(), names.end(),
                           [&words](const QString &name) { return words.contains(name); });
    };
    static const QStringList others = {u" popular "_s,
                                       u" highlights "_s,
                                       u" trending "_s,
                                       u" most read "_s,
                                       u" most viewed "_s,
                                       u" related "_s,
                                       u" recommended "_s,
                                       u" you may also "_s,
                                       u" you might "_s,
                                       u" top posts "_s,
                                       u" tags "_s,
                                       u" categories "_s,
                                       u" category "_s,
                                       u" blogroll "_s,
                                       u" friends "_s,
                                       u" follow "_s,
                                       u" subscribe "_s,
                                       u" sponsors "_s,
                                       u" sponsor "_s,
                                       u" advertisement "_s,
                                       u" navigation "_s,
                                       u" menu "_s,
                                       u" recent comments "_s,
                                       u" comments "_s,
                                       u" newsletter "_s,
                                       u" social "_s,
                                       u" meta "_s,
                                       u" beliebt "_s,
                                       u" beliebte "_s,
                                       u" meistgelesen "_s,
                                       u" kategorien "_s,
                                       u" schlagwörter "_s,
                                       u" populaires "_s,
                                       u" les plus lus "_s,
                                       u" catégories "_s,
                                       u" populares "_s,
                                       u" más leídos "_s,
                                       u" categorías "_s,
                                       u" etiquetas "_s,
                                       u" mais lidos "_s,
                                       u" популярное "_s,
                                       u" метки "_s};
    static const QStringList things = {
        u" projects "_s,  u" project "_s,      u" talks "_s,   u" speaking "_s,  u" topics "_s,
        u" elsewhere "_s, u" pages "_s,        u" links "_s,   u" contact "_s,   u" open source "_s,
        u" software "_s,  u" publications "_s, u" apps "_s,    u" tools "_s,     u" products "_s,
        u" work "_s,      u" projekte "_s,     u" projets "_s, u" proyectos "_s, u" projetos "_s,
        u" проекты "_s};
    static const QStringList othersDense = {
        u"热门"_s, u"熱門"_s,     u"推荐"_s, u"推薦"_s, u"标签"_s,     u"標籤"_s, u"分类"_s,
        u"分類"_s, u"友情链接"_s, u"人気"_s, u"タグ"_s, u"カテゴリ"_s, u"인기"_s};
    static const QStringList posts = {
        u" latest "_s,   u" recent "_s,  u" posts "_s,     u" articles "_s, u" blog "_s,
        u" writing "_s,  u" essays "_s,  u" archive "_s,   u" archives "_s, u" stories "_s,
        u" entries "_s,  u" new "_s,     u" news "_s,      u" notes "_s,    u" neueste "_s,
        u" beiträge "_s, u" artikel "_s, u" aktuelle "_s,  u" derniers "_s, u" récents "_s,
        u" últimas "_s,  u" últimos "_s, u" recientes "_s, u" ultimi "_s,   u" recenti "_s,
        u" записи "_s,   u" статьи "_s,  u" featured "_s,  u" pinned "_s,   u" weblog "_s,
        u" journal "_s};
    static const QStringList postsDense = {u"最新"_s, u"文章"_s, u"博客"_s, u"归档"_s,
                                           u"記事"_s, u"新着"_s, u"글"_s};
    const auto hasDense = [&label](const QStringList &names) {
        return std::any_of(names.begin(), names.end(),
                           [&label](const QString &name) { return label.contains(name); });
    };
    if (has(others) || hasDense(othersDense)) {
        // "Blog posts by topic".
        const bool isBoth = words.contains(" posts "_L1) || words.contains(" articles "_L1)
            || words.contains(" blog "_L1);
        const bool isChosen = words.contains(" popular "_L1) || words.contains(" related "_L1)
            || words.contains(" recommended "_L1) || words.contains(" top "_L1)
            || words.contains(" trending "_L1);
        return isBoth && !isChosen ? LabelMeaning::Nothing : LabelMeaning::Other;
    }
    static const QStringList thingsDense = {u"项目"_s, u"专案"_s, u"作品"_s};
    const bool isOfPosts = has(posts) || hasDense(postsDense);
    if (!isOfPosts && (has(things) || hasDense(thingsDense)))
        return LabelMeaning::Things;
    return isOfPosts ? LabelMeaning::Posts : LabelMeaning::Nothing;
}

bool isGenericLinkText(const QString &text)
{
    QString words;
    for (const QChar c : text.toLower()) {
        if (c.isLetter() || c == u'\'')
            words += c;
        else if (!words.isEmpty() && !words.endsWith(u' '))
            words += u' ';
    }
    words = words.trimmed();
    if (words.isEmpty())
        return !std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSymbol(); })
            || text.size() <= 3;
    static const QSet<QString> whole = {u"more"_s,
                                        u"read"_s,
                                        u"read more"_s,
                                        u"read on"_s,
                                        u"read now"_s,
                                        u"read post"_s,
                                        u"read article"_s,
                                        u"read this"_s,
                                        u"read the post"_s,
                                        u"read the article"_s,
                                        u"read full post"_s,
                                        u"read full article"_s,
                                        u"read full story"_s,
                                        u"read story"_s,
                                        u"read the full post"_s,
                                        u"read the full article"_s,
                                        u"read entry"_s,
                                        u"learn more"_s,
                                        u"see more"_s,
                                        u"view more"_s,
                                        u"view post"_s,
                                        u"view article"_s,
                                        u"view"_s,
                                        u"open"_s,
                                        u"full story"_s,
                                        u"full post"_s,
                                        u"details"_s,
                                        u"link"_s,
                                        u"permalink"_s,
                                        u"permanent link"_s,
                                        u"source"_s,
                                        u"via"_s,
                                        u"web"_s,
                                        u"url"_s,
                                        u"here"_s,
                                        u"reply"_s,
                                        u"share"_s,
                                        u"edit"_s,
                                        u"like"_s,
                                        u"comment"_s,
                                        u"comments"_s,
                                        u"discuss"_s,
                                        u"discussion"_s,
                                        u"no comments"_s,
                                        u"leave a comment"_s,
                                        u"leave a reply"_s,
                                        u"add comment"_s,
                                        u"post a comment"_s,
                                        u"join the discussion"_s,
                                        u"next"_s,
                                        u"previous"_s,
                                        u"older posts"_s,
                                        u"newer posts"_s,
                                        u"older"_s,
                                        u"newer"_s,
                                        u"home"_s,
                                        u"tweet"_s,
                                        u"email"_s,
                                        u"print"_s,
                                        u"save"_s,
                                        u"min read"_s,
                                        u"minutes"_s,
                                        u"min"_s,
                                        u"show more"_s,
                                        u"read it"_s,
                                        u"keep reading"_s,
                                        u"read it here"_s,
                                        u"read on the blog"_s,
                                        u"read on blog"_s,
                                        u"go to post"_s,
                                        u"visit"_s,
                                        u"visit site"_s,
                                        u"check it out"_s,
                                        u"watch"_s,
                                        u"listen"_s,
                                        u"download"_s,
                                        u"weiterlesen"_s,
                                        u"mehr"_s,
                                        u"mehr lesen"_s,
                                        u"weiter lesen"_s,
                                        u"mehr erfahren"_s,
                                        u"zum artikel"_s,
                                        u"kommentare"_s,
                                        u"lire la suite"_s,
                                        u"lire plus"_s,
                                        u"lire"_s,
                                        u"en savoir plus"_s,
                                        u"suite"_s,
                                        u"leer más"_s,
                                        u"seguir leyendo"_s,
                                        u"leer"_s,
                                        u"leggi tutto"_s,
                                        u"continua"_s,
                                        u"leggi"_s,
                                        u"continua a leggere"_s,
                                        u"leia mais"_s,
                                        u"ler mais"_s,
                                        u"continuar lendo"_s,
                                        u"continue lendo"_s,
                                        u"lees meer"_s,
                                        u"lees verder"_s,
                                        u"läs mer"_s,
                                        u"les mer"_s,
                                        u"læs mere"_s,
                                        u"lue lisää"_s,
                                        u"czytaj dalej"_s,
                                        u"czytaj więcej"_s,
                                        u"více"_s,
                                        u"číst dál"_s,
                                        u"tovább"_s,
                                        u"читать далее"_s,
                                        u"читать дальше"_s,
                                        u"подробнее"_s,
                                        u"далее"_s,
                                        u"читати далі"_s,
                                        u"devamını oku"_s,
                                        u"阅读全文"_s,
                                        u"阅读更多"_s,
                                        u"继续阅读"_s,
                                        u"查看全文"_s,
                                        u"閱讀全文"_s,
                                        u"繼續閱讀"_s,
                                        u"more"_s,
                                        u"続きを読む"_s,
                                        u"もっと読む"_s,
                                        u"全文を読む"_s,
                                        u"더 보기"_s,
                                        u"더보기"_s,
                                        u"계속 읽기"_s,
                                        u"اقرأ المزيد"_s,
                                        u"المزيد"_s,
                                        u"קרא עוד"_s,
                                        u"المزيد من"_s};
    if (whole.contains(words))
        return true;
    static const QStringList beginnings = {
        u"continue reading"_s, u"keep reading"_s,       u"read the rest"_s, u"read more about"_s,
        u"read more:"_s,       u"read full"_s,          u"permalink to"_s,  u"lire la suite"_s,
        u"seguir leyendo"_s,   u"continua a leggere"_s, u"link to"_s};
    const bool isBegun =
        std::any_of(beginnings.begin(), beginnings.end(),
                    [&words](const QString &each) { return words.startsWith(each); });
    if (isBegun)
        return true;
    const qsizetype count = words.count(u' ') + 1;
    const bool isOfComments = count <= 3
        && (words.contains("comment"_L1) || words.contains("kommentar"_L1)
            || words.contains("responses"_L1) || words.contains("replies"_L1)
            || words.startsWith("trackback"_L1) || words == "notes"_L1 || words == "likes"_L1
            || words == "webmentions"_L1 || words.contains(u"评论"_s)
            || words.contains(u"コメント"_s) || words.contains("min read"_L1));
    return isOfComments;
}

} // namespace lectern
