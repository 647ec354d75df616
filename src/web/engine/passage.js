// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Passages of a document by their words: what stands at the top of what is in sight, what is
// selected, and where the same words stand in another document of the same article. Comes into a
// document when it is first asked for, in the world that pages don't reach. Lectern replaces
// %TOKEN%; what the reports mean, pagescript.js says.
globalThis.lecternPassage = Object.hasOwn(globalThis, "lecternPassage") ? globalThis.lecternPassage : (() => {
    "use strict";

    const context = 32; // characters around a quote
    const report = message => console.debug("%TOKEN%" + message);

    // --- The text of a document ---------------------------------------------------------------

    const passedBy = new Set(["script", "style", "noscript", "template", "button", "select", "textarea",
                              "title", "iframe", "object", "svg"]);
    const inline = new Set(["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del",
                            "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "math", "nobr",
                            "picture", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "source",
                            "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"]);

    // The document's text with white space collapsed, and which piece of it is where. Elements that
    // are no part of a line have a space around them, so the text is the same however lines are
    // built; `at` and `indexOf` lead from one to the other.
    const mapOf = document => {
        const pieces = []; // { node, start } in the order of the document
        const parts = [];
        let length = 0;
        let endsWithSpace = true;
        const add = text => {
            if (text === "")
                return;
            parts.push(text);
            length += text.length;
            endsWithSpace = text.endsWith(" ");
        };
        const separate = () => {
            if (!endsWithSpace)
                add(" ");
        };
        const visit = parent => {
            for (let node = parent.firstChild; node; node = node.nextSibling) {
                if (node.nodeType === Node.TEXT_NODE) {
                    const text = node.data.replace(/\s+/g, " ");
                    const own = endsWithSpace ? text.replace(/^ /, "") : text;
                    if (own !== "")
                        pieces.push({ node, start: length, isTrimmed: own.length < text.length });
                    add(own);
                } else if (node.nodeType === Node.ELEMENT_NODE && !passedBy.has(node.localName)) {
                    const isInline = inline.has(node.localName) || node.namespaceURI.endsWith("MathML");
                    if (!isInline)
                        separate();
                    visit(node);
                    if (!isInline)
                        separate();
                }
            }
        };
        if (document.body)
            visit(document.body);
        const text = parts.join("");

        const pieceAt = index => {
            let low = 0;
            let high = pieces.length - 1;
            while (low < high) {
                const middle = (low + high + 1) >> 1;
                if (pieces[middle].start <= index)
                    low = middle;
                else
                    high = middle - 1;
            }
            return pieces[low];
        };
        // The place of a character, as a node and an offset in it.
        const at = index => {
            const piece = pieceAt(index);
            if (!piece)
                return null;
            let left = index - piece.start;
            let wasSpace = piece.isTrimmed;
            const data = piece.node.data;
            for (let offset = 0; offset < data.length; ++offset) {
                const isSpace = /\s/.test(data[offset]);
                if (isSpace && wasSpace)
                    continue;
                wasSpace = isSpace;
                if (left-- === 0)
                    return { node: piece.node, offset };
            }
            return { node: piece.node, offset: data.length };
        };
        const indexOf = (node, offset) => {
            const piece = pieces.find(one => one.node === node);
            if (piece) {
                const before = node.data.slice(0, offset).replace(/\s+/g, " ");
                const own = piece.isTrimmed ? before.replace(/^ /, "") : before;
                return piece.start + own.length;
            }
            // An element, or a text of nothing: the next piece behind that place.
            const range = new Range();
            range.setStart(node, offset);
            const next = pieces.find(one => range.comparePoint(one.node, 0) >= 0);
            return next ? next.start : text.length;
        };
        const rangeOf = (start, end) => {
            const from = at(start);
            const to = at(Math.max(start, end - 1));
            if (!from || !to)
                return null;
            const range = new Range();
            range.setStart(from.node, from.offset);
            range.setEnd(to.node, Math.min(to.offset + 1, to.node.data.length));
            return range;
        };
        return { text, pieces, at, indexOf, rangeOf };
    };

    // How many characters of `wanted` stand right before `index`.
    const sharedBefore = (text, index, wanted) => {
        let length = 0;
        while (length < wanted.length && length < index
               && text[index - 1 - length] === wanted[wanted.length - 1 - length])
            ++length;
        return length;
    };
    const sharedBehind = (text, index, wanted) => {
        let length = 0;
        while (length < wanted.length && text[index + length] === wanted[length])
            ++length;
        return length;
    };
    // Where a quote stands, at best: [start, end]; null: nowhere. `suits` may refuse a place.
    const find = (map, quote, suits = () => true) => {
        let best = null;
        let bestShared = -1;
        for (let index = map.text.indexOf(quote.text); index >= 0 && quote.text !== "";
             index = map.text.indexOf(quote.text, index + 1)) {
            const end = index + quote.text.length;
            const shared = sharedBefore(map.text, index, quote.prefix ?? "")
                + sharedBehind(map.text, end, quote.suffix ?? "");
            if (shared > bestShared && suits(index, end)) {
                best = [index, end];
                bestShared = shared;
            }
        }
        return best;
    };
    const quoteAt = (map, start, end) => ({
        text: map.text.slice(start, end),
        prefix: map.text.slice(Math.max(0, start - context), start),
        suffix: map.text.slice(end, end + context),
    });

    // --- What is at the top -------------------------------------------------------------------

    const isOverThePage = element => {
        for (; element; element = element.parentElement) {
            if (/^(?:fixed|sticky)$/.test(getComputedStyle(element).position))
                return true;
        }
        return false;
    };
    const caretAt = (x, y) => {
        const range = document.caretRangeFromPoint(x, y);
        if (range?.startContainer.nodeType !== Node.TEXT_NODE)
            return null;
        const element = range.startContainer.parentElement;
        // A place beside a line is nearest to that line, which may be far away.
        const box = element.getBoundingClientRect();
        return box.top <= y && box.bottom >= y && !isOverThePage(element) ? range : null;
    };
    const topCaret = () => {
        for (let y = 4; y < innerHeight; y += 12) {
            for (const share of [0.5, 0.3, 0.7]) {
                const caret = caretAt(innerWidth * share, y);
                if (caret)
                    return caret;
            }
        }
        return null;
    };

    const quoteLength = 60;
    const leastLength = 20;
    const neighbours = 30;
    const topOf = range => range.getBoundingClientRect().top;

    // Quotes at and around the top, the nearest first, each with how far below the top it stands.
    const read = () => {
        const root = document.scrollingElement;
        if (!root || root.scrollTop < 4)
            return JSON.stringify({ isStart: true });
        const map = mapOf(document);
        const caret = topCaret();
        const start = caret ? map.indexOf(caret.startContainer, caret.startOffset) : 0;
        const quotes = [];
        const add = index => {
            const quote = quoteAt(map, index, Math.min(index + quoteLength, map.text.length));
            const range = map.rangeOf(index, index + 1);
            if (range && quote.text.trim().length >= leastLength)
                quotes.push({ ...quote, top: topOf(range) });
        };
        if (caret)
            add(start);
        const first = map.pieces.findIndex(piece => piece.start >= start);
        const near = first < 0 ? map.pieces.length : first;
        for (let step = 0; step < neighbours; ++step) {
            for (const piece of [map.pieces[near + step], map.pieces[near - 1 - step]]) {
                if (piece && piece.node.data.trim().length >= leastLength)
                    add(piece.start);
            }
        }
        const share = root.scrollTop / Math.max(1, root.scrollHeight - root.clientHeight);
        return JSON.stringify({ quotes, share });
    };

    // Other words around the same passage must not keep it from being found: first all of the
    // quote, then its beginning.
    const shorter = quote => ({ ...quote, text: quote.text.slice(0, quoteLength / 2), suffix: "" });
    const placeOf = (map, quote) => {
        const isSeen = (start, end) => {
            const box = map.rangeOf(start, end)?.getBoundingClientRect();
            return box && box.height > 0 && box.width > 0;
        };
        return find(map, quote, isSeen) ?? find(map, shorter(quote), isSeen);
    };

    const scrollTo = passage => {
        const root = document.scrollingElement;
        if (!root)
            return;
        if (passage.isStart) {
            root.scrollTo({ top: 0, behavior: "instant" });
            return;
        }
        const map = mapOf(document);
        for (const quote of passage.quotes) {
            const place = placeOf(map, quote);
            if (!place)
                continue;
            const range = map.rangeOf(place[0], place[0] + 1);
            // Twice: what comes into sight may have been laid out roughly until then.
            for (let round = 0; round < 2; ++round)
                root.scrollBy({ top: topOf(range) - quote.top, behavior: "instant" });
            return;
        }
        root.scrollTo({ top: passage.share * (root.scrollHeight - root.clientHeight), behavior: "instant" });
    };

    // Reports "passed" when the passage is on its way to the screen. A document that is not complete
    // may get its style, and so other lines, up to its first frame.
    const show = description => {
        const passage = JSON.parse(description);
        const isComplete = document.readyState === "complete";
        scrollTo(passage);
        requestAnimationFrame(() => {
            if (!isComplete)
                scrollTo(passage);
            requestAnimationFrame(() => report("passed"));
        });
    };

    // --- What is selected ---------------------------------------------------------------------

    const selected = () => {
        const selection = getSelection();
        if (!selection || selection.isCollapsed || selection.rangeCount === 0)
            return null;
        const range = selection.getRangeAt(0);
        const map = mapOf(document);
        let start = map.indexOf(range.startContainer, range.startOffset);
        let end = map.indexOf(range.endContainer, range.endOffset);
        while (start < end && map.text[start] === " ")
            ++start;
        while (end > start && map.text[end - 1] === " ")
            --end;
        return start < end ? quoteAt(map, start, end) : null;
    };

    return { mapOf, find, quoteAt, read, show, selected };
})();
