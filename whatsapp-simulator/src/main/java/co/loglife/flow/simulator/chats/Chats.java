package co.loglife.flow.simulator.chats;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * All chats, the longest unused forgotten first. Safe for many threads: every call is short and under one lock, the
 * watcher's too, so that it sees what happens in the order in which it happens; it must not block.
 */
public final class Chats {
    /**
     * How much is remembered.
     *
     * @param chats so many chats
     * @param bubbles so many bubbles of each
     */
    public record Bounds(int chats, int bubbles) {}

    /** An option that can be tapped, and the bubble that offers it. */
    public record Offer(Bubble bubble, Said.Option option) {}

    private final Bounds bounds;
    private final Consumer<Happening> watcher;
    private final Map<ChatKey, Map<String, Bubble>> chats;
    private final Map<String, ChatKey> places;

    public Chats(Bounds bounds, Consumer<Happening> watcher) {
        this.bounds = bounds;
        this.watcher = watcher;
        chats = Bounded.latest(bounds.chats());
        places = Bounded.latest(bounds.chats() * 10);
    }

    /** Adds a bubble at the end of a chat. */
    public synchronized void add(ChatKey chat, Bubble bubble) {
        chats.computeIfAbsent(chat, _ -> Bounded.oldest(bounds.bubbles())).put(bubble.id(), bubble);
        places.put(bubble.id(), chat);
        watcher.accept(Happening.bubble(chat, bubble));
    }

    /** Moves a bubble's ticks on; nothing happens when it is no longer known. */
    public synchronized void tick(String bubbleId, Ticks reached, Instant when) {
        change(bubbleId, bubble -> bubble.ticked(reached, when));
    }

    /** Puts an emoji on a bubble. */
    public synchronized void react(String bubbleId, String emoji) {
        change(bubbleId, bubble -> bubble.reacted(emoji));
    }

    /** Marks what the person said up to this bubble as read by the business; false when the bubble is not known. */
    public synchronized boolean readUpTo(String bubbleId, Instant when) {
        ChatKey chat = places.get(bubbleId);
        if (chat == null) {
            return false;
        }
        for (Bubble bubble : List.copyOf(bubblesOf(chat).values())) {
            if (bubble.direction() == Bubble.Direction.INCOMING
                    && !bubble.times().containsKey(Ticks.READ)) {
                tick(bubble.id(), Ticks.READ, when);
            }
            if (bubble.id().equals(bubbleId)) {
                break;
            }
        }
        return true;
    }

    /** The business types an answer to this bubble. */
    public synchronized void typing(String bubbleId) {
        ChatKey chat = places.get(bubbleId);
        if (chat != null) {
            watcher.accept(Happening.typing(chat));
        }
    }

    /** A chat from its beginning, as far as it is remembered. */
    public synchronized List<Bubble> bubbles(ChatKey chat) {
        return List.copyOf(bubblesOf(chat).values());
    }

    /** The newest offer of an option in a chat. */
    public Optional<Offer> offer(ChatKey chat, String optionId) {
        return bubbles(chat).reversed().stream()
                .flatMap(bubble -> bubble.said().options().stream()
                        .filter(option -> option.id().equals(optionId))
                        .map(option -> new Offer(bubble, option)))
                .findFirst();
    }

    /** When the person last said something in a chat. */
    public Optional<Instant> lastIncoming(ChatKey chat) {
        return bubbles(chat).reversed().stream()
                .filter(bubble -> bubble.direction() == Bubble.Direction.INCOMING)
                .map(Bubble::at)
                .findFirst();
    }

    /** Forgets one chat. */
    public synchronized void forget(ChatKey chat) {
        chats.remove(chat);
    }

    private void change(String bubbleId, UnaryOperator<Bubble> by) {
        ChatKey chat = places.get(bubbleId);
        if (chat == null) {
            return;
        }
        Bubble changed = bubblesOf(chat).computeIfPresent(bubbleId, (_, bubble) -> by.apply(bubble));
        if (changed != null) {
            watcher.accept(Happening.bubble(chat, changed));
        }
    }

    private Map<String, Bubble> bubblesOf(ChatKey chat) {
        Map<String, Bubble> bubbles = chats.get(chat);
        return bubbles == null ? new LinkedHashMap<>() : bubbles;
    }
}
