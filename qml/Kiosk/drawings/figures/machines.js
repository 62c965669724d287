.pragma library
.import "parts.js" as Parts

// A machine that paper goes through: its body at `y`, as far to the side as `x`, with the lamp in a tone.
function printer(x, y, lamp) {
    return Parts.moved([
        [Parts.box(76, 0, 328, 122, 26), "solid", "strong", 10],
        ["M112 38h52", "", "insetLine", 12],
        [Parts.disc(366, 38, 11), lamp, "", 0],
        [Parts.box(104, 66, 272, 40, 18), "inset", "insetLine", 6],
        ["M132 87h216", "", "dark", 18]
    ], x, y);
}

// The paper that stands in it from above.
function feed(x, y) {
    return Parts.moved([
        [Parts.box(158, -88, 164, 120, 10), "fill", "line", 10],
        ["M192 -56h96", "", "soft", 12],
        ["M112 10v-12a22 22 0 0 1 22 -22h212a22 22 0 0 1 22 22v12z", "tint", "line", 10]
    ], x, y);
}

// The paper that it pulls in, as it stands there alone.
function supply(x, y) {
    return Parts.moved([
        [Parts.box(-104, 0, 208, 100, 10), "fill", "line", 10],
        ["M-64 32h128", "", "soft", 12]
    ], x, y);
}

// A large one, and the tray before it: its slot is 100 under the top of its body, and 250 wide.
function printerWithTray(y, lamp) {
    return [
        ["M86 " + (y + 120) + "h308l34 104h-376z", "inset", "strong", 10],
        ...Parts.moved(printer(-240, 0, lamp), 240, y, 1.15),
        [Parts.box(36, y + 212, 408, 34, 16), "tint", "line", 10]
    ];
}

// What has come out of it.
function page(x, y) {
    return Parts.moved([
        ["M146 88h188v104a14 14 0 0 1 -14 14h-160a14 14 0 0 1 -14 -14z", "fill", "", 0],
        ["M334 88v104a14 14 0 0 1 -14 14h-160a14 14 0 0 1 -14 -14v-104", "", "line", 10],
        ["M178 124h88", "", "line", 14],
        ["M178 152h124 M178 178h96", "", "soft", 12]
    ], x, y);
}

// What takes a card, and the card in it, as it is held.
function reader() {
    return [
        [Parts.box(60, 14, 360, 112, 30), "solid", "strong", 10],
        [Parts.disc(384, 42, 10), "light", "", 0],
        [Parts.box(104, 58, 272, 52, 24), "inset", "insetLine", 6],
        ["M134 84h212", "", "dark", 16]
    ];
}

function heldCard() {
    return [
        ["M160 84h160l22 166q2 20 -18 20h-168q-20 0 -18 -20z", "fill", "", 0],
        ["M278 84h42l22 166q2 20 -18 20h-30z", "tint", "", 0],
        ["M320 84l22 166q2 20 -18 20h-168q-20 0 -18 -20l22 -166", "", "line", 10],
        ["M302 130l8 58", "", "line", 13],
        ["M194 112h66l1 54h-70z", "gold", "goldLine", 6],
        ["M216 112l-2 54 M238 112v54 M193 139h22 M238 139h22", "", "goldLine", 6]
    ];
}

// A kiosk, its screen still to be filled.
function kiosk() {
    return [
        ...stand("solid", "strong"),
        ["M176 220h68", "", "insetLine", 12],
        [Parts.disc(300, 220, 10), "light", "", 0]
    ];
}

// One that is switched off: pale, and no lamp of it is lit.
function kioskOff() {
    return [
        ...stand("pale", "soft"),
        [Parts.box(164, 40, 152, 150, 10), "soft", "", 0],
        ["M176 220h68", "", "soft", 12]
    ];
}

function stand(body, edge) {
    return [
        Parts.ground(240, 340, 140),
        ["M206 236h68l12 92h-92z", body === "solid" ? "tint" : "fill", body === "solid" ? "line" : edge, 10],
        [Parts.box(150, 322, 180, 20, 8), body, edge, 8],
        [Parts.box(144, 18, 192, 232, 24), body, edge, 10]
    ];
}

// More sheets than there is room for, in front of it.
function heap(x, y) {
    const sheets = [[232, 0], [208, 3], [186, -3], [162, 2]];
    return Parts.moved([
        ...sheets.map(([down, turn], i) => Parts.moved([[Parts.box(-142, -15, 284, 30, 8), i % 2 ? "fill" : "tint", "line", 9]], 240, down, 1, turn)[0]),
        ["M144 88h192l44 66h-280z", "fill", "line", 10],
        ["M176 120h76", "", "line", 13]
    ], x, y);
}
