import QtQuick
import Kiosk

// The things that screens speak of, one each: an agent, a telephone, a clock, a letter.
Drawing {
    id: figure

    // A name of `things`.
    required property string thing

    readonly property var kiosk: [
        ["M150 30h260q30 0 30 30v330h-320v-330q0 -30 30 -30z", "solid", "", 0],
        ["M164 74h232v210h-232z", "fill", "line", 8],
        ["M196 120h110", "", "line", 18],
        ["M196 164h168 M196 200h140", "", "soft", 14],
        ["M180 334h90", "", "upon", 16],
        ["M372 322a12 12 0 1 0 0.01 0z", "ok", "", 0],
        ["M180 390h200v110h-200z", "tint", "line", 8],
        ["M120 510h320", "", "line", 24]
    ]
    readonly property var things: ({
            "agent": [
                ["M280 70a76 76 0 1 0 0.01 0z", "fill", "line", 10],
                ["M120 400v-30q0 -120 120 -120h80q120 0 120 120v30z", "tint", "line", 10],
                ["M230 252l50 66l50 -66", "fill", "line", 10],
                ["M40 400h480q20 0 20 20v100h-520v-100q0 -20 20 -20z", "solid", "", 0],
                ["M210 462h140", "", "upon", 18]
            ],
            "clock": [
                ["M280 60a210 210 0 1 0 0.01 0z", "fill", "line", 12],
                ["M280 100v26 M280 414v26 M110 270h26 M424 270h26", "", "soft", 14],
                ["M280 150v124l84 52", "", "accent", 18],
                ["M280 258a16 16 0 1 0 0.01 0z", "solid", "", 0]
            ],
            "code": [
                ["M170 250v-80a110 110 0 0 1 220 0v80", "", "line", 34],
                ["M110 240h340q30 0 30 30v200q0 30 -30 30h-340q-30 0 -30 -30v-200q0 -30 30 -30z", "solid", "", 0],
                ["M150 370a20 20 0 1 0 0.01 0z M236 370a20 20 0 1 0 0.01 0z M322 370a20 20 0 1 0 0.01 0z", "upon", "", 0],
                ["M408 370a20 20 0 1 0 0.01 0z", "", "upon", 6]
            ],
            "document": [
                ["M120 40h240l90 90v390h-330z", "fill", "line", 10],
                ["M360 40v90h90", "tint", "line", 10],
                ["M180 180h150", "", "line", 20],
                ["M180 244h210 M180 288h180 M180 332h200", "", "soft", 16],
                ["M312 392h78v78h-78z", "solid", "", 0]
            ],
            "file": [
                ["M40 130h150l40 46h250v300h-440z", "tint", "line", 10],
                ["M100 210h310v150h-310z", "fill", "line", 10],
                ["M140 256h170 M140 300h120", "", "soft", 16],
                ["M40 330h480l-40 166h-440z", "solid", "", 0]
            ],
            "info": [
                ["M80 60h400q36 0 36 36v250q0 36 -36 36h-190l-110 106v-106h-100q-36 0 -36 -36v-250q0 -36 36 -36z", "fill", "line", 10],
                ["M280 136a18 18 0 1 0 0.01 0z", "accent", "", 0],
                ["M250 216h32v94 M244 312h78", "", "line", 22]
            ],
            "kiosk": kiosk,
            "kioskClosed": kiosk,
            "noCard": [
                ["M104 130h352q34 0 34 34v210q0 34 -34 34h-352q-34 0 -34 -34v-210q0 -34 34 -34z", "fill", "soft", 12],
                ["M128 232h96v78h-96z M274 246h140 M274 296h90", "", "soft", 12],
                ["M52 470l456 -400", "", "accent", 18]
            ],
            "people": [
                ["M180 120a64 64 0 1 0 0.01 0z", "fill", "line", 10],
                ["M50 420v-40q0 -110 110 -110h40q110 0 110 110v40z", "tint", "line", 10],
                ["M390 200a52 52 0 1 0 0.01 0z", "fill", "line", 10],
                ["M290 480v-50q0 -100 90 -100h20q110 0 110 100v50z", "solid", "", 0]
            ],
            "phone": [
                ["M190 30h200q34 0 34 34v432q0 34 -34 34h-200q-34 0 -34 -34v-432q0 -34 34 -34z", "solid", "", 0],
                ["M180 84h220v370h-220z", "fill", "line", 6],
                ["M262 492h56", "", "upon", 14],
                ["M60 150h250q26 0 26 26v100q0 26 -26 26h-140l-64 58v-58h-46q-26 0 -26 -26v-100q0 -26 26 -26z", "fill", "accent", 12],
                ["M112 210a16 16 0 1 0 0.01 0z M186 210a16 16 0 1 0 0.01 0z M260 210a16 16 0 1 0 0.01 0z", "accent", "", 0]
            ],
            "post": [
                ["M50 120h460v320h-460z", "fill", "line", 10],
                ["M50 120l230 190l230 -190z", "tint", "line", 10],
                ["M340 384h110", "", "soft", 16]
            ],
            "shield": [
                ["M280 40q90 60 190 66v150q0 170 -190 260q-190 -90 -190 -260v-150q100 -6 190 -66z", "fill", "line", 12],
                ["M280 40q90 60 190 66v150q0 170 -190 260z", "tint", "line", 12],
                ["M196 276l64 70l110 -130", "", "accent", 24]
            ],
            "warning": [
                ["M280 60l240 420h-480z", "fill", "line", 14],
                ["M280 210v130", "", "accent", 24],
                ["M280 384a18 18 0 1 0 0.01 0z", "accent", "", 0]
            ]
        })

    canvas: Qt.size(560, 560)

    Sketch {
        layers: figure.things[figure.thing] ?? []
    }

    SignDisc {
        x: 24
        y: 20
        sign: figure.thing === "kioskClosed" ? "close" : ""
    }
}
