import QtQuick
import Kiosk

// The printer, and what keeps its paper: each trouble shows at the very part that it is about.
Drawing {
    id: figure

    // A name of `signs`; any other is a printer that is well.
    required property string trouble

    readonly property var signs: ({
            "coverOpen": "warning",
            "outputEmpty": "close",
            "outputFull": "warning",
            "paperEmpty": "warning",
            "paperJam": "warning",
            "printerOff": "power",
            "printerWaits": "clock",
            "tonerEmpty": "drop",
            "trayMissing": "warning"
        })
    readonly property string lamp: !(trouble in signs) ? "ok" : trouble === "printerOff" ? "soft" : "warning"
    readonly property var body: [
        ["M136 200h528q36 0 36 36v150q0 36 -36 36h-528q-36 0 -36 -36v-150q0 -36 36 -36z", "solid", "", 0],
        ["M220 304h360", "", "dark", 20],
        ["M646 240a13 13 0 1 0 0.01 0z", lamp, "", 0]
    ]
    readonly property var lid: [
        ["M176 132h448q28 0 28 28v44h-504v-44q0 -28 28 -28z", "tint", "line", 8]
    ]
    readonly property var lidRaised: [
        ["M148 200L637 78v122z", "tint", "", 0],
        ["M148 200L131 134L620 12L637 78z", "fill", "line", 8],
        ["M728 20v128 M690 112l38 38l38 -38", "", "accent", 16]
    ]
    readonly property var drawer: [
        ["M184 426h432v92q0 20 -20 20h-392q-20 0 -20 -20z", "fill", "line", 8],
        ["M350 486h100", "", "line", 16]
    ]
    readonly property var drawerEmpty: [
        ["M184 426h432l64 122h-560z", "tint", "line", 8],
        ["M252 452h52 M374 452h52 M496 452h52l12 21 M576 501l12 21h-52 M426 522h-52 M264 522h-52l12 -21 M240 473l12 -21", "", "line", 6],
        ["M120 548h560v54q0 20 -20 20h-520q-20 0 -20 -20z", "fill", "line", 8],
        ["M350 586h100", "", "line", 16]
    ]
    readonly property var drawerApart: [
        ["M136 418h56v92h-56z M608 418h56v92h-56z", "solid", "", 0],
        ["M188 548h424v56q0 20 -20 20h-384q-20 0 -20 -20z", "fill", "line", 8],
        ["M350 586h100", "", "line", 16],
        ["M400 530v-84 M362 482l38 -38l38 38", "", "accent", 16]
    ]
    readonly property var crumpledSheet: [
        ["M262 308h276l-12 44l24 38l-32 34l20 44l-50 -18l-38 36l-40 -36l-46 32l-32 -40l-46 14l14 -48l-26 -34l20 -36z", "fill", "line", 8],
        ["M304 348l52 34l-26 46 M404 340l-18 50l44 30 M502 352l-42 40l18 34", "", "soft", 10]
    ]
    readonly property var heap: [
        ["M262 308h276v190h-276z", "fill", "line", 8],
        ["M244 330h312v190h-312z", "fill", "line", 8],
        ["M226 352h348v190h-348z", "fill", "line", 8],
        ["M274 400h150", "", "line", 18],
        ["M274 444h250 M274 478h220", "", "soft", 14]
    ]

    canvas: Qt.size(800, 640)

    Sketch {
        layers: figure.trouble === "coverOpen" ? figure.lidRaised : figure.lid
    }

    Sketch {
        layers: figure.trouble === "paperEmpty" ? figure.drawerEmpty : figure.trouble === "trayMissing" ? figure.drawerApart : figure.drawer
    }

    Sketch {
        layers: figure.body
    }

    Sketch {
        layers: figure.trouble === "paperJam" ? figure.crumpledSheet : figure.trouble === "outputFull" ? figure.heap : []
    }

    SignDisc {
        x: 24
        y: 84
        sign: figure.signs[figure.trouble] ?? ""
    }
}
