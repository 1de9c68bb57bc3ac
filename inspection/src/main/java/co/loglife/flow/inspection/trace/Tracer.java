package co.loglife.flow.inspection.trace;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.LogReader;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.inspection.log.Span;
import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.inspection.way.Ids;
import co.loglife.flow.inspection.way.Way;
import co.loglife.flow.inspection.way.Ways;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the way of a message without reading the log: the id or the user leads to a partition, from whose end the
 * search goes backwards until one record of the message is found; that record's time leads to the others. Only an id
 * that tells no user is looked for on all partitions.
 *
 * <p>For one thread.
 */
public final class Tracer implements AutoCloseable {
    /** What the clocks of two services may differ by. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    /** On a long log, reports on a message are looked for this long after the last record that is known of it. */
    private static final Duration FOLLOW = Duration.ofHours(1);

    /** What is called a long log: more records of a partition than this. */
    private static final long LONG = 200_000;

    private static final List<Kind> KEYED = List.of(Kind.INCOMING, Kind.OUTGOING, Kind.DELIVERIES, Kind.DEAD_LETTERS);

    private final TopicLayout topics;
    private final LogReader reader;

    private Tracer(Cluster cluster) {
        this.topics = cluster.topics();
        this.reader = LogReader.open(cluster);
    }

    /** Connects. */
    public static Tracer open(Cluster cluster) {
        return new Tracer(cluster);
    }

    /** Looks for it. */
    public Answer trace(Question question, Progress progress) {
        return new Search(question, progress).answer();
    }

    @Override
    public void close() {
        reader.close();
    }

    /** One search. */
    private final class Search {
        private final Question question;
        private final Progress progress;
        private final long begun = reader.recordsRead();
        private final List<Entry> found = new ArrayList<>();
        private @Nullable Instant lookedUntil;

        Search(Question question, Progress progress) {
            this.question = question;
            this.progress = progress;
        }

        Answer answer() {
            List<Way> ways = question.subjectAsUser().map(this::ofUser).orElseGet(this::ofId);
            return new Answer(ways, Optional.ofNullable(lookedUntil), reader.recordsRead() - begun);
        }

        private List<Way> ofId() {
            Needle needle = Needle.of(Family.inJson(question.subject()));
            for (Map<TopicPartition, Span> where : inOrderOfHope()) {
                Optional<Entry> lead = reader
                        .backwards(
                                where,
                                progress,
                                record -> needle.isIn(record.value()),
                                entries -> entries.stream().anyMatch(this::leads))
                        .stream()
                        .filter(this::leads)
                        .findFirst();
                if (lead.isPresent()) {
                    String root = Ids.root(lead.get()).orElseThrow();
                    gather(root, lead.get());
                    webhooks();
                    return Ways.of(found).stream()
                            .filter(way -> way.id().equals(root))
                            .toList();
                }
            }
            return List.of();
        }

        private boolean leads(Entry entry) {
            return Ids.isAbout(entry, question.subject()) && Ids.root(entry).isPresent();
        }

        /** First where the id itself points to, last everywhere. */
        private List<Map<TopicPartition, Span>> inOrderOfHope() {
            Clue clue = Clue.of(question.subject());
            Optional<User> user = question.user().or(clue::user);
            List<Map<TopicPartition, Span>> steps = new ArrayList<>();
            Set<TopicPartition> listed = new HashSet<>();
            user.ifPresent(known -> {
                addStep(steps, listed, clue.topics().stream().map(kind -> reader.partition(kind, known)));
                addStep(steps, listed, KEYED.stream().map(kind -> reader.partition(kind, known)));
            });
            if (question.user().isEmpty()) {
                addStep(steps, listed, clue.topics().stream().flatMap(kind -> reader.partitions(kind).stream()));
                addStep(steps, listed, KEYED.stream().flatMap(kind -> reader.partitions(kind).stream()));
            }
            return steps;
        }

        private void addStep(
                List<Map<TopicPartition, Span>> steps, Set<TopicPartition> listed, Stream<TopicPartition> partitions) {
            Set<TopicPartition> fresh = new HashSet<>(partitions.toList());
            fresh.removeAll(listed);
            listed.addAll(fresh);
            if (!fresh.isEmpty()) {
                steps.add(reader.spans(fresh, since(), until()));
            }
        }

