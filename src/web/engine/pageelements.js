// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded into the page's second world, beside pagescript.js, when somebody asks for the elements of
// a page: tells what stands in it, marks some of them, and lets the reader point at others.
// Lectern replaces %TOKEN% and %NUMBER%, and calls the functions of lecternElements.
globalThis.lecternElements ??= (() => {
    "use strict";

    const report = message => console.debug("%TOKEN%" + message);

    // What is read of a page ends there anyway.
    const longestHtml = 20 * 1024 * 1024;
    const longestAttribute = 4096;
    const changeDelay = 400;
    const skipped = new Set([
        "style", "noscript", "template", "iframe", "frame", "object", "embed", "svg", "math",
        "canvas", "audio", "video", "link"
    ]);
    const empty = new Set([
        "area", "base", "br", "col", "hr", "img", "input", "meta", "param", "source", "track", "wbr"
    ]);

    let elements = []; // of the last snapshot, by number
    let numbers = new Map();

    const escaped = text => text.replace(
        /[&<>"]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;" })[sign]);

    const isLeftOut = element => skipped.has(element.localName) || element === overlay?.host
        || (element.localName === "script" && element.type !== "application/ld+json");

    const startTag = element => {
        let tag = "<" + element.localName;
        for (const { name, value } of element.attributes) {
            const isPlain = /^[a-z_][\w.:-]*$/i.test(name) && value.length <= longestAttribute;
            if (isPlain && name !== "%NUMBER%")
                tag += ` ${name}="${escaped(value)}"`;
        }
        return `${tag} %NUMBER%="${elements.length}">`;
    };

    const childrenOf = element => {
        if (element.localName === "slot") {
            const assigned = element.assignedNodes({ flatten: true });
            if (assigned.length > 0)
                return assigned;
        }
        return (element.shadowRoot ?? element).childNodes;
    };

    // Pages nest deeper than functions may.
    const snapshot = () => {
        elements = [];
        numbers = new Map();
        const parts = ["<!DOCTYPE html>"];
        let length = 0;
        const add = text => {
            parts.push(text);
            length += text.length;
        };
        const open = [{ nodes: [document.documentElement], next: 0, end: "" }];
        while (open.length > 0 && length < longestHtml) {
            const level = open.at(-1);
            if (level.next >= level.nodes.length) {
                add(level.end);
                open.pop();
                continue;
            }
            const node = level.nodes[level.next++];
            if (node?.nodeType === Node.TEXT_NODE) {
                add(escaped(node.data));
            } else if (node?.nodeType === Node.ELEMENT_NODE && !isLeftOut(node)) {
                add(startTag(node));
                numbers.set(node, elements.length);
                elements.push(node);
                if (node.localName === "script")
                    add(node.text.replaceAll("<", "\\u003c") + "</script>");
                else if (!empty.has(node.localName))
                    open.push({ nodes: childrenOf(node), next: 0, end: `</${node.localName}>` });
            }
        }
        followChanges();
        return { url: document.URL, html: parts.join("") };
    };

    // Told once; the next snapshot starts it anew.
    let observer = null;
    let changeTimer = 0;
    const followChanges = () => {
        observer?.disconnect();
        clearTimeout(changeTimer);
        observer = new MutationObserver(() => {
            observer.disconnect();
            changeTimer = setTimeout(() => report("elements changed"), changeDelay);
        });
        observer.observe(document, { childList: true, subtree: true });
    };

    // The marks lie over the page, in a tree of their own that its styles do not reach, and go
    // where their elements are, frame by frame.
    let overlay = null;
    let marked = [];
    let pointedAt = null;
    const styleOf = colour => ({
        position: "fixed",
        boxSizing: "border-box",
        borderRadius: "6px",
        pointerEvents: "none",
        border: `2px solid ${colour}`,
        boxShadow: "0 0 0 1px rgba(255, 255, 255, 0.6)",
    });
    const showOverlay = () => {
        if (overlay)
            return;
        const host = document.createElement("div");
        Object.assign(host.style, {
            position: "fixed",
            inset: "0",
            zIndex: "2147483647",
            pointerEvents: "none",
            display: "block",
            margin: "0",
            padding: "0",
            border: "none",
            background: "none",
        });
        overlay = { host, root: host.attachShadow({ mode: "closed" }), boxes: [], frame: 0 };
        document.documentElement.append(host);
        const follow = () => {
            if (!overlay)
                return;
            place();
            overlay.frame = requestAnimationFrame(follow);
        };
        follow();
    };
    const hideOverlay = () => {
        if (!overlay)
            return;
        cancelAnimationFrame(overlay.frame);
        overlay.host.remove();
        overlay = null;
    };
    const rectOf = element => {
        const own = element.getBoundingClientRect();
        if (own.width > 0 && own.height > 0)
            return own;
        const range = document.createRange();
        range.selectNodeContents(element);
        return range.getBoundingClientRect();
    };
    const place = () => {
        const gap = 2;
        const shown = marked.map(element => ({ element, isPointedAt: false }));
        if (pointedAt)
            shown.push({ element: pointedAt, isPointedAt: true });
        let used = 0;
        for (const { element, isPointedAt } of shown) {
            const rect = element.isConnected ? rectOf(element) : null;
            if (!rect || rect.width <= 0 || rect.bottom < 0 || rect.top > innerHeight)
                continue;
            let box = overlay.boxes[used];
            if (!box) {
                box = document.createElement("div");
                overlay.boxes.push(box);
                overlay.root.append(box);
            }
            ++used;
            // So that a block as wide as the page still has its sides.
            const left = Math.max(rect.left - gap, 1);
            const right = Math.min(rect.right + gap, document.documentElement.clientWidth - 1);
            Object.assign(box.style, styleOf(isPointedAt ? "#e07a00" : "#2f6feb"), {
                display: "block",
                background: isPointedAt ? "none" : "rgba(47, 111, 235, 0.12)",
                borderStyle: isPointedAt ? "dashed" : "solid",
                left: `${left}px`,
                top: `${rect.top - gap}px`,
                width: `${right - left}px`,
                height: `${rect.height + 2 * gap}px`,
            });
        }
        for (const box of overlay.boxes.slice(used))
            box.style.display = "none";
    };
    const mark = wanted => {
        marked = wanted.map(number => elements[number]).filter(Boolean);
        if (marked.length > 0 || isPicking)
            showOverlay();
        else
            hideOverlay();
    };

    // Pointing: what the reader clicks at, or presses Enter on, is named and does nothing else.
    let isPicking = false;
    const held = [
        "pointerdown", "pointerup", "mousedown", "mouseup", "dblclick", "auxclick", "touchstart",
        "touchend", "dragstart", "submit"
    ];
    const elementOf = event => {
        let node = event.composedPath()[0];
        while (node && !numbers.has(node))
            node = node.assignedSlot ?? node.parentNode ?? node.host;
        return node ?? null;
    };
    const hold = event => {
        event.stopImmediatePropagation();
        if (event.cancelable)
            event.preventDefault();
    };
    const picked = event => {
        hold(event);
        const element = elementOf(event);
        if (element && event.isTrusted)
            report(`elements picked ${numbers.get(element)}`);
    };
    const pointed = event => { pointedAt = elementOf(event); };
    const pointedAway = () => { pointedAt = null; };
    const setPicking = wanted => {
        if (wanted === isPicking)
            return;
        isPicking = wanted;
        pointedAt = null;
        const change = wanted ? addEventListener : removeEventListener;
        for (const name of held)
            change(name, hold, { capture: true, passive: false });
        change("click", picked, true);
        change("pointerover", pointed, true);
        change("blur", pointedAway);
        change("pointerleave", pointedAway, true);
        mark(marked.map(element => numbers.get(element)));
    };

    return { snapshot, mark, setPicking };
})();
