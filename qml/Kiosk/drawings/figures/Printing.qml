import Kiosk

// A paper that is being made.
PrinterAtWork {}
