.pragma library

// What several drawings are made of, as layers (see Sketch): a thing looks the same wherever it is seen.

// The layers elsewhere, smaller or turned (by degrees) about their origin; lines keep their width.
// Paths are of M, h, v, l, c, q, a (of circles) and z alone.
function moved(layers, x, y, scale = 1, turn = 0) {
    const cos = Math.cos(turn * Math.PI / 180) * scale;
    const sin = Math.sin(turn * Math.PI / 180) * scale;
    const point = (right, down, from) => [cos * right - sin * down + (from ? x : 0), sin * right + cos * down + (from ? y : 0)].map(each => each.toFixed(1)).join(" ");
    const command = (_whole, letter, text) => {
        const numbers = (text.match(/-?[\d.]+/g) ?? []).map(Number);
        if (letter === "h" || letter === "v")
            return "l" + (letter === "h" ? point(numbers[0], 0) : point(0, numbers[0]));
        if (letter === "a")
            return "a" + [numbers[0] * scale, numbers[1] * scale, ...numbers.slice(2, 5), point(numbers[5], numbers[6])].join(" ");
        let placed = letter;
        for (let i = 0; i < numbers.length; i += 2)
            placed += " " + point(numbers[i], numbers[i + 1], letter === "M");
        return placed;
    };
    return layers.map(([path, ...look]) => [path.replace(/([a-zA-Z])([^a-zA-Z]*)/g, command), ...look]);
}

// With a rim that keeps it apart from what lies behind it.
function before(layers) {
    const filled = layers.filter(([_path, fill]) => fill).map(([path]) => path);
    return [[filled.join(" "), "fill", "fill", 30], ...layers];
}

function box(x, y, width, height, radius) {
    const across = width - 2 * radius;
    const down = height - 2 * radius;
    const corner = (right, below) => `a${radius} ${radius} 0 0 1 ${right} ${below}`;
    return `M${x + radius} ${y}h${across}${corner(radius, radius)}v${down}${corner(-radius, radius)}h${-across}${corner(-radius, -radius)}v${-down}${corner(radius, -radius)}z`;
}

function disc(x, y, radius) {
    return `M${x - radius} ${y}a${radius} ${radius} 0 1 1 ${2 * radius} 0a${radius} ${radius} 0 1 1 ${-2 * radius} 0z`;
}

// What a thing stands on.
function ground(x, y, half) {
    return [`M${x - half} ${y}c0 -16 ${2 * half} -16 ${2 * half} 0c0 16 ${-2 * half} 16 ${-2 * half} 0z`, "ground", "", 0];
}

// A mark upon a disc: what happens to the thing below it.
function badge(x, y, radius, tone, mark) {
    const marks = {
        "check": ["M-28 2l19 20l38 -42", 17],
        "clock": ["M0 -30v32l22 14", 15],
        "cross": ["M-22 -22l44 44 M22 -22l-44 44", 17],
        "off": ["M0 -32v28 M17 -21a27 27 0 1 1 -34 0", 15],
        "plus": ["M-30 0h60 M0 -30v60", 17],
        "turn": ["M-37 -8a38 38 0 0 1 70 -13 M36 -44v24h-24 M37 8a38 38 0 0 1 -70 13 M-36 44v-24h24", 13],
        "wait": ["M0 -30v34 M0 28v0.1", 17]
    };
    const upon = tone === "ok" ? "uponOk" : "uponAccent";
    const [path, width] = marks[mark];
    return [
        [disc(x, y, radius + 5), tone, "fill", 10],
        ...moved([[path, "", upon, width]], x, y, radius / 64)
    ];
}

function arrow(x, y, turn) {
    return moved([["M0 46v-92 M-30 -16l30 -30l30 30", "", "accent", 16]], x, y, 1, turn);
}

function coin(x, y, radius) {
    return [
        [disc(x, y, radius), "gold", "goldLine", 10],
        ...moved([["M36 -36a50 50 0 1 0 0 72 M-70 -15h66 M-70 15h66", "", "goldLine", 16]], x + radius * 0.06, y, radius / 104)
    ];
}

