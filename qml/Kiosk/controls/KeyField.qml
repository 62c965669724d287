import QtQuick

// What all fields of keys share: what is typed on them, and where an arrow leads, as the eye goes.
Item {
    id: field

    property bool canErase: true
    property bool canSubmit: false
    property string eraseDescription: qsTrId("control.keyboard.erase.description")
    property string submitDescription: qsTrId("control.keyboard.submit.description")

    signal typed(string character)
    signal erase
    signal submit

    // The key reached by an arrow, or null at the edge. Keys stand in rows.
    function keyBeside(from: Item, arrow: int): Item {
        const middle = from.x + from.width / 2;
        let nearest = null;
        let least = Infinity;
        for (const key of children) {
            const down = key.y - from.y;
            const right = key.x - from.x;
            const ways = ({
                    [Qt.Key_Left]: down === 0 && right < 0 ? -right : Infinity,
                    [Qt.Key_Right]: down === 0 && right > 0 ? right : Infinity,
                    [Qt.Key_Up]: down < 0 ? -down : Infinity,
                    [Qt.Key_Down]: down > 0 ? down : Infinity
                });
            // A row counts before a place in it.
            const aside = down === 0 ? 0 : Math.abs(key.x + key.width / 2 - middle) / width;
            const way = key.visible && key.activeFocusOnTab ? ways[arrow] + aside : Infinity;
            if (way < least) {
                least = way;
                nearest = key;
            }
        }
        return nearest;
    }
}
