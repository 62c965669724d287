.pragma library
.import "parts.js" as Parts

// A page, by its middle: 204 by 292.
function sheet(x, y, scale = 1, turn = 0, code = true) {
    const lines = "M-66 -50h132 M-66 -14h104 M-66 22h132" + (code ? " M-10 74h76 M-10 106h48" : "");
    const coded = [[Parts.box(-68, 66, 44, 44, 5), "solid", "", 0], [Parts.box(-56, 78, 20, 20, 2), "upon", "", 0]];
    return Parts.moved([
        [Parts.box(-102, -146, 204, 292, 14), "fill", "line", 10],
        ["M-66 -96h78", "", "line", 16],
        [lines, "", "soft", 13],
        ...(code ? coded : [])
    ], x, y, scale, turn);
}

function behind(x, y, turn) {
    return Parts.moved([[Parts.box(-96, -138, 192, 276, 14), "tint", "line", 10]], x, y, 1, turn);
}

// By its middle.
function envelope(x, y, scale = 1) {
    const edge = Parts.box(-166, -108, 332, 216, 18);
    return Parts.moved([
        [edge, "fill", "", 0],
        ["M-160 -100l140 108q20 16 40 0l140 -108z", "tint", "line", 10],
        [edge, "", "line", 10]
    ], x, y, scale);
}

// One that a page comes out of; the page goes between both parts.
function envelopeBack(x, y) {
    return Parts.moved([["M-166 12l146 -104q20 -14 40 0l146 104v120h-332z", "pale", "line", 10]], x, y);
}

function envelopeFront(x, y) {
    return Parts.moved([
        ["M-166 8l146 82q20 11 40 0l146 -82v132q0 18 -18 18h-296q-18 0 -18 -18z", "tint", "line", 10],
        ["M-156 150l104 -78 M156 150l-104 -78", "", "line", 8]
    ], x, y);
}

function calendar(x, y, scale, marked) {
    const edge = Parts.box(-126, -126, 252, 252, 20);
    const days = [0, 1, 2, 3, 4, 5].map(day => [Parts.box(-90 + day % 3 * 68, -34 + Math.floor(day / 3) * 72, 44, 44, 8), marked.includes(day) ? "accent" : "tint", "", 0]);
    return Parts.moved([
        [edge, "fill", "", 0],
        ["M-126 -58v-48a20 20 0 0 1 20 -20h212a20 20 0 0 1 20 20v48z", "solid", "", 0],
        ...days,
        [edge, "", "line", 10],
        ["M-62 -144v40 M62 -144v40", "", "line", 18]
    ], x, y, scale);
}
