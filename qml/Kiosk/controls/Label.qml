import QtQuick
import Kiosk

// A text that people read: plain, wrapping, never under the smallest size, exposed to assistive techniques.
Text {
    id: label

    // What is read, with its lines broken as people would; a `text` of its own breaks anywhere.
    property string words: ""
    property int size: Theme.sizeBody
    property bool heading: false
    // False where the text stands inside a control that already says it.
    property bool exposed: true
    // Said in place of the text by a screen reader.
    property string spoken: Spoken.of(words || text)

    text: Wrapping.kept(words)
    textFormat: Text.PlainText
    wrapMode: Text.WordWrap
    color: heading ? Theme.heading : Theme.text
    font.family: Theme.family
    font.pixelSize: Math.max(Theme.sizeSmall, size)
    font.weight: heading ? Font.Bold : Font.Normal
    lineHeightMode: Text.FixedHeight
    lineHeight: Math.round(font.pixelSize * (heading ? 1.15 : Theme.lineSpacing))
    Accessible.role: heading ? Accessible.Heading : Accessible.StaticText
    Accessible.name: spoken
    Accessible.ignored: !exposed || text === "" || !visible || !enabled
}
