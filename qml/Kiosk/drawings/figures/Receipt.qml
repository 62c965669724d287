import Kiosk

// A strip of paper with its code.
Figure {
    layers: [
        ["M146 22h188v300l-23.5 18l-23.5 -18l-23.5 18l-23.5 -18l-23.5 18l-23.5 -18l-23.5 18l-23.5 -18z", "fill", "line", 10],
        ["M180 66h104", "", "line", 14],
        ["M180 104h120 M180 134h92 M180 164h112", "", "soft", 11],
        ["M202 196h76q6 0 6 6v76q0 6 -6 6h-76q-6 0 -6 -6v-76q0 -6 6 -6z", "solid", "", 0],
        ["M220 220h40v40h-40z", "upon", "", 0]
    ]
}