function clock(x, y, radius) {
    return [
        [disc(x, y, radius), "fill", "line", 10],
        ...moved([["M0 -52v54l36 24", "", "accent", 15]], x, y, radius / 92)
    ];
}

function pin(x, y) {
    const drop = "M0 96c-16 -38 -62 -60 -62 -104a62 62 0 0 1 124 0c0 44 -46 66 -62 104z";
    return moved([[drop, "accent", "", 0], [disc(0, -8, 24), "uponAccent", "", 0]], x, y);
}

// About the middle of the card.
function chip(x, y) {
    return moved([
        [box(-36, -31, 72, 62, 12), "gold", "goldLine", 6],
        ["M-12 -31v62 M12 -31v62 M-36 0h24 M12 0h24", "", "goldLine", 6]
    ], x, y);
}

function card(x, y, scale = 1) {
    const edge = box(-174, -110, 348, 220, 26);
    return moved([
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
    return moved([
        [box(-174, -110, 348, 220, 26), "fill", "", 0],
        ["M-174 -50v-34a26 26 0 0 1 26 -26h296a26 26 0 0 1 26 26v34z", "pale", "", 0],
        ["M-174 -80v-4a26 26 0 0 1 26 -26h4 M144 -110h4a26 26 0 0 1 26 26v4 M174 80v4a26 26 0 0 1 -26 26h-4 M-144 110h-4a26 26 0 0 1 -26 -26v-4 M-123.4 -110h24 M-78.9 -110h24 M-34.3 -110h24 M10.3 -110h24 M54.9 -110h24 M99.4 -110h24 M-123.4 110h24 M-78.9 110h24 M-34.3 110h24 M10.3 110h24 M54.9 110h24 M99.4 110h24 M-174 -64v20 M-174 -28v20 M-174 8v20 M-174 44v20 M174 -64v20 M174 -28v20 M174 8v20 M174 44v20", "", "line", 10],
        [box(-134, -13, 72, 62, 12), "", "soft", 8],
        ["M-16 0h142 M-16 40h100", "", "soft", 15]
    ], x, y, scale, -6);
}

function europeanCard(x, y, scale = 1) {
    return moved([
        [box(-178, -112, 356, 224, 26), "europe", "strong", 10],
        ...stars(-66, 0, 68, 17),
        ["M46 -42h94 M46 0h94 M46 42h60", "", "europeSoft", 14]
    ], x, y, scale, -6);
}

function stars(x, y, radius, width) {
    const places = Array.from({ length: 12 }, (_each, i) => `M${(x + radius * Math.sin(i * Math.PI / 6)).toFixed(1)} ${(y + radius * Math.cos(i * Math.PI / 6)).toFixed(1)}v0.1`);
    return [[places.join(" "), "", "star", width]];
}

// A page, by its middle: 204 by 292.
function sheet(x, y, scale = 1, turn = 0, code = true) {
    const written = code ? ["M-66 -50h132 M-66 -14h104 M-66 22h132 M-10 74h76 M-10 106h48", "", "soft", 13] : ["M-66 -50h132 M-66 -14h104 M-66 22h132", "", "soft", 13];
    const coded = [[box(-68, 66, 44, 44, 5), "solid", "", 0], [box(-56, 78, 20, 20, 2), "upon", "", 0]];
    return moved([
        [box(-102, -146, 204, 292, 14), "fill", "line", 10],
        ["M-66 -96h78", "", "line", 16],
        written,
        ...(code ? coded : [])
    ], x, y, scale, turn);
}

function behind(x, y, turn) {
    return moved([[box(-96, -138, 192, 276, 14), "tint", "line", 10]], x, y, 1, turn);
}

// By its middle.
function envelope(x, y, scale = 1) {
    const edge = box(-166, -108, 332, 216, 18);
    return moved([
        [edge, "fill", "", 0],
        ["M-160 -100l140 108q20 16 40 0l140 -108z", "tint", "line", 10],
        [edge, "", "line", 10]
    ], x, y, scale);
}

// One that a page comes out of; the page goes between both parts.
function envelopeBack(x, y) {
    return moved([["M-166 12l146 -104q20 -14 40 0l146 104v120h-332z", "pale", "line", 10]], x, y);
}

function envelopeFront(x, y) {
    return moved([
        ["M-166 8l146 82q20 11 40 0l146 -82v132q0 18 -18 18h-296q-18 0 -18 -18z", "tint", "line", 10],
        ["M-156 150l104 -78 M156 150l-104 -78", "", "line", 8]
    ], x, y);
}

function calendar(x, y, scale, marked) {
    const edge = box(-126, -126, 252, 252, 20);
    const days = [0, 1, 2, 3, 4, 5].map(day => [box(-90 + day % 3 * 68, -34 + Math.floor(day / 3) * 72, 44, 44, 8), marked.includes(day) ? "accent" : "tint", "", 0]);
    return moved([
        [edge, "fill", "", 0],
        ["M-126 -58v-48a20 20 0 0 1 20 -20h212a20 20 0 0 1 20 20v48z", "solid", "", 0],
        ...days,
        [edge, "", "line", 10],
        ["M-62 -144v40 M62 -144v40", "", "line", 18]
    ], x, y, scale);
}

function phone(x, y, scale = 1) {
    return moved([
        [box(-76, -150, 152, 300, 28), "solid", "strong", 10],
        [box(-58, -120, 116, 224, 12), "tint", "", 0],
        ["M-16 128h32", "", "upon", 10]
    ], x, y, scale);
}

function bubble(x, y, line) {
    const edge = "M-118 -88h236a24 24 0 0 1 24 24v114a24 24 0 0 1 -24 24h-152l-50 56v-56h-34a24 24 0 0 1 -24 -24v-114a24 24 0 0 1 24 -24z";
    return moved([[edge, "fill", line, 10]], x, y);
}

function pencil(x, y) {
    const edge = "M0 104l-24 -54v-136q0 -18 24 -18q24 0 24 18v136z";
    return moved([
        [edge, "gold", "goldLine", 8],
        ["M-24 50h48 M-24 -60h48 M-7 86l7 16l7 -16", "", "goldLine", 8]
    ], x, y, 1, 42);
}

// The ring's middle.
function glass(x, y, radius) {
    const grip = `M${x + radius * 0.74} ${y + radius * 0.74}l${radius * 0.76} ${radius * 0.76}`;
    return [
        [grip, "", "accent", 32],
        [disc(x, y, radius), "fill", "accent", 16]
    ];
}

function eye(x, y, scale) {
    const edge = "M-200 0c112 -172 288 -172 400 0c-112 172 -288 172 -400 0z";
    return moved([
        [edge, "fill", "line", 10],
        [disc(0, 0, 78), "tint", "line", 10],
        [disc(0, 0, 40), "solid", "strong", 8],
        [disc(26, -26, 17), "fill", "", 0]
    ], x, y, scale);
}

function house() {
    return [
        ground(222, 326, 168),
        ["M294 74h44v84h-44z", "tint", "line", 10],
        ["M108 146l98 -84q14 -12 28 0l98 84v164a14 14 0 0 1 -14 14h-196a14 14 0 0 1 -14 -14z", "fill", "line", 10],
        [box(248, 196, 52, 52, 6), "tint", "line", 8],
        ["M274 196v52 M248 222h52", "", "line", 6],
        ["M144 324v-98a14 14 0 0 1 14 -14h44a14 14 0 0 1 14 14v98z", "tint", "line", 10],
        ["M196 272v0.1", "", "strong", 12],
        ["M70 176l136 -116q14 -12 28 0l136 116", "", "strong", 28]
    ];
}
