"""The developer's side panel: insert a card, jam the printer, cut the network, read the SMS."""
