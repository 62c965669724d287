import QtQuick
import QtQuick.Shapes
import Kiosk

// A hand puts a card into the reader, chip first, or takes it out again. What is seen of the machine is
// the machine that stands here: how its slot lies and which side of the card has the chip.
Drawing {
    id: insertion

    // "horizontal" or "vertical".
    property string slot: "horizontal"
    // "up" where the side with the chip is seen, "down" where it is the other one.
    property string chip: "up"
    // How far the card is in: at 0 its edge stands in the slot, at 1 the chip is gone.
    property real glide: 0
    property bool hand: true
    // Where the arrow points: "in", "out" or "" for none.
    property string way: "in"
    // It stands on the primary colour, or on the background.
    property bool onPrimary: true

    readonly property bool lies: slot !== "vertical"
    readonly property bool seen: chip !== "down"
    readonly property real gone: glide * 190
    readonly property int edge: 156
    readonly property real tip: 436 - gone
    // The lower edge of a panel in the primary colour ends the wrist; elsewhere a sleeve does.
    readonly property bool sleeved: !onPrimary || !lies
    readonly property int end: sleeved ? 640 : 610
    readonly property int sheetHeight: sleeved ? end + 46 : end
    readonly property string wrist: "M250 " + end + "V" + (tip + 176) + "c4 -42 34 -72 78 -72h136c44 0 84 26 96 72V" + end

    // A point of the card: `across` from -1 to 1, `down` from where its leading edge is at rest. Its sides
    // run to one point, so that they stay where they are while it glides. What is in is behind the slot.
    function at(across: real, down: real): string {
        const y = Math.max(edge - 9, edge + down - gone);
        return (410 + across * (195 + (y - edge) / 7)).toFixed(1) + " " + y.toFixed(1) + " ";
    }

    function sheet(left: real, right: real, top: real, bottom: real): string {
        return "M" + at(left, top) + "L" + at(right, top) + "L" + at(right, bottom) + "L" + at(left, bottom) + "z";
    }

    function stroke(across: real, from: real, to: real): string {
        return "M" + at(across, from) + "L" + at(across, to);
    }

    component Part: ShapePath {
        property alias path: svg.path
        property string fill: ""
        property string line: ""

        fillColor: Tones.colours[fill]
        strokeColor: Tones.colours[line]
        capStyle: ShapePath.RoundCap
        joinStyle: ShapePath.RoundJoin

        PathSvg {
            id: svg
        }
    }

    canvas: lies ? Qt.size(900, sheetHeight) : Qt.size(sheetHeight, 900)
    largest: 1.4
    settling: sleeved ? 0.5 : 1

    Item {
        anchors.centerIn: parent
        width: 900
        height: insertion.sheetHeight
        rotation: insertion.lies ? 0 : -90

        // The reader.
        Shape {
            preferredRendererType: Shape.CurveRenderer

            Part {
                path: "M92 6h636q62 0 62 62v124q0 62 -62 62h-636q-62 0 -62 -62v-124q0 -62 62 -62z"
                fill: "solid"
                line: Tones.onBlack ? "line" : ""
                strokeWidth: 7
            }

            Part {
                path: "M186 77h448q58 0 58 58v15q0 58 -58 58h-448q-58 0 -58 -58v-15q0 -58 58 -58z"
                fill: "inset"
                line: "insetLine"
                strokeWidth: 5
            }

            Part {
                path: "M190 136h440q10 0 10 10v10q0 10 -10 10h-440q-10 0 -10 -10v-10q0 -10 10 -10z"
                fill: "dark"
            }
        }

        // The card, from its leading edge to what the hand holds.
        Shape {
            preferredRendererType: Shape.CurveRenderer

            Part {
                path: "M" + insertion.at(-1, -8) + "L" + insertion.at(1, -8) + "L" + insertion.at(1, 366) + "Q" + insertion.at(1, 386) + insertion.at(0.92, 386) + "L" + insertion.at(-0.92, 386) + "Q" + insertion.at(-1, 386) + insertion.at(-1, 366) + "z"
                fill: "fill"
                line: "line"
                strokeWidth: 7
            }

            Part {
                path: insertion.seen ? insertion.sheet(0.61, 0.97, 4, 374) : insertion.sheet(0.44, 0.82, 0, 382)
                fill: insertion.seen ? "tint" : Tones.onBlack ? "pale" : "solid"
            }

            Part {
                path: insertion.seen ? insertion.stroke(0.79, 96, 212) : ""
                line: "line"
                strokeWidth: 20
            }

            Part {
                path: insertion.seen ? insertion.stroke(-0.04, 168, 330) + insertion.stroke(0.25, 168, 330) : insertion.stroke(-0.5, 168, 330) + insertion.stroke(0.16, 60, 330)
                line: "soft"
                strokeWidth: 19
            }

            // A chip on the other side is seen by its outline alone.
            Part {
                path: insertion.sheet(-0.37, 0.2, 47, 142)
                fill: insertion.seen ? "gold" : ""
                line: insertion.seen ? "goldLine" : "soft"
                strokeWidth: 7
                strokeStyle: insertion.seen ? ShapePath.SolidLine : ShapePath.DashLine
                dashPattern: [2, 2]
            }

            Part {
                path: insertion.seen ? insertion.stroke(-0.18, 47, 142) + insertion.stroke(0.01, 47, 142) + "M" + insertion.at(-0.37, 92) + "L" + insertion.at(-0.18, 92) + "M" + insertion.at(0.01, 92) + "L" + insertion.at(0.2, 92) : ""
                line: "goldLine"
                strokeWidth: 6
            }
        }

        // The upper lip of the slot, before the card.
        Shape {
            preferredRendererType: Shape.CurveRenderer

            Part {
                path: "M180 156v-10q0 -10 10 -10h440q10 0 10 10v10z"
                fill: "dark"
            }

            Part {
                path: "M721 49a13 13 0 1 0 26 0a13 13 0 1 0 -26 0z"
                fill: "light"
            }
        }

        // The hand: its fingers are under the card, its wrist ends where the drawing does.
        Shape {
            visible: insertion.hand
            preferredRendererType: Shape.CurveRenderer

            Part {
                path: insertion.wrist + "z"
                fill: "hand"
            }

            Part {
                path: insertion.wrist
                line: "strong"
                strokeWidth: 8
            }

            Part {
                path: "M341 " + (insertion.tip + 172) + "c-4 -44 -4 -86 4 -128c8 -58 82 -58 90 0c8 42 8 84 4 128"
                fill: "hand"
                line: "strong"
                strokeWidth: 8
            }

            Part {
                path: "M366 " + (insertion.tip + 66) + "v-20q2 -22 24 -22t24 22v20q-24 10 -48 0z"
                fill: "fill"
                line: "strong"
                strokeWidth: 6
            }
        }

        // The sleeve.
        Shape {
            visible: insertion.hand && insertion.sleeved
            preferredRendererType: Shape.CurveRenderer

            Part {
                path: "M224 636h362q8 0 8 8v30q0 8 -8 8h-362q-8 0 -8 -8v-30q0 -8 8 -8z"
                fill: "solid"
                line: Tones.onBlack ? "line" : ""
                strokeWidth: 7
            }
        }

        // The arrow.
        Shape {
            x: 832
            y: 324
            visible: insertion.way !== ""
            rotation: insertion.way === "out" ? 180 : 0
            transformOrigin: Item.TopLeft
            preferredRendererType: Shape.CurveRenderer

            ShapePath {
                strokeColor: !insertion.onPrimary || Theme.highContrast ? Theme.accent : Theme.primaryInk
                strokeWidth: 16
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin

                PathSvg {
                    path: "M0 62v-124 M-44 -18l44 -44l44 44"
                }
            }
        }
    }
}
