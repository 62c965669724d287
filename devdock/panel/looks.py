"""How the dock looks: quiet, readable, and close together but never cramped."""

STYLE = """
QWidget { font-size: 13px; color: #222324; }
Dock, QWidget#dock { background: #f3f4f7; }
QGroupBox { font-weight: 600; background: #ffffff; border: 1px solid #d5d8df; border-radius: 6px;
            margin-top: 18px; padding: 4px; }
QGroupBox::title { subcontrol-origin: margin; left: 4px; color: #0c419a; }
QTabWidget::pane { background: #ffffff; border: 1px solid #d5d8df; border-radius: 6px; }
QTabBar::tab { padding: 5px 14px; color: #4a4d52; }
QTabBar::tab:selected { color: #0c419a; font-weight: 600; border-bottom: 2px solid #0c419a; }
QLabel[role="sentence"] { color: #4a4d52; font-weight: 400; }
QLabel[role="state"] { font-size: 15px; font-weight: 600; }
QLabel[role="code"] { font-size: 30px; font-weight: 700; letter-spacing: 3px; }
QLabel[role="sheet"] { background: #e6e8ed; }
QLabel[state="well"] { color: #004439; }
QLabel[state="ill"] { color: #b33f2e; font-weight: 600; }
QPushButton { padding: 5px 10px; border: 1px solid #989b9b; border-radius: 5px;
              background: #fafbfc; }
QPushButton:hover { background: #eaf0fb; border-color: #0c419a; }
QPushButton:pressed { background: #d3dff5; }
QPushButton:disabled { color: #a2a5aa; background: #f3f4f7; border-color: #d5d8df; }
QPushButton:checked, QPushButton[role="main"] { background: #0c419a; color: white;
                                                border-color: #0c419a; }
QPushButton[role="main"]:hover { background: #07275c; }
QPushButton[role="main"]:disabled { background: #b9c4da; border-color: #b9c4da; }
QComboBox, QLineEdit { padding: 4px 6px; min-height: 20px; }
QAbstractItemView { selection-background-color: #0c419a; selection-color: white; }
QPlainTextEdit { font-size: 12px; }
"""
