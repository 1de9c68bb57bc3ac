package co.loglife.flow.inspection.way;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records as a dialogue: who says what. Remembers whose turn it was, so that the name stands only where the speaker's
 * conversation changes; for one stream.
 */
public final class ChatText {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String INDENT = " ".repeat("  HH:mm:ss ◂ ".length());

    private final ZoneId zone;
    private final Veil veil;
    private @Nullable String with;

    public ChatText(ZoneId zone, Veil veil) {
        this.zone = zone;
        this.veil = veil;
    }

    /** The lines of a record; none for what nobody said. */
    public List<String> lines(Entry entry) {
        Optional<String> spoken = switch (entry.body()) {
            case Body.Incoming(IncomingMessage message) -> Optional.of("▸ " + said(message));
            case Body.Outgoing(OutgoingMessage message) ->
                Optional.of("◂ " + words(PlainReply.text(message.message())));
            case Body.GivenUp given ->
                Optional.of("✗ given up by " + given.why().service() + ": "
                        + Veil.oneLine(given.why().reason()));
            case Body.Event _, Body.Webhook _, Body.Pair _, Body.Deleted _, Body.Unreadable _ -> Optional.empty();
        };
        if (spoken.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        String who = String.valueOf(entry.key());
        if (!who.equals(with)) {
            lines.add(veil.id(who));
            with = who;
        }
        lines.add("  " + CLOCK.format(entry.place().at().atZone(zone)) + " " + spoken.get());
        return lines;
    }

    private String said(IncomingMessage message) {
        String kind = message.msgType().equals("chat") ? "" : "[" + Veil.oneLine(message.msgType()) + "] ";
        return (kind + words(message.rawMsg())).stripTrailing();
    }

    /** As it was said, line for line; each harmless to a terminal. */
    private String words(String text) {
        if (veil == Veil.MASKED) {
            return veil.words(text);
        }
        return text.strip()
                .lines()
                .map(line -> line.isBlank() ? "" : INDENT + Veil.oneLine(line))
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
