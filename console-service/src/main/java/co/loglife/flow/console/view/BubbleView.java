package co.loglife.flow.console.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as a chat shows it, in the words of the simulator's bubbles, so that one page draws both.
 *
 * @param id the incoming or the outgoing id
 * @param direction {@code incoming} is what the person says
 * @param via which way to WhatsApp
 * @param kind text, buttons, list, image …
 * @param numbered whether the options went out as numbered text, as they do on the Web
 * @param quotes the id of the bubble it answers, or null
 * @param reaction the emoji on it, or null
 * @param ticks waiting, sent, delivered, read, failed
 */
public record BubbleView(
        String id,
        String direction,
        String via,
        String kind,
        @Nullable String header,
        String text,
        @Nullable String footer,
        @Nullable String button,
        @Nullable String link,
        List<Option> options,
        boolean numbered,
        @Nullable String quotes,
        @Nullable String reaction,
        Instant at,
        String ticks) {

    /** Something that can be chosen. */
    public record Option(
            String id,
            String title,
            @Nullable String description,
            @Nullable String section) {}

    BubbleView withReaction(@Nullable String emoji) {
        return new BubbleView(
                id, direction, via, kind, header, text, footer, button, link, options, numbered, quotes, emoji, at,
                ticks);
    }
}
