import QtQuick
import QtQuick.Shapes
import Kiosk

// A line icon drawn on a grid of 24, in one colour.
Item {
    id: icon

    required property string name
    property int size: 44
    property color color: Theme.primary

    readonly property var strokes: ({
            "abc": "M1.5 16l3 -8.5l3 8.5 M2.5 13.3h4 M10 7.5v8.5h2.6a2.3 2.3 0 0 0 0 -4.6h-2.6 M10 7.5h2.2a1.9 1.9 0 0 1 0 3.9 M22.3 9.3a3.3 4.3 0 1 0 0 4.9",
            "agent": "M12 5.5a3.8 3.8 0 1 0 0.01 0z M5.8 10.5v-1.6a6.2 6.2 0 0 1 12.4 0v1.6 M5.8 8.5v3 M18.2 8.5v3q0 2.5 -3.7 2.5 M4 21.5v-0.5a8 5 0 0 1 16 0v0.5",
            "arrow": "M3.5 12h17 M14.5 6l6 6l-6 6",
            "back": "M15 4.5l-7.5 7.5l7.5 7.5",
            "car": "M2.5 17v-4l2.5 -1l2.5 -5h8l3.5 5l2.5 1v4h-2 M8.5 17h7 M2.5 17h1.5 M6.3 15a2 2 0 1 0 0.01 0z M17.5 15a2 2 0 1 0 0.01 0z M5 12h14 M11.5 7v5",
            "card": "M4 5.5h16q1.5 0 1.5 1.5v10q0 1.5 -1.5 1.5h-16q-1.5 0 -1.5 -1.5v-10q0 -1.5 1.5 -1.5z M6 10h4v4h-4z M13 14.5h5.5",
            "cardBroken": "M4 5.5h7l-1.5 4l3 3l-2.5 6h-6q-1.5 0 -1.5 -1.5v-10q0 -1.5 1.5 -1.5z M14.5 5.5h5.5q1.5 0 1.5 1.5v10q0 1.5 -1.5 1.5h-6.5l2.5 -6l-3 -3z",
            "cardLost": "M12 18.5h-8q-1.5 0 -1.5 -1.5v-10q0 -1.5 1.5 -1.5h16q1.5 0 1.5 1.5v3 M6 9.5h4v4h-4z M16 15.3a2.5 2.5 0 1 1 3.6 2.2q-1.1 0.6 -1.1 1.7 M18.5 21.6v0.1",
            "cardStolen": "M20 10v-3q0 -1.5 -1.5 -1.5h-14.5q-1.5 0 -1.5 1.5v10q0 1.5 1.5 1.5h6 M6 9.5h4v4h-4z M13 17h8.5 M18 13.5l3.5 3.5l-3.5 3.5",
            "check": "M4 13l5 5.5l11-12.5",
            "clock": "M12 2.8a9.2 9.2 0 1 0 0.01 0z M12 7v5.5l3.5 2.5",
            "close": "M5 5l14 14 M19 5l-14 14",
            "code": "",
            "document": "M6 2.5h8l4.5 4.5v14.5h-12.5z M14 2.5v4.5h4.5 M9 11.5h6.5 M9 14.5h6.5 M9 17.5h6.5",
            "down": "M12 3v12 M7 10.5l5 5l5-5 M4 20.5h16",
            "drop": "M12 2.5c4 5 6.5 8 6.5 11.5a6.5 6.5 0 0 1 -13 0c0 -3.5 2.5 -6.5 6.5 -11.5z",
            "erase": "M8 5h13.5v14h-13.5l-6-7z M11.5 9l6 6 M17.5 9l-6 6",
            "euro": "M19 5.5a7.6 7.6 0 1 0 0 13 M3 10h11 M3 14h10",
            "exit": "M12.5 3.5h-8.5v17h8.5 M9.5 12h11.5 M17 8l4 4l-4 4",
            "eye": "M2 12c4 -7.5 16 -7.5 20 0c-4 7.5 -16 7.5 -20 0z M12 9a3 3 0 1 0 0.01 0z",
            "globe": "M12 2.8a9.2 9.2 0 1 0 0.01 0z M12 2.8c-5 5 -5 13.4 0 18.4 M12 2.8c5 5 5 13.4 0 18.4 M3.4 9h17.2 M3.4 15h17.2",
            "halfDisc": "M12 2.8a9.2 9.2 0 1 0 0.01 0z",
            "headset": "M4 14.5v-2.5a8 8 0 0 1 16 0v2.5 M4 13h2.2q0.8 0 0.8 0.8v4.4q0 0.8 -0.8 0.8h-1.4q-0.8 0 -0.8 -0.8z M20 13h-2.2q-0.8 0 -0.8 0.8v4.4q0 0.8 0.8 0.8h1.4q0.8 0 0.8 -0.8z M19.5 19q-0.5 3 -4.5 3h-2",
            "house": "M3 11.5l9 -8l9 8 M5.5 9.5v11h13v-11 M10 20.5v-6h4v6",
            "info": "M12 2.8a9.2 9.2 0 1 0 0.01 0z M12 11v6 M12 7.3v0.2",
            "list": "M3 6h2 M8 6h13 M3 12h2 M8 12h13 M3 18h2 M8 18h13",
            "lock": "M5 10.5h14v10.5h-14z M8 10.5v-3.5a4 4 0 0 1 8 0v3.5",
            "next": "M9 4.5l7.5 7.5l-7.5 7.5",
            "pageDown": "M4.5 9l7.5 7.5l7.5-7.5",
            "pageUp": "M4.5 15l7.5-7.5l7.5 7.5",
            "notNow": "M12 2.8a9.2 9.2 0 1 0 0.01 0z M5.6 5.6l12.8 12.8",
            "person": "M12 3.5a4 4 0 1 0 0.01 0z M4.5 20.5v-0.5a7.5 6.5 0 0 1 15 0v0.5",
            "phone": "M7 2.5h10v19h-10z M11 18.3h2",
            "pin": "M12 21.5c-4.8 -5.2 -7 -8.4 -7 -11.7a7 7 0 0 1 14 0c0 3.3 -2.2 6.5 -7 11.7z M12 7.2a2.6 2.6 0 1 0 0.01 0z",
            "post": "M2.5 5h19v14h-19z M2.5 6l9.5 7.5l9.5-7.5",
            "power": "M12 2.5v9 M6.6 6.4a8 8 0 1 0 10.8 0",
            "printer": "M6 9v-6.5h12v6.5 M6 17h-3.5v-8h19v8h-3.5 M6 14h12v7.5h-12z",
            "retry": "M19.5 12a7.5 7.5 0 1 1 -2.2 -5.3 M20 2.5v5h-5",
            "shield": "M12 2.5q3.7 2.4 8 2.6v6.2q0 6.9 -8 10.2q-8 -3.3 -8 -10.2v-6.2q4.3 -0.2 8 -2.6z M8.3 12l2.8 2.9l4.8 -5.6",
            "shift": "M12 3l9 9.5h-5v8h-8v-8h-5z",
            "stars": "M4 4.5h16q1.5 0 1.5 1.5v12q0 1.5 -1.5 1.5h-16q-1.5 0 -1.5 -1.5v-12q0 -1.5 1.5 -1.5z M12.0 7.7v0.1 M15.0 9.0v0.1 M16.3 12.0v0.1 M15.0 15.0v0.1 M12.0 16.3v0.1 M9.0 15.0v0.1 M7.7 12.0v0.1 M9.0 9.0v0.1",
            "textSize": "M1.5 19l6-15l6 15 M3.6 14h7.8 M14.5 19l3.8-9.5l3.8 9.5 M15.8 16h5",
            "up": "M12 21v-12 M7 13.5l5 -5l5 5 M4 3.5h16",
            "warning": "M12 3l10 18h-20z M12 9.5v5.5 M12 17.8v0.2"
        })
    // What is filled in them.
    readonly property var fills: ({
            "code": "M3.3 5a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0z M10.3 5a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0z M17.3 5a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0z M3.3 12a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0z M10.3 12a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0z M17.3 12a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0z M3.3 19a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0z M10.3 19a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0z M17.3 19a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0z",
            "halfDisc": "M12 2.8a9.2 9.2 0 0 1 0 18.4z"
        })

    width: size
    height: size

    Shape {
        width: 24
        height: 24
        scale: icon.size / 24
        transformOrigin: Item.TopLeft
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: icon.color
            strokeWidth: 1.7
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: icon.strokes[icon.name] ?? ""
            }
        }

        ShapePath {
            strokeColor: "transparent"
            fillColor: icon.color

            PathSvg {
                path: icon.fills[icon.name] ?? ""
            }
        }
    }
}
