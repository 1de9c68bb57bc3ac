package co.loglife.flow.simulator.chats;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One message as a phone shows it.
 *
 * @param id the wamid, or the Web client's message id
 * @param direction who says it
 * @param said what it shows
 * @param quotes the id of the bubble it answers, or null
 * @param reaction the emoji on it, or null
 * @param at when it appeared
 * @param ticks how far it got
 * @param times when it got that far, and before
 * @param outgoingId the sender's own id for it, or null
 */
public record Bubble(
        String id,
        Direction direction,
        @JsonUnwrapped Said said,
        @Nullable String quotes,
        @Nullable String reaction,
        Instant at,
        Ticks ticks,
        Map<Ticks, Instant> times,
        @Nullable String outgoingId) {

    public Bubble {
        times = Map.copyOf(times);
    }

    /** Who says it, in the words of the topics. */
    public enum Direction {
        /** The person, to the business. */
        INCOMING,
        /** The business, to the person. */
        OUTGOING;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a person says. */
    public static Bubble incoming(String id, Said said, @Nullable String quotes, Instant at) {
        Map<Ticks, Instant> times = Map.of(Ticks.WAITING, at);
        return new Bubble(id, Direction.INCOMING, said, quotes, null, at, Ticks.WAITING, times, null);
    }

    /** What the business says. */
    public static Bubble outgoing(
            String id, Said said, @Nullable String quotes, Instant at, @Nullable String outgoingId) {
        Map<Ticks, Instant> times = Map.of(Ticks.SENT, at);
        return new Bubble(id, Direction.OUTGOING, said, quotes, null, at, Ticks.SENT, times, outgoingId);
    }

    /** The same with its ticks moved on; they never go back, and a failure stands. */
    Bubble ticked(Ticks reached, Instant when) {
        Map<Ticks, Instant> all = new TreeMap<>(times);
        all.putIfAbsent(reached, when);
        Ticks highest = reached.compareTo(ticks) > 0 ? reached : ticks;
        return new Bubble(id, direction, said, quotes, reaction, at, highest, all, outgoingId);
    }

    /** The same with an emoji on it; an empty one takes it away. */
    Bubble reacted(String emoji) {
        return new Bubble(id, direction, said, quotes, emoji.isEmpty() ? null : emoji, at, ticks, times, outgoingId);
    }
}
