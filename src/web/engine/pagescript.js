// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs in every page before its own scripts, in a world that these can't see: it has its own
// globals and shares only the document. The engine gives such a world no way to call the program
// but the console, so reports go there, marked with a token that pages never get to see.
// Lectern replaces %TOKEN% and calls lecternRestore(), lecternTellPaint() and lecternAskAgain().
(() => {
    "use strict";

    const report = message => console.debug("%TOKEN%" + message);

    // The engine tells of some scrolling and not of other, so the page's own events are reported.
    const placeInterval = 50;
    let placeTimer = 0;
    let reportedPlace = "";
    const reportPlace = () => {
        const root = document.scrollingElement;
        const place = root ? `place ${root.scrollTop} ${root.scrollHeight}` : "";
        if (place === reportedPlace)
            return;
        reportedPlace = place;
        report(place);
    };
    const placeMoved = () => {
        if (placeTimer !== 0)
            return;
        placeTimer = setTimeout(() => {
            placeTimer = 0;
            reportPlace();
        }, placeInterval);
    };
    addEventListener("scroll", placeMoved, { passive: true });
    addEventListener("resize", placeMoved);
    addEventListener("load", reportPlace);

    addEventListener("DOMContentLoaded", () => report("parsed"), { once: true });

    const painted = () => {
        reportPlace();
        report("painted");
    };
    // What was handed on for display has got there two frames later.
    globalThis.lecternTellPaint = () => {
        requestAnimationFrame(() => requestAnimationFrame(painted));
    };
    new PerformanceObserver((entries, observer) => {
        if (entries.getEntriesByName("first-contentful-paint").length > 0) {
            observer.disconnect();
            globalThis.lecternTellPaint();
        }
    }).observe({ type: "paint", buffered: true });

    // Scrolls to `offset` CSS pixels as soon as the page is long enough, and again while it grows.
    // Once the page is complete, a height other than `height` moves the place in proportion.
    // Ends, with a report, a moment after the page is complete or when the reader takes over.
    let giveUpRestoring = () => {};
    globalThis.lecternRestore = (offset, height) => {
        giveUpRestoring();
        const settleTime = 1000;
        const patience = 10000;
        const inputs = ["wheel", "keydown", "pointerdown", "touchstart"];
        let appliedHeight = -1;
        let isOver = false;

        const apply = () => {
            const root = document.scrollingElement;
            if (isOver || !root)
                return;
            const isComplete = document.readyState === "complete";
            const isSameHeight = Math.abs(root.scrollHeight - height) <= 0.02 * height;
            const top = isComplete && height > 0 && !isSameHeight
                ? offset * root.scrollHeight / height
                : offset;
            if (isComplete || root.scrollHeight - root.clientHeight >= top)
                root.scrollTo({ top, behavior: "instant" });
        };
        // The document may not even have a root element yet, so each frame is looked at.
        const follow = () => {
            if (isOver)
                return;
            const grownHeight = document.scrollingElement?.scrollHeight ?? -1;
            if (grownHeight !== appliedHeight) {
                appliedHeight = grownHeight;
                apply();
            }
            requestAnimationFrame(follow);
        };
        const leave = () => {
            isOver = true;
            for (const input of inputs)
                removeEventListener(input, takenOver, true);
        };
        const end = () => {
            if (isOver)
                return;
            leave();
            reportPlace();
            report("settled");
        };
        const takenOver = event => {
            if (event.isTrusted)
                end();
        };
        const completed = () => {
            apply();
            setTimeout(() => { apply(); end(); }, settleTime);
        };

        giveUpRestoring = leave;
        for (const input of inputs)
            addEventListener(input, takenOver, { capture: true, passive: true });
        if (document.readyState === "complete")
            completed();
        else
            addEventListener("load", completed, { once: true });
        setTimeout(end, patience);
        follow();
    };

    // Frames and media that were refused while nobody looked. A frame that leaves the document and
    // comes back is loaded like a new one, and leaves no trace in the history.
    globalThis.lecternAskAgain = () => {
        const pageHost = location.hostname;
        const isElsewhere = frame => {
            try {
                return new URL(frame.src).hostname !== pageHost;
            } catch {
                return false;
            }
        };
        const putAnew = element => {
            const place = document.createComment("");
            element.replaceWith(place);
            place.replaceWith(element);
        };
        for (const frame of document.querySelectorAll("iframe[src]")) {
            if (isElsewhere(frame))
                putAnew(frame);
        }
        document.querySelectorAll("object[data], embed[src]").forEach(putAnew);
        for (const media of document.querySelectorAll("audio, video")) {
            if (media.error || media.networkState === HTMLMediaElement.NETWORK_NO_SOURCE)
                media.load();
        }
    };

    report("created");
})();
