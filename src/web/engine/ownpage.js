// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What Lectern's own pages can do, which run no scripts themselves: copy code, and change how they
// are set while they are there. Runs as pagescript.js does, and in other pages ends at once.
// Lectern replaces %TOKEN% and calls lecternRestyle().
(() => {
    "use strict";

    if (location.protocol !== "lectern:")
        return;

    const copiedSpan = 1500;
    const copy = button => {
        const { copied } = button.closest("[data-copied]").dataset;
        console.debug(`%TOKEN%copy ${button.parentElement.querySelector("pre").textContent}`);
        const words = button.textContent;
        button.textContent = copied;
        button.disabled = true;
        setTimeout(() => {
            button.textContent = words;
            button.disabled = false;
        }, copiedSpan);
    };
    addEventListener("click", event => {
        const button = event.isTrusted ? event.target.closest?.("button.copy") : null;
        if (button)
            copy(button);
    });
    addEventListener("DOMContentLoaded", () => {
        const words = document.querySelector("[data-copy]")?.dataset.copy ?? "";
        for (const button of document.querySelectorAll("button.copy"))
            button.textContent = words;
    });

    // What is in the middle of the first line in sight stays where it is.
    globalThis.lecternRestyle = (scheme, styleSheet) => {
        const root = document.scrollingElement;
        const isStart = root.scrollTop < 4;
        const line = document.caretRangeFromPoint(innerWidth / 2, 24);
        const top = () => line.getBoundingClientRect().top;
        const before = line ? top() : 0;
        document.documentElement.dataset.scheme = scheme;
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(styleSheet);
        document.adoptedStyleSheets = [sheet];
        if (line && !isStart)
            root.scrollBy({ top: top() - before, behavior: "instant" });
    };
})();
