package co.loglife.flow.router.loglife;

import co.loglife.flow.model.Reply;
import co.loglife.flow.model.bot.Said;
import java.util.ArrayList;
import java.util.List;

/** Texts going out. */
final class Texts {
    private Texts() {}

    /** A text of any length, as many messages as it needs, cut between lines where that is possible. */
    static List<Said> said(String kind, String text) {
        if (text.length() <= Reply.TEXT) { // nearly always; as many characters are never more code points
            return List.of(Said.text(kind, text));
        }
        List<Said> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            for (String piece : pieces(line)) {
                if (length(part) + 1 + length(piece) > Reply.TEXT) {
                    add(parts, kind, part);
                    part.setLength(0);
                }
                part.append(part.isEmpty() ? "" : "\n").append(piece);
            }
        }
        add(parts, kind, part);
        return parts;
    }

    private static void add(List<Said> parts, String kind, CharSequence part) {
        if (!part.toString().isBlank()) {
            parts.add(Said.text(kind, part.toString().strip()));
        }
    }

    private static List<String> pieces(String line) {
        if (length(line) <= Reply.TEXT) {
            return List.of(line);
        }
        int cut = line.offsetByCodePoints(0, Reply.TEXT);
        List<String> pieces = new ArrayList<>(List.of(line.substring(0, cut)));
        pieces.addAll(pieces(line.substring(cut)));
        return pieces;
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