        /** All records of a message, from its beginning on, in every partition it was in. */
        private void gather(String root, Entry lead) {
            found.add(lead);
            Instant from = beginning(root, lead);
            Set<Integer> done = new HashSet<>();
            Set<Integer> due = new TreeSet<>(Set.of(partition(lead)));
            while (!due.isEmpty()) {
                forward(due, new Family(root, topics.name(Kind.DELIVERIES)), from);
                done.addAll(due);
                due = new TreeSet<>(elsewhere(root, from));
                due.removeAll(done);
            }
        }

        /** When the message came, as far as a record of it tells. */
        private Instant beginning(String root, Entry lead) {
            Optional<Instant> told = came(lead).or(() -> noted(root, lead).flatMap(this::came));
            if (told.isPresent()) {
                return told.get();
            }
            int partition = partition(lead);
            Needle needle = Needle.of(Family.inJson(root));
            return reader
                    .backwards(
                            reader.spans(
                                    List.of(on(Kind.INCOMING, partition), on(Kind.OUTGOING, partition)),
                                    null,
                                    lead.place().at().plus(SLACK)),
                            progress,
                            record -> needle.isIn(record.value()),
                            entries -> entries.stream().anyMatch(entry -> isOf(entry, root)))
                    .stream()
                    .filter(entry -> isOf(entry, root))
                    .flatMap(entry -> came(entry).stream())
                    .min(Comparator.naturalOrder())
                    .orElse(lead.place().at());
        }

        private Optional<Instant> came(Entry entry) {
            return switch (entry.body() instanceof Body.GivenUp given ? given.source() : entry.body()) {
                case Body.Incoming(IncomingMessage message) -> Optional.of(message.receivedAt());
                case Body.Outgoing(OutgoingMessage message) -> Optional.of(message.createdAt());
                case Body.Event _, Body.GivenUp _, Body.Webhook _, Body.Pair _ -> Optional.empty();
                case Body.Deleted _, Body.Unreadable _ -> Optional.empty();
            };
        }

        /** The outgoing record that a note of the sender's is about. */
        private Optional<Entry> noted(String root, Entry note) {
            return note.header("outgoing-offset")
                    .filter(offset -> offset.matches("[0-9]{1,18}"))
                    .flatMap(offset ->
                            reader.entry(on(Kind.OUTGOING, note.place().partition()), Long.parseLong(offset)))
                    .filter(entry -> isOf(entry, root));
        }

        /** The partitions a message was carried from or to, when its user was known by another id first. */
        private Set<Integer> elsewhere(String root, Instant from) {
            Set<User> users = new LinkedHashSet<>();
            boolean mayBeCarried = false;
            for (Entry entry : found) {
                if (entry.body() instanceof Body.Incoming(IncomingMessage message)) {
                    mayBeCarried |= !message.user().key().chars().allMatch(Character::isDigit);
                    users.add(message.user());
                    JsonNode carriedFrom = message.metadata().get("carried_from");
                    if (carriedFrom != null && !carriedFrom.asText().isBlank()) {
                        users.add(new User(carriedFrom.asText()));
                    }
                }
            }
            if (mayBeCarried) {
                Needle needle = Needle.of(Family.inJson(root));
                reader
                        .entries(
                                reader.spans(
                                        reader.partitions(Kind.INCOMING),
                                        from.minus(SLACK),
                                        from.plus(SLACK.multipliedBy(2))),
                                progress,
                                record -> needle.isIn(record.value()))
                        .stream()
                        .filter(entry -> isOf(entry, root))
                        .flatMap(entry -> Stream.ofNullable(entry.key()))
                        .forEach(key -> users.add(new User(key)));
            }
            Set<Integer> partitions = new HashSet<>();
            users.forEach(
                    user -> partitions.add(reader.partition(Kind.INCOMING, user).partition()));
            return partitions;
        }

        private static boolean isOf(Entry entry, String root) {
            return Ids.root(entry).filter(root::equals).isPresent();
        }

