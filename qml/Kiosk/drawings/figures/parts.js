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

function shield() {
    return ["M240 22c40 28 84 38 126 40v118c0 84 -50 130 -126 162c-76 -32 -126 -78 -126 -162v-118c42 -2 86 -12 126 -40z", "tint", "line", 10];
}
