package co.loglife.flow.console.memory;

import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.model.User;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The last records of each user, the users longest silent forgotten first when there is no more room. Safe for many
 * threads: each call is short and under one lock.
 */
public final class Memory {
    /** What a record takes beside its value: its place, headers and what was read from it, by estimate. */
    private static final int OVERHEAD = 600;

    /** What was read from a value takes about as much again. */
    private static final int READ = 2;

    private final Bounds bounds;

    /** The users in the order in which they were last heard of. */
    private final Map<String, Talk> talks = new LinkedHashMap<>(16, 0.75f, true);

    /** Webhooks by their trace, without their bodies. */
    private final Map<String, Entry> webhooks = new LinkedHashMap<>();

    private long bytes;

    /**
     * How much is remembered.
     *
     * @param bytes of all records together
     * @param records of one user
     * @param webhooks places of webhooks
     */
    public record Bounds(long bytes, int records, int webhooks) {
        /** What is right for so many bytes. */
        public static Bounds of(long bytes) {
            return new Bounds(bytes, 600, 10_000);
        }
    }

    /** One user's records, in the order in which they were read. */
    private static final class Talk {
        private final Deque<Entry> entries = new ArrayDeque<>();
        private long bytes;
    }

    /** A user and their records. */
    public record Remembered(String user, List<Entry> entries) {}

    public Memory(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Remembers a record; the user it is about, where it is anybody's. */
    public synchronized Optional<String> add(Entry entry) {
        if (entry.body() instanceof Body.Webhook) {
            addWebhook(entry);
            return Optional.empty();
        }
        String user = entry.key();
        if (user == null || user.isEmpty()) {
            return Optional.empty();
        }
        long cost = cost(entry);
        Talk talk = talks.computeIfAbsent(user, _ -> new Talk());
        // What was read from it is enough: the bytes are on the topic.
        talk.entries.addLast(new Entry(entry.place(), user, entry.headers(), null, entry.body()));
        talk.bytes += cost;
        bytes += cost;
        if (talk.entries.size() > bounds.records()) {
            long average = talk.bytes / talk.entries.size();
            talk.entries.removeFirst();
            talk.bytes -= average;
            bytes -= average;
        }
        makeRoom();
        return Optional.of(user);
    }

    private void addWebhook(Entry webhook) {
        webhook.header("traceparent").ifPresent(trace -> {
            webhooks.put(trace, new Entry(webhook.place(), null, webhook.headers(), null, webhook.body()));
            if (webhooks.size() > bounds.webhooks()) {
                webhooks.remove(webhooks.keySet().iterator().next());
            }
        });
    }

    private void makeRoom() {
        while (bytes > bounds.bytes() && talks.size() > 1) {
            var oldest = talks.entrySet().iterator().next();
            bytes -= oldest.getValue().bytes;
            talks.remove(oldest.getKey());
        }
    }

    private static long cost(Entry entry) {
        return OVERHEAD + (long) READ * entry.size();
    }

    /** What is remembered of a user, with the webhooks that brought it; empty when nothing is. */
    public synchronized List<Entry> entries(User user) {
        Talk talk = talks.get(user.key());
        if (talk == null) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>(talk.entries);
        entries.addAll(webhooksOf(entries));
        return List.copyOf(entries);
    }

    /** The webhooks that brought these records, as far as they are remembered. */
    public synchronized Collection<Entry> webhooksOf(Collection<Entry> entries) {
        Set<Entry> found = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (entry.body() instanceof Body.Incoming) {
                entry.header("traceparent").map(webhooks::get).ifPresent(found::add);
            }
        }
        return found;
    }

    /** The users last heard of, the latest first. */
    public synchronized List<Remembered> latest(int most, java.util.function.Predicate<Remembered> wanted) {
        List<Remembered> all = new ArrayList<>();
        talks.forEach((user, talk) -> all.add(new Remembered(user, List.copyOf(talk.entries))));
        return all.reversed().stream().filter(wanted).limit(most).toList();
    }

    /** How many bytes are taken, by estimate. */
    public synchronized long bytes() {
        return bytes;
    }

    /** How many users are remembered. */
    public synchronized int users() {
        return talks.size();
    }
}
