"""What every drawing shares: its font, its inks, the marks of the statuses, and text that is safe to print."""

from html import escape

FONT = "Noto Sans Variable, Noto Sans, sans-serif"
INK, QUIET, BLUE, RED = "#1b1d21", "#4c5a70", "#1a4a6e", "#a01d23"
# Text, ground, border and whether the border is dashed, per status.
STATES = {
    "completed": ("#105f26", "#ddf7e4", "#ddf7e4", ""),
    "closing": ("#105f26", "#ffffff", "#157b31", ""),
    "running": ("#5a4a12", "#fff1bb", "#fff1bb", ""),
    "delayed": ("#7c3711", "#ffeee1", "#ac501b", ""),
    "dissolved": ("#3d5374", "#ffffff", "#586c88", "3 2"),
    "planned": ("#1a4a6e", "#ffffff", "#22608f", ""),
}


def text(x: float, y: float, words: str, size: float, colour: str, weight: int = 400, more: str = "") -> str:
    """Return a line of text; `more` holds further attributes that need no escaping."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}"{more}>'
        f"{escape(words)}</text>"
    )
