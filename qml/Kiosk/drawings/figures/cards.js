.pragma library
.import "parts.js" as Parts

// About the middle of the card.
function chip(x, y) {
    return Parts.moved([
        [Parts.box(-36, -31, 72, 62, 12), "gold", "goldLine", 6],
        ["M-12 -31v62 M12 -31v62 M-36 0h24 M12 0h24", "", "goldLine", 6]
    ], x, y);
}

function card(x, y, scale = 1) {
    const edge = Parts.box(-174, -110, 348, 220, 26);
    return Parts.moved([
        [edge, "fill", "", 0],
        ["M-174 -50v-34a26 26 0 0 1 26 -26h296a26 26 0 0 1 26 26v34z", "tint", "", 0],
        [edge, "", "line", 10],
        ["M-136 -78h78", "", "line", 16],
        ...chip(-98, 18),
        ["M-16 0h142 M-16 40h100", "", "soft", 15]
    ], x, y, scale, -6);
}

// The outline of one that is not there.
function missingCard(x, y, scale = 1) {
    return Parts.moved([
        [Parts.box(-174, -110, 348, 220, 26), "fill", "", 0],
        ["M-174 -50v-34a26 26 0 0 1 26 -26h296a26 26 0 0 1 26 26v34z", "pale", "", 0],
        ["M-174 -80v-4a26 26 0 0 1 26 -26h4 M144 -110h4a26 26 0 0 1 26 26v4 M174 80v4a26 26 0 0 1 -26 26h-4 M-144 110h-4a26 26 0 0 1 -26 -26v-4 M-123.4 -110h24 M-78.9 -110h24 M-34.3 -110h24 M10.3 -110h24 M54.9 -110h24 M99.4 -110h24 M-123.4 110h24 M-78.9 110h24 M-34.3 110h24 M10.3 110h24 M54.9 110h24 M99.4 110h24 M-174 -64v20 M-174 -28v20 M-174 8v20 M-174 44v20 M174 -64v20 M174 -28v20 M174 8v20 M174 44v20", "", "line", 10],
        [Parts.box(-134, -13, 72, 62, 12), "", "soft", 8],
        ["M-16 0h142 M-16 40h100", "", "soft", 15]
    ], x, y, scale, -6);
}

function europeanCard(x, y, scale = 1) {
    return Parts.moved([
        [Parts.box(-178, -112, 356, 224, 26), "europe", "strong", 10],
        ...stars(-66, 0, 68, 17),
        ["M46 -42h94 M46 0h94 M46 42h60", "", "europeSoft", 14]
    ], x, y, scale, -6);
}

function stars(x, y, radius, width) {
    const places = Array.from({ length: 12 }, (_each, i) => `M${(x + radius * Math.sin(i * Math.PI / 6)).toFixed(1)} ${(y + radius * Math.cos(i * Math.PI / 6)).toFixed(1)}v0.1`);
    return [[places.join(" "), "", "star", width]];
}
