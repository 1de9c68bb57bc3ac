package co.loglife.flow.console.memory;

import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.DeadLetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters that were read, by what went wrong; of very many the oldest are forgotten. Safe for many threads.
 */
public final class DeadLetters {
    private static final int SAMPLES = 5;
    private static final int GROUPS = 200;

    /** The header of a mark, see {@code co.loglife.flow.inspection.redrive}. */
    private static final String MARK = "redrive.mark";

    private final int most;
    private final Set<String> returnable;
    private final Map<Position, Letter> letters = new LinkedHashMap<>();
    private long forgotten;

    /** Where a dead letter is on its topic. */
    public record Position(int partition, long offset) {}

    /** What letters have in common. */
    private record Cause(String service, String errorClass, String reason, String topic) {}

    private record Letter(Cause cause, Sample sample, boolean settled) {
        Letter asSettled() {
            return new Letter(cause, sample, true);
        }
    }

    /**
     * One of them.
     *
     * @param id of the message it was, where that can be read
     * @param user whose it was, or null
     */
    public record Sample(
            int partition,
            long offset,
            Instant at,
            @Nullable String id,
            @Nullable String user) {}

    /**
     * Those with one cause.
     *
     * @param topic where they come from, by its whole name
     * @param waiting so many were neither sent back nor dropped
     * @param redriven so many were
     * @param returnable whether they have a topic to go back to
     * @param samples the newest that wait
     */
    public record Group(
            String service,
            @JsonProperty("class") String errorClass,
            String reason,
            String topic,
            long waiting,
            long redriven,
            boolean returnable,
            Instant lastAt,
            List<Sample> samples) {}

    /** All of them. */
    public record View(List<Group> groups, long waiting, long forgotten) {}

    /**
     * None yet.
     *
     * @param most so many are remembered
     * @param returnable the topics that a record can be sent back to
     */
    public DeadLetters(int most, Set<String> returnable) {
        this.most = most;
        this.returnable = Set.copyOf(returnable);
    }

    /** Whether a record says what became of dead letters, or is one. */
    public static boolean concerns(Entry entry) {
        return entry.place().kind() == TopicLayout.Kind.DEAD_LETTERS;
    }

    /** Remembers one, or what became of some; what is neither is passed over. */
    public synchronized void add(Entry entry) {
        if (concerns(entry) && entry.header(MARK).isPresent()) {
            settle(entry);
            return;
        }
        if (!(entry.body() instanceof Body.GivenUp(DeadLetter why, Body source))) {
            return;
        }
        Position position =
                new Position(entry.place().partition(), entry.place().offset());
        Sample sample = new Sample(
                position.partition(), position.offset(), entry.place().at(), id(source), entry.key());
        letters.putIfAbsent(
                position,
                new Letter(
                        new Cause(why.service(), why.errorClass().word(), why.reason(), why.topic()), sample, false));
        if (letters.size() > most) {
            letters.remove(letters.keySet().iterator().next());
            forgotten++;
        }
    }

    private static @Nullable String id(Body source) {
        return switch (source) {
            case Body.Incoming(IncomingMessage message) -> message.id();
            case Body.Outgoing(OutgoingMessage message) -> message.id();
            case Body.Event(Delivery delivery) -> delivery.outgoingId();
            case Body.GivenUp _, Body.Webhook _, Body.Pair _, Body.Deleted _, Body.Unreadable _ -> null;
        };
    }

    /** Offsets of a mark's own partition, both included. */
    private record Range(long first, long last) {}

    /** What a re-drive writes beside the letters it has sent back or given up for good. */
    private record Mark(@Nullable List<@Nullable Range> letters) {}

    private void settle(Entry mark) {
        try {
            List<@Nullable Range> ranges = Json.read(mark.value(), Mark.class).letters();
            for (Range range : Objects.requireNonNullElse(ranges, List.<@Nullable Range>of())) {
                if (range == null) {
                    continue;
                }
                letters.replaceAll((position, letter) ->
                        position.partition() == mark.place().partition()
                                        && range.first() <= position.offset()
                                        && position.offset() <= range.last()
                                ? letter.asSettled()
                                : letter);
            }
        } catch (UnreadableException _) {
            // A newer version's: those letters go on being shown as waiting, and sending them again is refused there.
        }
    }

    /** How many wait. */
    public synchronized long waiting() {
        return letters.values().stream().filter(letter -> !letter.settled()).count();
    }

    /** All of them by cause: those that wait first, the newest first. */
    public synchronized View view() {
        Map<Cause, List<Letter>> byCause = new LinkedHashMap<>();
        letters.values()
                .forEach(letter -> byCause.computeIfAbsent(letter.cause(), _ -> new ArrayList<>())
                        .add(letter));
        List<Group> groups = byCause.entrySet().stream()
                .map(cause -> group(cause.getKey(), cause.getValue()))
                .sorted(Comparator.comparing((Group group) -> group.waiting() == 0)
                        .thenComparing(Group::lastAt, Comparator.reverseOrder()))
                .limit(GROUPS)
                .toList();
        return new View(groups, waiting(), forgotten);
    }

    private Group group(Cause cause, List<Letter> letters) {
        List<Sample> waiting = letters.stream()
                .filter(letter -> !letter.settled())
                .map(Letter::sample)
                .toList();
        return new Group(
                cause.service(),
                cause.errorClass(),
                cause.reason(),
                cause.topic(),
                waiting.size(),
                letters.size() - waiting.size(),
                returnable.contains(cause.topic()),
                letters.getLast().sample().at(),
                waiting.reversed().stream().limit(SAMPLES).toList());
    }
}
