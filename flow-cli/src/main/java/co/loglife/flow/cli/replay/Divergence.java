package co.loglife.flow.cli.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Where a conversation first goes another way than it went live.
 *
 * @param played the message and today's replies
 * @param recorded the values of the replies it had
 */
record Divergence(Played played, List<byte[]> recorded) {
    Divergence {
        recorded = List.copyOf(recorded);
    }

    /** For people, several lines. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(played.user())
                .append("  ")
                .append(played.place())
                .append("  ")
                .append(played.at())
                .append("\n  ▸ ")
                .append(Transcript.brief(played.message().map(Transcript::said).orElse("(cannot be read)")))
                .append('\n');
        lines(text, "  - recorded  ", Transcript.replies(recorded));
        lines(text, "  + replayed  ", Transcript.replies(played.outcome().replies()));
        played.outcome()
                .troubles()
                .forEach(why -> text.append("  + dead letter  ")
                        .append(Transcript.brief(why))
                        .append('\n'));
        return text.toString();
    }

    private static void lines(StringBuilder text, String before, List<String> replies) {
        if (replies.isEmpty()) {
            text.append(before).append("(no reply)\n");
        }
        replies.forEach(
                reply -> text.append(before).append(Transcript.brief(reply)).append('\n'));
    }

    /** For tools, one JSON object. */
    String json() {
        ObjectNode line = played.json();
        ArrayNode was = line.putArray("recorded");
        recorded.forEach(value -> was.add(Played.tree(value)));
        return line.toString();
    }
}
