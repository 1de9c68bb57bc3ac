package co.loglife.flow.cli.replay;

import co.loglife.flow.inspection.way.PlainReply;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.UnreadableException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Turns as people read them. Pure. */
final class Transcript {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");
    private static final String INDENT = " ".repeat("MM-dd HH:mm:ss".length());

    private final ZoneId zone;

    Transcript(ZoneId zone) {
        this.zone = zone;
    }

    /** What was said and what is replied; several lines, the last one ended. */
    String of(Played played) {
        StringBuilder text = new StringBuilder();
        text.append(CLOCK.format(played.at().atZone(zone)))
                .append(" ▸ ")
                .append(hanging(played.message().map(Transcript::said).orElse("(cannot be read)")))
                .append('\n');
        replies(played.outcome().replies())
                .forEach(reply ->
                        text.append(INDENT).append(" ◂ ").append(hanging(reply)).append('\n'));
        played.outcome()
                .troubles()
                .forEach(why -> text.append(INDENT)
                        .append(" ✗ dead letter: ")
                        .append(hanging(why))
                        .append('\n'));
        return text.toString();
    }

    /** Each reply with the bot's word for it. */
    static List<String> replies(List<byte[]> values) {
        return values.stream().map(Transcript::reply).toList();
    }

    /** What somebody said, or its kind where it has no words. */
    static String said(IncomingMessage message) {
        String text = message.rawMsg();
        return message.msgType().equals("chat") ? text : ("[" + message.msgType() + "] " + text).stripTrailing();
    }

    /** On one line, cut short. */
    static String brief(String text) {
        String line = visible(text).replace("\n", " ⏎ ");
        int most = 100;
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most)) + "…";
    }

    private static String reply(byte[] value) {
        try {
            OutgoingMessage reply = Json.read(value, OutgoingMessage.class);
            return "[" + reply.kind() + "] " + PlainReply.text(reply.message());
        } catch (UnreadableException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }

    private static String hanging(String text) {
        return visible(text)
                .stripTrailing()
                .replace("\n", "\n" + INDENT + "   ")
                .replaceAll("(?m) +$", "");
    }

    /** A terminal obeys control characters; a record must not command it. */
    private static String visible(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n]]|[\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", "·");
    }
}
