package co.loglife.flow.simulator.calls;

import co.loglife.flow.simulator.chats.Happening;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The latest requests of both APIs. Safe for many threads. */
public final class Calls {
    /**
     * How often a message was asked for.
     *
     * @param calls requests with its id
     * @param accepted how many of them put it on the phone; more than one is a doubled message
     */
    public record Count(int calls, int accepted) {
        Count plus(Call call) {
            return new Count(calls + 1, accepted + (call.outcome() == Call.Outcome.ACCEPTED ? 1 : 0));
        }
    }

    private final int most;
    private final Consumer<Happening> watcher;
    private final Deque<Call> latest = new ArrayDeque<>();
    private final Map<Call.Outcome, Long> outcomes = new EnumMap<>(Call.Outcome.class);
    private long sequence;

    /** Remembers so many. */
    public Calls(int most, Consumer<Happening> watcher) {
        this.most = most;
        this.watcher = watcher;
    }

    /** Remembers one, and numbers it. */
    public synchronized void add(Call call) {
        Call numbered = call.numbered(++sequence);
        if (latest.size() == most) {
            latest.removeFirst();
        }
        latest.addLast(numbered);
        outcomes.merge(call.outcome(), 1L, Long::sum);
        watcher.accept(new Happening("call", call.via(), call.number(), numbered));
    }

    /** The remembered ones that fit, oldest first. */
    public synchronized List<Call> matching(Predicate<Call> wanted) {
        return latest.stream().filter(wanted).toList();
    }

    /** How often each outgoing id was asked for, among the remembered ones. */
    public Map<String, Count> counts(Predicate<Call> wanted) {
        Map<String, Count> counts = new TreeMap<>();
        for (Call call : matching(wanted)) {
            if (call.outgoingId() != null) {
                counts.put(
                        call.outgoingId(),
                        counts.getOrDefault(call.outgoingId(), new Count(0, 0)).plus(call));
            }
        }
        return counts;
    }

    /** All since the beginning by outcome, the forgotten ones too. */
    public synchronized Map<Call.Outcome, Long> outcomes() {
        return Map.copyOf(outcomes);
    }

    /** How many were forgotten because there were too many. */
    public synchronized long forgotten() {
        return sequence - latest.size();
    }

    /** Forgets all and counts anew. */
    public synchronized void clear() {
        latest.clear();
        outcomes.clear();
        sequence = 0;
    }
}
