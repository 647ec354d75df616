// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What surrounds an article on a page, as far as its names and words tell: told apart before the
// article is looked for, and once more in what was found. Part of the script that
// articlescript.cpp puts together.
const readerClean = (() => {
    "use strict";

    const textOf = node => node.textContent.replace(/\s+/g, " ").trim();
    // Of a text: Chinese and its like say as much in fewer characters.
    const weight = text => text.length
        + (text.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/gu)?.length ?? 0);
    const linkTextLength = node => {
        let length = 0;
        for (const link of node.querySelectorAll("a[href]"))
            length += textOf(link).length;
        return length;
    };
    const linkShare = node => {
        const length = textOf(node).length;
        if (node.localName === "a")
            return 1;
        return length === 0 ? 0 : linkTextLength(node) / length;
    };

    // Words that authors of pages give to what is not the article, in class and id.
    const strangeNames = new RegExp("(?:^|[-_ ])(?:" + [
        "share", "sharing", "share(?:bar|tools?|buttons?|links?)", "sharedaddy", "socials?",
        "social(?:bar|links?|icons?|media)", "addtoany", "addthis", "related",
        "related(?:posts?|articles?|links?|content|stories)", "recommend(?:ed|ations?)", "recirc",
        "recirculation", "newsletters?", "newsletter(?:box|form|signup)", "subscribe", "signup",
        "sign-up", "promo", "promos", "promobox", "advert", "adverts", "advertisements?",
        "advertising", "ad-(?:slot|unit|container|wrapper|label|block)", "adsbygoogle",
        "sponsor(?:ed)?", "outbrain", "taboola", "comments?", "comment-(?:list|form|count)",
        "disqus", "breadcrumbs?", "cookies?", "gdpr", "paywall", "popup", "modal", "tag-?list",
        "post-?tags", "article-?tags", "entry-?tags", "tags", "bylines?", "datelines?",
        "(?:post|entry|article|story)-?(?:meta|info|footer|tools|actions|date)",
        "author-?(?:bio|box|info|card)", "about-?(?:the-)?author", "pagination", "pager", "toolbar",
        "most-(?:read|popular)", "trending", "read-?(?:more|next|also)",
        "more-(?:from|on|stories|news|articles|links)", "follow-us", "donate", "donation",
        "skip-(?:link|to-content)", "screen-reader(?:-text)?", "sr-only", "visually-hidden",
        "visuallyhidden", "noprint", "no-print", "print-hidden", "mw-editsection", "navbox",
        "jump-?link", "app-?(?:banner|promo)", "up-?next", "copy-?(?:button|link)", "reading-?time",
        "read-?time"
    ].join("|") + ")(?=$|[-_ ])", "i");

    // What these name may as well be a heading of the article, so only boxes go for them.
    const strangeBoxNames = new RegExp("(?:^|[-_ ])(?:" + [
        "copyright", "licens(?:e|ing)", "rewards?", "recent-?posts?",
        "(?:post|entry|article)-?nav(?:igation)?", "author-?(?:content|profile|widget)"
    ].join("|") + ")(?=$|[-_ ])", "i");
    const isBox = element => /^(?:div|section|aside|footer|ul|ol|dl)$/.test(element.localName);

    const namesOf = element => {
        const names = `${element.getAttribute("class") ?? ""} ${element.id}`;
        return names.replace(/([a-z])([A-Z])/g, "$1-$2");
    };

    // Never taken away for a name, nor anything in them.
    const kept = "pre, code, figure, figcaption, table, math, blockquote";
    const longParagraph = 160;

    const isLongParagraph = paragraph => weight(textOf(paragraph)) >= longParagraph
        && linkShare(paragraph) < 0.5;

    // More of the page than the surroundings of an article would be.
    const isMuch = (element, whole) => {
        const length = textOf(element).length;
        if (length > Math.max(400, whole / 5))
            return true;
        if (/comment|disqus/i.test(namesOf(element)))
            return false;
        return (length > 600 && linkShare(element) < 0.25)
            || [...element.querySelectorAll("p")].some(isLongParagraph);
    };

    const dropByName = (root, whole) => {
        for (const element of [...root.querySelectorAll("[class], [id]")]) {
            if (element === root || /^(?:html|body|main|article|h1)$/.test(element.localName)
                || element.closest(kept) || element.querySelector("h1"))
                continue;
            if (element.localName === "p" && isLongParagraph(element))
                continue;
            const names = namesOf(element);
            const isStrange = strangeNames.test(names)
                || (isBox(element) && strangeBoxNames.test(names));
            if (isStrange && !isMuch(element, whole))
                element.remove();
        }
    };

    // Forms lend their fields' names to themselves, and Readability takes a page that is one form
    // for a field.
    const dissolveForms = document => {
        for (const form of [...document.querySelectorAll("form")]) {
            const isPage = [...form.querySelectorAll("p")].some(isLongParagraph)
                || textOf(form).length > 2000;
            if (!isPage) {
                form.remove();
                continue;
            }
            const block = document.createElement("div");
            block.append(...form.childNodes);
            form.replaceWith(block);
        }
    };

    const neverArticle = [
        "nav", "dialog", "button", "input", "select", "textarea", "datalist", "template", "object",
        "embed", "applet", "annotation", "annotation-xml", "[role=navigation]", "[role=search]",
        "[role=dialog]", "[role=alertdialog]", "[role=menu]", "[role=menubar]", "[role=toolbar]",
        "[popover]"
    ].join(", ");

    // The names that highlighters give to words of code, "share" and "comment" among them, are
    // none of a page's parts.
    const nameNothingInCode = document => {
        for (const element of document.querySelectorAll("pre [class], pre [id], code [class]")) {
            if (element.localName === "code")
                continue;
            element.removeAttribute("class");
            element.removeAttribute("id");
        }
    };

    // Before the article is looked for. The document is changed.
    const prepare = document => {
        nameNothingInCode(document);
        dissolveForms(document);
        for (const element of [...document.querySelectorAll(neverArticle)]) {
            if (!isMuch(element, 0))
                element.remove();
        }
        if (document.body)
            dropByName(document.body, textOf(document.body).length);
    };

    // Whole paragraphs that say nothing of the article's subject.
    // (Without the flag u, which makes the engine take a tenth of a second to compile such a pattern.)
    const strangeText = new RegExp("^(?:" + [
        "advertisement(?: - continue reading below)?", "advertising", "ad", "anzeige", "werbung",
        "publicité", "publicidad", "pubblicità", "реклама", "广告", "廣告", "広告",
        "sponsored(?: content)?", "story continues below(?: advertisement)?",
        "article continues (?:below|after (?:this )?advert(?:isement)?)",
        "continue reading(?: below)?", "share(?: this)?(?: (?:article|story|post|page|on \\w+))?:?",
        "(?:share|tweet|pin|email|print|like|copy link)", "teilen", "partager", "compartir",
        "condividi", "поделиться", "分享", "シェア",
        "(?:please )?(?:sign up|subscribe)\\b.{0,120}(?:newsletter|inbox|updates?|channel|email|free)\\b.{0,40}",
        "follow (?:us|me|\\w+ \\w+)? ?on (?:twitter|facebook|instagram|x|linkedin|mastodon|youtube)\\b.{0,80}",
        "(?:like|join) us on facebook\\b.{0,60}", "comments?(?: \\(?\\d+\\)?)?", "\\d+ comments?",
        "leave a (?:comment|reply)", "back to top", "skip to (?:main )?content",
        "loading(?:\\.\\.\\.|…)?", "\\d+ ?min(?:ute)?s?(?: read)?",
        "(?:listen|watch|play)(?: to this article| now)?",
        "(?:click|tap) here to (?:subscribe|sign up|read more).{0,60}", "all rights reserved\\.?",
        "media playback is (?:un|not )supported.{0,40}", "please enable javascript.{0,80}",
        "your browser does not support.{0,60}", "enlarge(?: (?:this )?image)?",
        "(?:toggle|hide) caption", "view (?:full )?(?:gallery|comments|slideshow|image)",
        "\\d[\\d.,]*[km]? (?:shares|views|likes|retweets)", "report (?:a typo|an error|this ad)",
        "(?:next|previous) (?:article|post|story)", "filed under:?.{0,80}",
        "tagged(?: with|:).{0,80}", "tags?:.{0,120}", "topics?:.{0,80}"
    ].join("|") + ")$", "i");

    const readAlso = new RegExp("^(?:" + [
        "read(?: (?:more|also|next|this))?", "also read", "see also",
        "related(?: (?:articles?|stories|content|posts?|coverage))?",
        "more(?: on this(?: story)?)?", "recommended", "watch", "don[’']t miss", "mehr zum thema",
        "lesen sie auch", "siehe auch", "lire aussi", "à lire aussi", "leggi anche", "lea también",
        "leia também", "lees ook", "läs också", "читайте также", "читайте ещё", "اقرأ أيضا",
        "اقرأ أيضًا", "関連記事", "あわせて読みたい", "相关阅读", "延伸阅读", "延伸閱讀", "관련기사"
    ].join("|") + ") ?[:：>»|–-]", "i");

    const strangeHeading = new RegExp("^(?:" + [
        "(?:related|similar|recommended|popular|latest|trending|recent)(?: \\w+){0,3}",
        "more (?:from|in|on|stories|news|articles|like this)\\b.{0,50}",
        "most (?:read|popular|viewed)\\b.{0,30}",
        "(?:you (?:may|might)(?: also)?|we think you[’']ll) (?:like|enjoy|be interested in).{0,30}",
        "read (?:more|next|also)\\b.{0,30}", "up next", "what to read next", "don[’']t miss",
        "share", "follow", "subscribe", "newsletter", "comments?", "leave a (?:reply|comment)",
        "about the authors?", "tags", "topics", "sign up\\b.{0,60}", "share this\\b.{0,30}",
        "join the (?:conversation|discussion)",
        "mehr zum thema", "das könnte sie auch interessieren", "lesen sie auch", "à lire aussi",
        "sur le même sujet", "leggi anche", "potrebbe interessarti.{0,10}", "te puede interesar",
        "noticias relacionadas", "artículos relacionados", "veja também", "leia também", "lees ook",
        "читайте также", "по теме", "مواضيع ذات صلة", "اقرأ أيضا", "関連記事", "あわせて読みたい", "相关阅读",
        "相关文章", "추천 기사", "관련기사"
    ].join("|") + "):?$", "i");

    const blocks = "p, div, section, ul, ol, li, h2, h3, h4, h5, h6, span, small";

    const dropByText = root => {
        for (const block of [...root.querySelectorAll(blocks)]) {
            if (!block.isConnected && !root.contains(block))
                continue;
            if (block.closest("pre, figure, table"))
                continue;
            const text = textOf(block);
            if (text.length === 0 || text.length > 200)
                continue;
            const isInline = block.localName === "span" || block.localName === "small";
            if (isInline && textOf(block.parentElement).length !== text.length)
                continue;
            if (strangeText.test(text) && !block.querySelector("img, picture, math"))
                block.remove();
            else if (readAlso.test(text) && linkTextLength(block) >= 15)
                block.remove();
        }
    };

    // A heading like "Related stories", and the links below it.
    const dropLinkLists = root => {
        for (const heading of [...root.querySelectorAll("h2, h3, h4, h5, h6, p, div")]) {
            const text = textOf(heading);
            if (!root.contains(heading) || text.length > 70 || !strangeHeading.test(text))
                continue;
            const isHeading = /^h/.test(heading.localName)
                || (heading.localName === "p" && heading.children.length === 1
                    && /^(?:strong|b)$/.test(heading.firstElementChild.localName));
            if (!isHeading)
                continue;
            let next = heading.nextElementSibling;
            let dropped = 0;
            while (next && !/^h[1-6]$/.test(next.localName)) {
                const length = textOf(next).length;
                if (length > 0 && linkShare(next) < 0.5)
                    break;
                const following = next.nextElementSibling;
                next.remove();
                next = following;
                ++dropped;
            }
            if (dropped > 0 || !next)
                heading.remove();
        }
    };

    // Between title and text stand who wrote it, when, and where it was filed.
    // A line with a year in it that is no sentence is a date.
    const dateWords = new RegExp("^(?!.*[.!?。！？…”\"]$)(?:(?:" + [
        "published", "updated", "posted", "last (?:updated|modified)", "written", "erstellt",
        "veröffentlicht", "aktualisiert", "stand", "publié", "mis à jour", "publicado",
        "actualizado", "опубликовано"
    ].join("|") + ")(?: |:).{0,60}|.{0,30}\\b(?:19|20)\\d\\d\\b.{0,25}"
        + "|.{0,20}\\d{1,2}:\\d\\d.{0,20})$", "i");
    const byWords = /^(?:By|BY|Von|Par|Por|Di|Door|Av|Af|От|Автор:?) \p{Lu}[^.]{0,50}$/u;
    const metaNames = new RegExp("(?:^|[-_ ])(?:" + [
        "date", "time", "timestamp", "byline", "authors?", "writer", "meta", "published", "pubdate",
        "updated", "category", "categories", "kicker", "eyebrow", "section-?name", "reporter"
    ].join("|") + ")(?=$|[-_ ])", "i");
    const isMeta = (element, byline) => {
        const text = textOf(element);
        if (text.length === 0 || text.length > 120 || element.querySelector("img, picture, math"))
            return false;
        if (/^h[1-6]$/.test(element.localName))
            return false;
        return element.localName === "time" || metaNames.test(namesOf(element))
            || dateWords.test(text) || byWords.test(text) || strangeText.test(text)
            || (byline !== "" && text === byline);
    };
    const dropLeading = (root, byline) => {
        let seen = 0;
        for (const element of [...root.querySelectorAll("*")]) {
            if (!root.contains(element))
                continue;
            const text = textOf(element);
            const isText = /^(?:p|li|blockquote|pre|td|dd)$/.test(element.localName)
                && linkShare(element) < 0.5 && !isMeta(element, byline);
            if (isText)
                seen += weight(text);
            // From here on it is the article, whether in long paragraphs or in short ones.
            if (seen > 120)
                return;
            if (/^(?:p|div|span|time|ul|li|a|address|small|em|header)$/.test(element.localName)
                && !element.closest("figure") && isMeta(element, byline)
                && textOf(element.parentElement).length < 400 + text.length * 20)
                element.remove();
            // The menu of a page that is one table, or one column.
            else if (/^(?:td|div|ul|ol|nav|section)$/.test(element.localName) && text.length < 300
                     && element.querySelectorAll("a[href]").length > 1 && linkShare(element) > 0.8
                     && !element.querySelector("img, picture"))
                element.replaceChildren();
        }
    };

    const plain = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    const dropTitle = (root, title) => {
        const wanted = plain(title);
        const heading = root.querySelector("h1, h2");
        if (heading && wanted && plain(textOf(heading)) === wanted
            && !heading.querySelector("img, picture"))
            heading.remove();
    };

    // What is left at the end: lists of nothing but links.
    const dropTrailing = root => {
        for (let element = root.lastElementChild; element;) {
            const length = textOf(element).length;
            const previous = element.previousElementSibling;
            const hasMedia = element.matches("figure, img, picture, table, pre, math")
                || element.querySelector("figure, img, picture, table, pre, math");
            if (length === 0 && !hasMedia && element.localName !== "hr") {
                element.remove();
            } else if (/^(?:ul|div|section)$/.test(element.localName) && length < 600
                       && linkShare(element) > 0.85 && element.querySelectorAll("a").length > 1) {
                element.remove();
            } else if (/^(?:hr|h[2-6])$/.test(element.localName) && !hasMedia) {
                element.remove(); // of what has gone
            } else if (/^(?:div|section|article|main)$/.test(element.localName)
                       && element.children.length > 0 && length > 200) {
                element.normalize();
                const last = [...element.childNodes].reverse().find(
                    node => node.nodeType === 1 || (node.nodeType === 3 && node.data.trim()));
                if (last?.nodeType !== 1)
                    return;
                root = element;
                element = element.lastElementChild;
                continue;
            } else {
                return;
            }
            element = previous;
        }
    };

    // In what was found; it is changed.
    const tidy = (root, { title, byline }) => {
        dropByName(root, textOf(root).length);
        dropByText(root);
        dropLinkLists(root);
        dropTitle(root, title);
        dropLeading(root, byline);
        dropTrailing(root);
    };

    const neverCounted = "nav, header, footer, aside, script, style, noscript, template, form, dialog, "
        + "button, select, svg, iframe, [hidden], [aria-hidden=true], [role=navigation], "
        + "[role=banner], [role=contentinfo], [role=complementary], [style*='display:none' i], "
        + "[style*='display: none' i]";
    const commentNames = /comments?|disqus|repl(?:y|ies)|respond|discussion|kommentare?/i;
    // Whether everybody would say that it is none of an article's text.
    const surroundsArticle = element => {
        if (/^(?:html|body|main|article)$/.test(element.localName))
            return false;
        const names = namesOf(element);
        return element.matches(neverCounted)
            || (names.trim() !== "" && !element.closest(kept)
                && (strangeNames.test(names) || strangeBoxNames.test(names) || commentNames.test(names)));
    };

    return { prepare, tidy, textOf, linkShare, surroundsArticle };
})();
