package co.loglife.flow.cli;

import co.loglife.flow.model.TopicLayout;

/** A line of {@code tail} with a colour for its topic. */
final class Colours {
    private static final String OFF = "\u001b[0m";
    private static final String DIM = "\u001b[2m";

    private Colours() {}

    /** Paints the clock and the place, the line's first two words; of what was given up, all of it. */
    static String paint(TopicLayout.Kind kind, String line) {
        int clock = line.indexOf(' ');
        int place = line.indexOf(' ', clock + 1);
        if (clock < 0 || place < 0) {
            return line;
        }
        String rest = kind == TopicLayout.Kind.DEAD_LETTERS
                ? colour(kind) + line.substring(place) + OFF
                : line.substring(place);
        return DIM + line.substring(0, clock) + OFF + colour(kind) + line.substring(clock, place) + OFF + rest;
    }

    private static String colour(TopicLayout.Kind kind) {
        return switch (kind) {
            case WEBHOOKS -> "\u001b[35m";
            case INCOMING -> "\u001b[32m";
            case OUTGOING -> "\u001b[36m";
            case DELIVERIES -> "\u001b[34m";
            case DEAD_LETTERS -> "\u001b[31m";
            case IDENTITIES -> "\u001b[33m";
        };
    }
}
