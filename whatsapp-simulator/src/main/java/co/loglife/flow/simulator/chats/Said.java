package co.loglife.flow.simulator.chats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bubble shows.
 *
 * @param kind text, buttons, list, image, location …
 * @param header the line above, or null
 * @param text the body; empty where there is none
 * @param footer the line below, or null
 * @param button what opens a list or a link, or null
 * @param link where the button or the picture leads, or null
 * @param options what can be tapped
 * @param media the id of a file on our media shelf, or null
 */
public record Said(
        String kind,
        @Nullable String header,
        String text,
        @Nullable String footer,
        @Nullable String button,
        @Nullable String link,
        List<Option> options,
        @Nullable String media) {

    public Said {
        options = List.copyOf(options);
    }

    /** Something to tap: a reply button, or a row of a list under its section. */
    public record Option(
            String id,
            String title,
            @Nullable String description,
            @Nullable String section) {}

    /** Words alone, or the words that stand for a kind without more to show. */
    public static Said of(String kind, String text) {
        return new Said(kind, null, text, null, null, null, List.of(), null);
    }

    /** A file of our media shelf. */
    public static Said file(String kind, String caption, String media) {
        return new Said(kind, null, caption, null, null, null, List.of(), media);
    }
}
