package co.loglife.flow.testing.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares the ledgers. It knows a message by its id and a record by its place. */
public final class Checker {
    private static final Duration PROMPT = Duration.ofSeconds(1);

    private final Ledgers ledgers;
    private final Map<String, Posted> posted;
    private final Map<String, List<Outgoing>> replies;
    private final Map<String, Outgoing> outgoing = new HashMap<>();
    private final Map<String, List<Call>> taken;
    private final Map<String, List<Note>> notes;
    private final Map<Place, ErrorClass> buried = new HashMap<>();

    private Checker(Ledgers ledgers) {
        this.ledgers = ledgers;
        this.posted = ledgers.posted().stream().collect(toMap(Posted::id, message -> message));
        this.replies = ledgers.outgoing().stream().collect(groupingBy(Outgoing::inReplyTo));
        ledgers.outgoing().forEach(reply -> outgoing.putIfAbsent(reply.id(), reply));
        this.taken = ledgers.calls().stream().filter(Call::taken).collect(groupingBy(Call::outgoingId));
        this.notes = ledgers.notes().stream().collect(groupingBy(Note::outgoingId));
        ledgers.buried().forEach(letter -> buried.put(letter.source(), letter.errorClass()));
    }

    /** What the ledgers show of a run in which these faults happened. */
    public static Verdict check(Ledgers ledgers, List<Fault> faults) {
        Checker checker = new Checker(ledgers);
        List<Instant> deaths =
                faults.stream().flatMap(fault -> fault.deaths().stream()).toList();
        return new Verdict(
                checker.lost(),
                checker.falseAnswers(),
                checker.doubledInKafka(),
                checker.doubledSends(),
                Order.violations(ledgers, checker::isBuried),
                checker.misdirected(),
                checker.wrongWords(),
                checker.unsettled(),
                deaths.stream().mapToInt(checker::underWay).sum(),
                checker.counts(),
                checker.recovery(faults));
    }

    /** What became of a message. */
    private enum Fate {
        SENT,
        DEAD_LETTER,
        EXPIRED,
        PENDING
    }

    private List<String> lost() {
        Map<String, List<Incoming>> incoming = ledgers.incoming().stream().collect(groupingBy(Incoming::id));
        return ledgers.posted().stream()
                .filter(message -> message.answered() != null)
                .filter(message -> !isSomewhere(message, incoming.getOrDefault(message.id(), List.of())))
                .map(Posted::id)
                .toList();
    }

    private boolean isSomewhere(Posted message, List<Incoming> records) {
        List<Outgoing> answers = replies.getOrDefault(message.id(), List.of());
        boolean isAnswered = !answers.isEmpty()
                && answers.stream().allMatch(reply -> taken.containsKey(reply.id()) || isBuried(reply));
        return isAnswered || records.stream().anyMatch(record -> buried.containsKey(record.place()));
    }

    private boolean isBuried(Outgoing reply) {
        return buried.containsKey(reply.place());
    }

    private List<String> falseAnswers() {
        Set<String> stored = ledgers.incoming().stream().map(Incoming::id).collect(toSet());
        return ledgers.posted().stream()
                .filter(message -> message.answered() != null && !stored.contains(message.id()))
                .map(Posted::id)
                .toList();
    }

    private List<String> doubledInKafka() {
        return ledgers.outgoing().stream()
                .collect(groupingBy(Outgoing::id, mapping(Outgoing::place, toSet())))
                .entrySet()
                .stream()
                .filter(reply -> reply.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private List<String> doubledSends() {
        return taken.values().stream()
                .flatMap(calls -> calls.stream().skip(1))
                .map(Call::outgoingId)
                .sorted()
                .toList();
    }

    private List<String> misdirected() {
        return ledgers.calls().stream()
                .filter(call -> asked(call)
                        .filter(message -> message.user().equals(call.user()))
                        .isEmpty())
                .map(Call::outgoingId)
                .distinct()
                .toList();
    }

    private List<String> wrongWords() {
        return ledgers.calls().stream()
                .filter(call -> asked(call)
                        .filter(message -> !message.reply().isEmpty())
                        .filter(message -> !message.reply().equals(call.words()))
                        .isPresent())
                .map(Call::outgoingId)
                .distinct()
                .toList();
    }

    /** The message that a call answers; none when nobody had asked for it, or somebody else. */
    private Optional<Posted> asked(Call call) {
        Outgoing reply = outgoing.get(call.outgoingId());
        if (reply == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(posted.get(reply.inReplyTo()))
                .filter(message -> message.user().equals(reply.user()));
    }

    private List<String> unsettled() {
        return taken.keySet().stream().filter(id -> !isNoted(id)).sorted().toList();
    }

    private boolean isNoted(String outgoingId) {
        return notes.getOrDefault(outgoingId, List.of()).stream()
                .anyMatch(note -> note.state().isSettled());
    }

    /** Calls that had been announced by a moment and of whose outcome nothing was noted by then. */
    private int underWay(Instant death) {
        return (int) notes.values().stream()
                .flatMap(of ->
                        of.stream().filter(note -> !note.written().isAfter(death)).reduce((_, later) -> later).stream())
                .filter(last -> last.state() == Delivery.State.ATTEMPTING)
                .count();
    }

    private Counts counts() {
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        Set<String> seen = new HashSet<>();
        int filtered = 0;
        for (Incoming record : ledgers.incoming()) {
            if (seen.add(record.id())) {
                fates.merge(fate(record), 1L, Long::sum);
            } else {
                filtered++;
            }
        }
        return new Counts(
                ledgers.incoming().size(),
                fates.getOrDefault(Fate.SENT, 0L),
                fates.getOrDefault(Fate.DEAD_LETTER, 0L),
                filtered,
                fates.getOrDefault(Fate.EXPIRED, 0L),
                fates.getOrDefault(Fate.PENDING, 0L));
    }

    private Fate fate(Incoming record) {
        List<Outgoing> answers = replies.getOrDefault(record.id(), List.of());
        List<ErrorClass> reasons = new ArrayList<>();
        Stream.concat(Stream.of(record.place()), answers.stream().map(Outgoing::place))
                .filter(buried::containsKey)
                .map(buried::get)
                .forEach(reasons::add);
        if (reasons.contains(ErrorClass.EXPIRED)) {
            return Fate.EXPIRED;
        }
        if (!reasons.isEmpty()) {
            return Fate.DEAD_LETTER;
        }
        return !answers.isEmpty()
                        && answers.stream().allMatch(reply -> taken.containsKey(reply.id()) && isNoted(reply.id()))
                ? Fate.SENT
                : Fate.PENDING;
    }

    /** Until the last reply that was more than a second late. */
    private Duration recovery(List<Fault> faults) {
        Instant whole =
                faults.stream().map(Fault::ended).max(Instant::compareTo).orElse(Instant.MAX);
        return taken.values().stream()
                .map(List::getFirst)
                .filter(call -> call.at().isAfter(whole) && isLate(call))
                .map(call -> Duration.between(whole, call.at()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private boolean isLate(Call call) {
        return asked(call)
                .map(Posted::answered)
                .filter(answered -> Duration.between(answered, call.at()).compareTo(PROMPT) > 0)
                .isPresent();
    }
}
