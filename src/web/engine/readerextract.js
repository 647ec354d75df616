// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Finds the article in a page and cleans it of everything but text, pictures and structure. Works
// on a copy that no window shows: nothing in it runs or is loaded. Part of the script that
// articlescript.cpp puts together; Lectern calls the functions of what it returns.
const readerExtract = (() => {
    "use strict";

    const { textOf, linkShare, surroundsArticle } = readerClean;

    // A page may name its elements like the functions of its document, which would then not be
    // found any more: these come from where no page reaches.
    const queryAll = Document.prototype.querySelectorAll;
    const removeAttribute = Element.prototype.removeAttribute;
    const disarm = document => {
        for (const element of queryAll.call(document, "[name]:not(meta)"))
            removeAttribute.call(element, "name");
        const fields = "form[id], img[id], object[id], embed[id], iframe[id], input[id], "
            + "button[id], select[id], textarea[id], output[id], fieldset[id], frameset[id]";
        for (const element of queryAll.call(document, fields))
            removeAttribute.call(element, "id");
    };

    const keepAnchors = document => {
        for (const anchor of queryAll.call(document, "a[name]:not([id])"))
            anchor.id = anchor.getAttribute("name");
    };

    const addressOf = (text, base) => {
        try {
            return new URL(text, base);
        } catch {
            return null; // not an address
        }
    };
    const isWeb = address => address?.protocol === "http:" || address?.protocol === "https:";

    // Addresses are relative to what the page says, if that leads to the web.
    const setBase = (document, address) => {
        const said = document.querySelector("base[href]")?.getAttribute("href");
        const base = said === undefined ? null : addressOf(said, address);
        for (const element of document.querySelectorAll("base"))
            element.remove();
        const element = document.createElement("base");
        element.setAttribute("href", isWeb(base) ? base.href : address);
        document.head.prepend(element);
    };

    // Whether Lectern has written it: then it may lead to Lectern's other pages.
    let isLecterns = false;

    const parse = (html, address) => {
        isLecterns = address.startsWith("lectern://guide/");
        const document = new DOMParser().parseFromString(html, "text/html");
        keepAnchors(document);
        disarm(document);
        setBase(document, address);
        return document;
    };

    // --- What the page says of itself ---------------------------------------------------------

    const meta = (document, ...names) => {
        for (const name of names) {
            const selector = ["property", "name", "itemprop", "http-equiv"]
                .map(attribute => `meta[${attribute}="${name}" i]`).join(", ");
            for (const element of document.querySelectorAll(selector)) {
                const content = element.getAttribute("content")?.trim();
                if (content)
                    return content;
            }
        }
        return "";
    };

    const dataOf = document => {
        const found = [];
        for (const script of document.querySelectorAll("script[type='application/ld+json' i]")) {
            let open;
            try {
                open = [JSON.parse(script.textContent.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, ""))];
            } catch {
                continue; // not JSON after all
            }
            for (let looked = 0; open.length > 0 && looked < 1000; ++looked) {
                const item = open.shift();
                if (Array.isArray(item))
                    open.push(...item);
                else if (item && typeof item === "object") {
                    found.push(item);
                    open.push(item["@graph"], item.mainEntity, item.mainEntityOfPage);
                }
            }
        }
        const kinds = item => [item["@type"]].flat().filter(kind => typeof kind === "string");
        return found.find(item => kinds(item).some(
            kind => /Article|BlogPosting|Report|Review|NewsItem|WebPage/.test(kind)
                && (item.headline || item.datePublished || item.articleBody))) ?? {};
    };

    // ISO 8601: a day when no more is said, else a time in UTC. Empty: this is none.
    const isoOf = text => {
        if (typeof text !== "string" && typeof text !== "number")
            return "";
        const said = String(text).trim();
        const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(said);
        const day = compact ? `${compact[1]}-${compact[2]}-${compact[3]}`
                            : /^\d{4}-\d\d-\d\d$/.exec(said)?.[0];
        if (day)
            return Number.isNaN(Date.parse(day)) ? "" : day;
        if (!/\b\d{4}\b/.test(said) && !/^\d{10}(?:\d{3})?$/.test(said))
            return "";
        const number = /^\d{10}(?:\d{3})?$/.test(said)
            ? Number(said) * (said.length === 10 ? 1000 : 1) : NaN;
        // "+0200" without a colon is for people who don't write it.
        const time = Number.isNaN(number)
            ? Date.parse(said.replace(/^(\d{4}-\d\d-\d\d)\s+(\d)/, "$1T$2")
                .replace(/\s*([+-]\d\d):?(\d\d)$/, "$1:$2"))
            : number;
        const parsed = Number.isNaN(time) ? Date.parse(said) : time;
        if (Number.isNaN(parsed) || parsed < 0)
            return "";
        const isDayOnly = !/\d:\d\d/.test(said) && Number.isNaN(number);
        if (isDayOnly) {
            const date = new Date(parsed);
            const two = value => String(value).padStart(2, "0");
            return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
        }
        return new Date(parsed).toISOString().replace(".000Z", "Z");
    };

    const publishedOf = (document, data) => {
        const said = [
            data.datePublished, data.dateCreated,
            meta(document, "article:published_time", "og:article:published_time", "og:published_time",
                 "datePublished", "dateCreated", "article:published", "parsely-pub-date", "sailthru.date",
                 "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created",
                 "dcterms.date", "dc.date", "publish-date", "publication_date", "publishdate",
                 "pubdate", "cXenseParse:recs:publishtime", "citation_publication_date", "date")
        ];
        for (const text of said) {
            const time = isoOf(text);
            if (time)
                return time;
        }
        const times = [
            ...document.querySelectorAll("[itemprop=datePublished], time[pubdate], time.published, "
                + "time.dt-published, time.entry-date"),
            ...document.querySelectorAll("article time[datetime], header time[datetime], "
                + "main time[datetime]"),
            ...document.querySelectorAll("time[datetime]")
        ];
        for (const element of times) {
            const time = isoOf(element.getAttribute("datetime") ?? element.getAttribute("content")
                               ?? textOf(element));
            if (time)
                return time;
        }
        return "";
    };

    const siteOf = (document, data, address) => {
        const publisher = [data.publisher].flat()[0];
        const said = meta(document, "og:site_name")
            || (typeof publisher?.name === "string" ? publisher.name.trim() : "")
            || meta(document, "application-name", "twitter:app:name:iphone");
        return said || (addressOf(address)?.hostname ?? "").replace(/^www\./, "");
    };

    const bylineOf = (document, data) => {
        const names = [data.author].flat()
            .map(author => typeof author === "string" ? author : author?.name)
            .filter(name => typeof name === "string" && name.trim() && !/^https?:/.test(name))
            .map(name => name.trim());
        if (names.length > 0)
            return [...new Set(names)].join(", ");
        const said = meta(document, "author", "article:author", "dc.creator", "dcterms.creator",
                          "parsely-author", "sailthru.author", "byl", "citation_author");
        if (said && !/^https?:/.test(said))
            return said;
        const marked = "[itemprop~=author] [itemprop~=name], [itemprop~=author], [rel~=author], .p-author, "
            + ".author-name, .byline-name, .byline__name, .byline, .author, [class*=byline]";
        for (const selector of marked.split(", ")) {
            for (const element of document.querySelectorAll(selector)) {
                const text = element.getAttribute("content") ?? textOf(element);
                if (text.trim().length > 1 && text.length < 80 && !/\d{4}|\d:\d\d/.test(text)
                    && !element.closest("[class*=comment], [id*=comment], aside, footer, nav"))
                    return text;
            }
        }
        return "";
    };

    // The title of a page often names its site as well; what stands over the article does not.
    const titleOf = (document, data, found, site) => {
        const oneLine = text => (typeof text === "string" ? text : "").replace(/\s+/g, " ").trim();
        const shown = oneLine(document.title) || oneLine(found);
        const headings = [...document.querySelectorAll("h1")].map(textOf);
        const said = [...headings, oneLine(data.headline), meta(document, "og:title", "twitter:title")];
        const inside = said.filter(text => text.length > 0 && text.length < shown.length
                                   && shown.includes(text) && text !== site);
        // At an end of it, with something between it and the rest.
        const best = inside.find(text => {
            const rest = shown.startsWith(text) ? shown.slice(text.length)
                : shown.endsWith(text) ? shown.slice(0, -text.length) : "";
            return /^\s*[|\-–—:·•»«/\\_｜：]|[|\-–—:·•»«/\\_｜：]\s*$/u.test(rest);
        });
        if (best)
            return best;
        const pattern = site.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        const ending = new RegExp(`\\s*[|\\-–—:·•»_｜]\\s*${pattern}\\s*$`, "iu");
        const without = site ? shown.replace(ending, "") : shown;
        if (without && without !== shown)
            return without;
        return oneLine(found) || oneLine(data.headline) || meta(document, "og:title") || shown
            || headings[0] || "";
    };

    // How the article begins, where the page does not say what it is about.
    const excerptOf = root => {
        const first = [...root.querySelectorAll("p")].map(textOf).find(text => text.length > 40) ?? "";
        const longest = 300;
        return first.length <= longest ? first : `${first.slice(0, longest).replace(/\s+\S*$/, "")}…`;
    };

    const cleanByline = text => (text ?? "").replace(/\s+/g, " ").trim()
        .replace(/^(?:by|written by|posted by|von|par|por)\s+(?=\p{Lu})/iu, "");

    // --- Pictures that scripts would have loaded ----------------------------------------------

    const lazySources = ["data-src", "data-original", "data-lazy-src", "data-lazy", "data-hi-res-src",
                         "data-full-src", "data-image", "data-url", "data-actualsrc", "data-echo"];
    const lazySets = ["data-srcset", "data-lazy-srcset", "data-original-set"];
    const isPicture = text => /^(?:https?:|\/|\.|[\w-])[^\s<>"]*$/i.test(text)
        && !/^(?:data|javascript|blob|about):/i.test(text);
    const largestOf = set => {
        let best = "";
        let size = -1;
        for (const [, address, descriptor] of set.matchAll(/(\S*[^,\s])(?:\s+([\d.]+)[wx])?\s*(?:,|$)/g)) {
            const own = Number(descriptor ?? 1);
            if (own > size && isPicture(address))
                [best, size] = [address, own];
        }
        return best;
    };
    const placeholderName =
        /(?:placeholder|spacer|blank|transparent|pixel|lazy)[\w-]*\.(?:gif|png|svg|jpe?g)/i;
    const resolvePictures = document => {
        for (const image of document.querySelectorAll("img, picture > source")) {
            for (const name of lazySets) {
                const value = image.getAttribute(name);
                if (value)
                    image.setAttribute("srcset", value);
            }
            if (image.localName !== "img")
                continue;
            const source = image.getAttribute("src") ?? "";
            const isPlaceholder = source === "" || /^(?:data|about|blob):/i.test(source)
                || placeholderName.test(source);
            const lazy = lazySources.map(name => image.getAttribute(name))
                .find(value => value && isPicture(value.trim()));
            if (lazy)
                image.setAttribute("src", lazy.trim());
            else if (isPlaceholder) {
                const set = image.getAttribute("srcset")
                    || image.closest("picture")?.querySelector("source[srcset]")
                        ?.getAttribute("srcset");
                const largest = set ? largestOf(set) : "";
                if (largest)
                    image.setAttribute("src", largest);
            }
        }
    };

    // --- Cleaning ------------------------------------------------------------------------------

    const mathTags = [
        "math", "mi", "mn", "mo", "ms", "mtext", "mspace", "mrow", "mfrac", "msqrt", "mroot", "mstyle",
        "merror", "mpadded", "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover",
        "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd"
    ];
    const tags = [
        "a", "abbr", "acronym", "address", "article", "b", "bdi", "bdo", "big", "blockquote", "br",
        "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div",
        "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
        "ins", "kbd", "li", "main", "mark", "ol", "p", "picture", "pre", "q", "rb", "rp", "rt", "rtc", "ruby",
        "s", "samp", "section", "small", "source", "span", "strike", "strong", "sub", "summary", "sup",
        "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
        "#text", ...mathTags
    ];
    const attributes = [
        "alt", "cite", "class", "colspan", "datetime", "dir", "height", "href", "hreflang", "id", "lang",
        "open", "reversed", "rowspan", "scope", "headers", "sizes", "span", "src", "srcset", "start", "title",
        "type", "value", "width", "media",
        "display", "mathvariant", "stretchy", "fence", "separator", "lspace", "rspace", "accent",
        "accentunder", "columnalign", "rowalign", "columnspacing", "rowspacing", "linethickness",
        "movablelimits", "largeop", "symmetric", "displaystyle", "scriptlevel"
    ];
    const safePicture = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,[a-z\d+/=\s]*$/i;
    const codeClass = /^(?:language|lang|highlight-source|brush)-[\w+#.-]{1,30}$/;

    // "about:fragment" and the like mean nothing outside the page.
    const addressFor = (value, isLink) => {
        const text = value.trim();
        if (isLink && /^#[^\s]*$/.test(text))
            return text;
        const address = addressOf(text);
        if (isWeb(address) || (isLink && /^(?:mailto|tel):$/.test(address?.protocol ?? "")))
            return address.href;
        if (isLink && isLecterns && address?.href.startsWith("lectern://guide/"))
            return address.href;
        return !isLink && safePicture.test(text) ? text : "";
    };
    const setFor = value => value.split(/,\s+|,$/).map(part => part.trim().split(/\s+/))
        .filter(([address, size]) => isWeb(addressOf(address)) && (!size || /^[\d.]+[wx]$/.test(size)))
        .map(([address, size]) => [addressOf(address).href.replaceAll(",", "%2C"), size])
        .map(parts => parts.filter(Boolean).join(" "))
        .join(", ");

    const purifier = () => {
        const purify = DOMPurify(globalThis);
        purify.addHook("uponSanitizeAttribute", (element, attribute) => {
            const tag = element.nodeName.toLowerCase();
            const name = attribute.attrName;
            const isHtml = element.namespaceURI === "http://www.w3.org/1999/xhtml";
            const keep = wanted => {
                attribute.attrValue = wanted;
                attribute.keepAttr = wanted !== "";
            };
            if (name === "href")
                keep(isHtml && tag === "a" ? addressFor(attribute.attrValue, true) : "");
            else if (name === "cite")
                keep(isHtml ? addressFor(attribute.attrValue, true) : "");
            else if (name === "src")
                keep(isHtml && tag === "img" ? addressFor(attribute.attrValue, false) : "");
            else if (name === "srcset")
                keep(isHtml && (tag === "img" || tag === "source") ? setFor(attribute.attrValue) : "");
            else if (name === "class")
                keep(/^(?:pre|code)$/.test(tag)
                     ? attribute.attrValue.split(/\s+/).filter(one => codeClass.test(one)).join(" ") : "");
            else if (name === "type")
                keep(/^(?:ol|ul|li|source)$/.test(tag) ? attribute.attrValue : "");
        });
        return purify;
    };

    // As an element of a document that no window shows.
    const clean = html => purifier().sanitize(html, {
        RETURN_DOM: true,
        ALLOWED_TAGS: tags,
        ALLOWED_ATTR: attributes,
        ALLOW_DATA_ATTR: false,
        ALLOW_ARIA_ATTR: false,
        ALLOW_UNKNOWN_PROTOCOLS: false,
        ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|#|data:image\/|lectern:\/\/guide\/)/i,
        // All others would have to be addresses, too.
        ADD_URI_SAFE_ATTR: attributes.filter(name => !/^(?:href|src|srcset|cite)$/.test(name)),
        // Ids of the article must not be those of the page that shows it.
        SANITIZE_NAMED_PROPS: true,
        KEEP_CONTENT: true,
    });

    // Links to places in the article lead to the ids as they are now.
    const absolute = root => {
        const base = root.ownerDocument.baseURI;
        const here = (addressOf(base)?.href ?? "").split("#")[0];
        const ids = new Set([...root.querySelectorAll("[id]")].map(element => element.id));
        for (const link of root.querySelectorAll("a[href]")) {
            const address = addressOf(link.getAttribute("href").trim(), base);
            if (!address) {
                link.removeAttribute("href");
                continue;
            }
            const fragment = address.hash.slice(1);
            let id = fragment;
            try {
                id = decodeURIComponent(fragment);
            } catch {
                // Then it is written as it is meant.
            }
            const isHere = fragment !== "" && address.href.split("#")[0] === here && ids.has(id);
            link.setAttribute("href", isHere ? `#user-content-${id}` : address.href);
        }
        for (const image of root.querySelectorAll("img[src]")) {
            const address = addressOf(image.getAttribute("src").trim(), base);
            if (address)
                image.setAttribute("src", address.href);
        }
        for (const image of root.querySelectorAll("[srcset]")) {
            const set = image.getAttribute("srcset").replace(
                /(\S*[^,\s])(\s+[\d.]+[wx])?(\s*(?:,|$))/g,
                (whole, source, size, end) => (addressOf(source, base)?.href ?? source) + (size ?? "") + end);
            image.setAttribute("srcset", set);
        }
    };

    // So that words of neighbouring blocks stay apart for whoever takes the tags away.
    const separateBlocks = root => {
        const blocks = "p, div, section, article, li, dt, dd, h1, h2, h3, h4, h5, h6, blockquote, pre, "
            + "figure, figcaption, table, caption, tr, td, th, ul, ol, dl, hr, br, summary";
        for (const block of root.querySelectorAll(blocks)) {
            if (!block.parentElement.closest("pre") && !/^\s/.test(block.nextSibling?.data ?? ""))
                block.after("\n");
        }
    };

    // --- Finding it ----------------------------------------------------------------------------

    const readability = document => {
        try {
            return new Readability(document, { keepClasses: true, serializer: element => element }).parse();
        } catch (error) {
            console.debug(`Readability: ${error.message}`);
            return null; // there is something else
        }
    };

    // What the page itself marks as the text of its article.
    const markedOf = document => {
        const marked = [...document.querySelectorAll("[itemprop~=articleBody]")];
        return marked.filter(one => !marked.some(other => other !== one && other.contains(one)));
    };
    const documentOf = (document, parts) => {
        const copy = document.cloneNode(false);
        const html = document.documentElement.cloneNode(false);
        const body = document.createElement("body");
        const article = document.createElement("article");
        article.append(...parts.map(part => part.cloneNode(true)));
        body.append(article);
        html.append(document.head.cloneNode(true), body);
        copy.append(html);
        return copy;
    };

    const fallback = document => {
        const candidates = ["article", "main", "[role=main]", "#content", "body"]
            .flatMap(selector => [...document.querySelectorAll(selector)]);
        const best = candidates.find(element => textOf(element).length > 250)
            ?? document.body ?? document.documentElement;
        const copy = best.cloneNode(true);
        const outside = "script, style, noscript, nav, aside, header nav, footer, iframe, svg, link, meta";
        for (const element of [...copy.querySelectorAll(outside)])
            element.remove();
        const root = document.createElement("div");
        root.append(...copy.childNodes);
        return root;
    };

    // How much of the page's text is not in the article.
    const droppedShareOf = (document, kept) => {
        const walker = document.createTreeWalker(
            document.body ?? document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
            node => node.nodeType === Node.ELEMENT_NODE && surroundsArticle(node)
                ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
        let all = 0;
        while (walker.nextNode()) {
            if (walker.currentNode.nodeType === Node.TEXT_NODE)
                all += walker.currentNode.data.replace(/\s+/g, "").length;
        }
        return all === 0 ? null : Math.max(0, 1 - kept / all);
    };

    const find = (html, address) => {
        const document = parse(html, address);
        const data = dataOf(document);
        const published = publishedOf(document, data);
        const site = siteOf(document, data, address);
        const byline = bylineOf(document, data);
        const language = document.documentElement.getAttribute("lang")?.trim() ?? "";
        const direction = (document.documentElement.getAttribute("dir")
            ?? document.body?.getAttribute("dir") ?? "").trim().toLowerCase();
        resolvePictures(document);
        const whole = document.cloneNode(true);
        readerClean.prepare(document);

        const marked = markedOf(document);
        const markedLength = marked.reduce((sum, part) => sum + textOf(part).length, 0);
        const markedDocument = markedLength > 400 ? documentOf(document, marked) : null;

        let found = readability(document);
        if (found && markedDocument) {
            const length = textOf(found.content).length;
            const own = markedLength >= length * 0.7 ? readability(markedDocument) : null;
            if (own && textOf(own.content).length > 0.9 * markedLength)
                found.content = own.content;
        }
        found?.content?.querySelector("#readability-page-1")?.removeAttribute("id");
        const isFallback = !found?.content || textOf(found.content).length === 0;
        const root = isFallback ? fallback(whole) : found.content;
        const articleTitle = titleOf(whole, data, found?.title, site);
        const articleByline = cleanByline(byline || found?.byline);
        if (!isFallback)
            readerClean.tidy(root, { title: articleTitle, byline: found.byline ?? "" });
        absolute(root);
        separateBlocks(root);
        const content = clean(root.innerHTML);
        const text = textOf(content);
        const excerpt = meta(whole, "og:description", "description", "twitter:description")
            || (typeof data.description === "string" ? data.description : "")
            || excerptOf(root) || text.slice(0, 200);
        const article = {
            title: articleTitle,
            byline: articleByline,
            excerpt: excerpt.replace(/\s+/g, " ").trim(),
            site: site || (found?.siteName ?? ""),
            published: published || isoOf(found?.publishedTime),
            content: content.innerHTML,
            language,
            direction: direction === "rtl" || direction === "ltr" ? direction : (found?.dir ?? ""),
            length: text.length,
        };
        const kept = text.replace(/\s+/g, "").length + articleTitle.length + articleByline.length;
        return { article, content, whole, kept };
    };

    const extract = (html, address) => find(html, address).article;

    // --- For reader view -----------------------------------------------------------------------

    // What colour() has still to do.
    let uncoloured = null;
    const finish = ({ answer, content }) => ({ ...answer, html: content.innerHTML });
    // With code in it, isUncoloured is all that is said: the rest comes from colour().
    const prepare = (content, more) => {
        const { blocks, text } = readerDisplay.prepare(content);
        const prepared = { answer: { ...more, ...text }, content };
        if (blocks.length === 0)
            return finish(prepared);
        uncoloured = { blocks, prepared };
        return { isUncoloured: true };
    };
    const colour = () => {
        const { blocks, prepared } = uncoloured;
        uncoloured = null;
        readerDisplay.colour(blocks);
        return finish(prepared);
    };

    const read = (html, address) => {
        const { article, content, whole, kept } = find(html, address);
        return prepare(content, { article, droppedShare: droppedShareOf(whole, kept) });
    };

    const sanitise = (html, address) => {
        const document = parse(html, address);
        resolvePictures(document);
        absolute(document.body);
        return prepare(clean(document.body.innerHTML), {});
    };

    const getter = name => Object.getOwnPropertyDescriptor(Document.prototype, name).get;
    // A page may forbid that anything in it parses HTML (trusted types): then this gives what would
    // have to be parsed, and `work` has to be called elsewhere.
    const fromPage = work => {
        const root = getter("documentElement").call(document);
        if (!root)
            return null;
        const html = root.outerHTML;
        const address = getter("URL").call(document);
        try {
            return work(html, address);
        } catch (error) {
            console.debug(`extraction: ${error.message}`);
            return { unparsed: html, address };
        }
    };

    return {
        extract,
        extractPage: () => fromPage(extract),
        read,
        readPage: () => fromPage(read),
        sanitise,
        colour,
    };
})();
