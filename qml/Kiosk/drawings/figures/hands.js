.pragma library
.import "parts.js" as Parts

// A hand that holds a thing between its thumb and its fingers, from below: the tip of the thumb is the
// origin. The fingers are behind what is held, the thumb before it.
function fingers(x, y) {
    return Parts.moved([
        ["M-10 136v-72l40 -32h80c36 0 44 42 18 52c20 6 18 40 -12 44l-2 8z", "hand", "strong", 8],
        ["M128 84c-14 4 -26 2 -36 -4", "", "strong", 7]
    ], x, y);
}

function thumb(x, y) {
    const edge = "M-44 136c-6 -24 -2 -40 8 -54c8 -12 10 -26 11 -44c2 -36 48 -38 51 -2c1 22 2 42 12 54c8 10 18 14 30 15";
    return Parts.moved([
        [edge + "l-6 31z", "hand", "", 0],
        [edge, "", "strong", 8],
        ["M-12 40v-14q0 -15 13 -15q13 0 13 15v14q-13 7 -26 0z", "fill", "strong", 6]
    ], x, y);
}

function cuff(x, y) {
    return Parts.moved([[Parts.box(-60, 0, 192, 24, 8), "solid", "strong", 6]], x, y);
}

// A hand that touches: the tip of its forefinger is the origin.
function touch(x, y, scale = 1) {
    const edge = "M-20 6a20 20 0 0 1 40 0v54c10 -14 34 -12 38 4c10 -8 30 -6 34 10c12 -6 30 2 30 20v32c0 32 -14 44 -24 66h-94c-10 -28 -34 -46 -54 -76c-14 -20 8 -38 26 -22l4 6z";
    return Parts.moved([
        [edge, "hand", "strong", 8],
        ["M20 56v30 M58 66v24 M92 76v18", "", "strong", 7],
        [Parts.box(-6, 186, 114, 30, 8), "solid", "strong", 8]
    ], x, y, scale, -14);
}
