// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes an article that was cleaned ready for reader view. Works on a copy that no window shows.
// Part of the script that articlescript.cpp puts together.
const readerDisplay = (() => {
    "use strict";

    const { textOf } = readerClean;

    // What a list of contents is worth having for.
    const longArticle = 1200;
    const fewHeadings = 3;
    // A character of Chinese or Japanese says as much as half a word.
    const wordsPerCharacter = 0.5;

    const spaceless = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/gu;
    const countOf = text => ({
        characterCount: text.match(spaceless)?.length ?? 0,
        wordCount: text.replace(spaceless, " ").match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu)?.length ?? 0,
    });

    const newElement = (root, name, className) => {
        const element = root.ownerDocument.createElement(name);
        element.className = className;
        return element;
    };
    const wrap = (element, className) => {
        const box = newElement(element, "div", className);
        element.replaceWith(box);
        box.append(element);
        return box;
    };

    // --- Headings -----------------------------------------------------------------------------

    const slugOf = text => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
        .replace(/^-+|-+$/g, "").slice(0, 60) || "part";
    const linkHeadings = root => {
        const taken = new Set([...root.querySelectorAll("[id]")].map(element => element.id));
        const headings = [...root.querySelectorAll("h1, h2, h3, h4, h5, h6")]
            .filter(heading => textOf(heading) !== "");
        for (const heading of headings) {
            if (!heading.id) {
                const slug = `section-${slugOf(textOf(heading))}`;
                let id = slug;
                for (let number = 2; taken.has(id); ++number)
                    id = `${slug}-${number}`;
                taken.add(id);
                heading.id = id;
            }
            const link = newElement(root, "a", "self");
            link.setAttribute("href", `#${heading.id}`);
            link.setAttribute("title", textOf(heading));
            heading.append(link);
        }
        return headings;
    };
    const contentsOf = (root, headings) => {
        const levels = [...new Set(headings.map(heading => heading.localName))].sort().slice(0, 3);
        const list = newElement(root, "ol", "");
        for (const heading of headings.filter(one => levels.includes(one.localName))) {
            const item = newElement(root, "li", `level-${levels.indexOf(heading.localName) + 1}`);
            const link = newElement(root, "a", "");
            link.setAttribute("href", `#${heading.id}`);
            link.append(textOf(heading));
            item.append(link);
            list.append(item);
        }
        return list.innerHTML;
    };

    // --- Pictures and tables ------------------------------------------------------------------

    const showPictures = root => {
        const sources = new Set();
        let hasOwnPictures = false;
        const note = address => {
            if (address.startsWith("data:"))
                hasOwnPictures = true;
            else
                sources.add(new URL(address).origin);
        };
        for (const image of root.querySelectorAll("img, source")) {
            if (image.hasAttribute("src"))
                note(image.getAttribute("src"));
            for (const one of (image.getAttribute("srcset") ?? "").split(/,\s+/)) {
                if (one)
                    note(one.trim().split(/\s/)[0]);
            }
            if (image.localName !== "img")
                continue;
            image.setAttribute("loading", "lazy");
            image.setAttribute("decoding", "async");
            // Next to words it is one of them: a formula, say.
            const block = image.closest("p, div, li, td, figure, section") ?? root;
            if (textOf(block) === "" || block.localName === "figure")
                image.classList.add("alone");
        }
        return { pictureOrigins: [...sources], hasOwnPictures };
    };

    const frameTables = root => {
        for (const table of root.querySelectorAll("table")) {
            if (!table.parentElement.closest("table"))
                wrap(table, "scroll").tabIndex = 0;
        }
    };

    // --- Code ---------------------------------------------------------------------------------

    // Numbers of lines that stand beside the lines.
    const isGutter = block => /^[\d\s]+$/.test(block.textContent)
        && block.closest("td")?.nextElementSibling?.querySelector("pre");
    const codeBlocks = root => [...root.querySelectorAll("pre")]
        .filter(block => textOf(block) !== "" && !block.parentElement.closest("pre") && !isGutter(block));
    const frameCode = blocks => {
        for (const block of blocks) {
            for (const lineBreak of block.querySelectorAll("br"))
                lineBreak.replaceWith("\n");
            block.tabIndex = 0; // so that what is wider than the column can be scrolled
            const button = newElement(block, "button", "copy");
            button.type = "button";
            wrap(block, "code").append(button);
        }
    };

    const languageOf = block => {
        const names = [block, block.querySelector("code")]
            .flatMap(element => [...(element?.classList ?? [])]);
        return names.map(name => name.replace(/^(?:language|lang|highlight-source|brush)-/, ""))
            .find(name => hljs.getLanguage(name)) ?? "";
    };
    // What is long is left as it is, and so is what comes after much else: nobody waits for colours.
    const longCode = 50000;
    const longCodeToGuess = 3000;
    const patience = 150;
    const patienceForGuesses = 50;
    const leastRelevance = 6;
    const colour = blocks => {
        const start = performance.now();
        for (const block of blocks) {
            const code = block.querySelector("code") ?? block;
            const text = code.textContent;
            const spent = performance.now() - start;
            if (text.length > longCode || spent > patience || code.querySelector("a, img, math"))
                continue;
            const language = languageOf(block);
            if (/^(?:text|plain|plaintext|none|nohighlight)$/.test(language))
                continue;
            if (!language && (text.length > longCodeToGuess || spent > patienceForGuesses))
                continue;
            const found = language ? hljs.highlight(text, { language, ignoreIllegals: true })
                                   : hljs.highlightAuto(text);
            if (!language && found.relevance < leastRelevance)
                continue;
            const parsed = new DOMParser().parseFromString(found.value, "text/html");
            code.replaceChildren(...parsed.body.childNodes);
        }
    };

    // --- All of it ----------------------------------------------------------------------------

    // `root` is changed. `blocks` are still to be coloured, if there are any.
    const prepare = root => {
        const counts = countOf(root.textContent);
        const headings = linkHeadings(root);
        const length = counts.wordCount + counts.characterCount * wordsPerCharacter;
        const isLong = headings.length >= fewHeadings && length > longArticle;
        const blocks = codeBlocks(root);
        frameCode(blocks);
        frameTables(root);
        return {
            blocks,
            text: { ...counts, ...showPictures(root), contents: isLong ? contentsOf(root, headings) : "" },
        };
    };

    return { prepare, colour };
})();