        /** The keyed topics from a time on; on a long log not for ever. */
        private void forward(Set<Integer> numbers, Predicate<ConsumerRecord<byte[], byte[]>> wanted, Instant from) {
            List<TopicPartition> partitions = KEYED.stream()
                    .flatMap(kind -> numbers.stream().map(number -> on(kind, number)))
                    .toList();
            Map<TopicPartition, Span> spans = new HashMap<>(reader.spans(partitions, from.minus(SLACK), until()));
            if (question.until().isEmpty() && spans.values().stream().anyMatch(span -> span.size() > LONG)) {
                Instant last = found.stream()
                        .map(entry -> entry.place().at())
                        .max(Comparator.naturalOrder())
                        .orElse(from)
                        .plus(FOLLOW);
                Map<TopicPartition, Span> bounded = reader.spans(partitions, from.minus(SLACK), last);
                if (!bounded.equals(spans)) {
                    lookedUntil = last;
                    spans.putAll(bounded);
                }
            }
            found.addAll(reader.entries(spans, progress, wanted));
        }

        private List<Way> ofUser(User user) {
            byte[] key = user.key().getBytes(StandardCharsets.UTF_8);
            int number = reader.partition(Kind.INCOMING, user).partition();
            List<TopicPartition> said = List.of(on(Kind.INCOMING, number), on(Kind.OUTGOING, number));
            found.addAll(reader.backwards(
                    reader.spans(said, since(), until()),
                    progress,
                    record -> Arrays.equals(key, record.key()),
                    entries -> Ways.of(entries).size() > question.limit()));
            Optional<Instant> first = newest(Ways.of(found)).stream()
                    .map(way -> way.hops().getFirst().entry().place().at())
                    .findFirst();
            if (first.isEmpty()) {
                return List.of();
            }
            forward(Set.of(number), record -> Arrays.equals(key, record.key()), first.get());
            List<Way> ways = newest(Ways.of(found));
            Set<String> ids = new HashSet<>();
            ways.forEach(way -> ids.add(way.id()));
            found.removeIf(entry -> Ids.root(entry).filter(ids::contains).isEmpty()
                    && !(entry.body() instanceof Body.Event(var delivery) && delivery.outgoingId() == null));
            webhooks();
            return newest(Ways.of(found));
        }

        /** The newest whose beginning is known. */
        private List<Way> newest(List<Way> ways) {
            List<Way> whole = ways.stream()
                    .filter(way -> way.message().isPresent()
                            || way.replies().stream()
                                    .anyMatch(reply -> reply.message().isPresent()))
                    .filter(way -> question.since()
                            .map(since ->
                                    !way.hops().getFirst().entry().place().at().isBefore(since))
                            .orElse(true))
                    .toList();
            return whole.subList(Math.max(0, whole.size() - question.limit()), whole.size());
        }

        /** The requests that brought what was found: they have no key, but nearly the same time. */
        private void webhooks() {
            Set<String> traces = new HashSet<>();
            List<Needle> untraced = new ArrayList<>();
            TreeSet<Instant> times = new TreeSet<>();
            for (Entry entry : found) {
                if (entry.body() instanceof Body.Incoming(IncomingMessage message)) {
                    times.add(message.receivedAt());
                    times.add(entry.place().at());
                    entry.header("traceparent")
                            .ifPresentOrElse(traces::add, () -> untraced.add(Needle.of(Family.inJson(message.id()))));
                }
            }
            List<Entry> webhooks = new ArrayList<>();
            for (Window window : Window.around(times, SLACK)) {
                webhooks.addAll(reader.entries(
                        reader.spans(reader.partitions(Kind.WEBHOOKS), window.from(), window.to()),
                        progress,
                        record -> isTraced(record, traces)
                                || untraced.stream().anyMatch(needle -> needle.isIn(record.value()))));
            }
            found.addAll(webhooks);
        }

        private static boolean isTraced(ConsumerRecord<byte[], byte[]> record, Set<String> traces) {
            var header = record.headers().lastHeader("traceparent");
            return header != null
                    && header.value() != null
                    && traces.contains(new String(header.value(), StandardCharsets.UTF_8));
        }

        private int partition(Entry entry) {
            return entry.key() == null
                    ? entry.place().partition()
                    : reader.partition(entry.place().kind(), new User(entry.key()))
                            .partition();
        }

        private TopicPartition on(Kind kind, int partition) {
            return new TopicPartition(topics.name(kind), partition);
        }

        private @Nullable Instant since() {
            return question.since().orElse(null);
        }

        private @Nullable Instant until() {
            return question.until().orElse(null);
        }
    }
}
