"""Sample values for the block previews in the CMS, in the words of the folder."""

PREVIEWS = {
    "text": "<h2>Bereit für neue Wege</h2><p>Kommunen engagieren sich auf vielfältige Weise "
    "entwicklungspolitisch.</p>",
    "points": {
        "heading": "Bereit für neue Wege",
        "introduction": "<p>Kommunen engagieren sich auf vielfältige Weise. Sie</p>",
        "points": [
            "<p>hinterfragen ihre Beschaffung,</p>",
            "<p>unterstützen den Fairen Handel.</p>",
        ],
    },
    "steps": {
        "steps": [
            {"heading": "Auftaktgespräch", "text": "Verwaltung und Vereine klären die Ziele."},
            {"heading": "Dialogforum", "text": "Alle Beteiligten sammeln Vorschläge."},
        ]
    },
    "caption": "Dialogforum im Rathaus",
    "picture_text": "<p>Lösungen entstehen im Dialog.</p>",
    "quote": {
        "text": "Was kann die Kommune konkret tun?",
        "name": "Leitfrage",
        "role": "MiGlobe",
    },
    "call_to_action": {
        "heading": "Haben wir Ihr Interesse geweckt?",
        "text": "<p>Gerne entwickeln wir gemeinsam mit Ihnen Ideen.</p>",
        "label": "Beratung anfragen",
    },
    "link_cards": {"heading": "Mehr über MiGlobe", "cards": []},
    "facts": {
        "heading": "Auf einen Blick",
        "look": "fold",
        "facts": [{"term": "Was kostet die Beratung?", "value": "<p>Für die Kommune nichts.</p>"}],
    },
    "external_video": {
        "title": "Faire Beschaffung im Rathaus",
        "url": "https://www.example.org/videos/faire-beschaffung",
        "text": "Ein Video von zwei Minuten.",
    },
    "documents": "Zum Herunterladen",
    "table": {
        "row_headings": True,
        "table": {
            "caption": "Wen MiGlobe berät",
            "columns": [
                {"type": "text", "heading": "Wer fragt"},
                {"type": "text", "heading": "Beratung"},
                {"type": "text", "heading": "Kosten"},
            ],
            "rows": [
                {"values": ["Verwaltung einer Stadt", "ja", "keine"]},
                {"values": ["Landkreis", "ja", "keine"]},
            ],
        },
    },
}
