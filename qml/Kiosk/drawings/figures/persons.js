.pragma library
.import "parts.js" as Parts

const locks = {
    "short": "M-56 -206c-10 -62 18 -92 58 -92c42 0 64 32 56 92c-8 -8 -12 -20 -14 -34c-30 2 -58 -6 -72 -22c-6 16 -16 24 -20 30c-4 8 -6 16 -8 26z",
    "long": "M-54 -196c-10 -60 14 -92 54 -92c40 0 64 32 54 92c-8 -30 -30 -52 -40 -62c-12 24 -44 50 -68 62z",
    "child": "M-56 -212c-8 -54 16 -82 54 -84c-2 -10 4 -18 14 -20c-2 8 0 14 6 20c34 4 46 38 38 84c-12 -16 -18 -26 -22 -36c-24 8 -52 8 -70 0c-6 14 -12 24 -20 36z"
};

// Somebody down to the chest, in the middle of what they stand on: 250 wide, 300 high.
function person(x, y, scale, hair, clothes) {
    const body = "M-124 0c0 -62 14 -86 56 -100l42 -14h52l42 14c42 14 56 38 56 100z";
    const face = "M-52 -214c0 -70 104 -70 104 0c0 26 -2 40 -9 52c-10 20 -26 30 -43 30c-17 0 -33 -10 -43 -30c-7 -12 -9 -26 -9 -52z";
    return Parts.moved([
        ...(hair === "long" ? [["M-70 -128c-20 -64 -26 -170 70 -170c96 0 90 106 70 170q-4 12 -18 12h-104q-14 0 -18 -12z", "solid", "strong", 10]] : []),
        [body, clothes, "line", 10],
        ["M-27 -160v44c0 34 54 34 54 0v-44z", "hand", "line", 10],
        ...(hair === "long" ? [] : [["M-48 -212c-22 -8 -24 30 0 32z M48 -212c22 -8 24 30 0 32z", "hand", "line", 8]]),
        [face, "hand", "line", 10],
        [locks[hair], "solid", "strong", 8]
    ], x, y, scale);
}
