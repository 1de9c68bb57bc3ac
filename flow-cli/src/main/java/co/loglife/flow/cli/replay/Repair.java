package co.loglife.flow.cli.replay;

import co.loglife.flow.ingress.IngressConfig;
import co.loglife.flow.ingress.graphapi.GraphApiNormalizer;
import co.loglife.flow.ingress.webjs.WebNormalizer;
import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.EnvReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * {@code --renormalize}: the raw webhooks through today's normalizer, beside what was filed of them. May append what
 * was filed wrongly or not at all, once.
 */
final class Repair {
    /** On an appended record: the envelope it was made of. */
    private static final String FROM = "repaired-from";

    private static final String TRACE = "traceparent";

    private final Recording recording;
    private final Stretch stretch;
    private final Envelopes envelopes;
    private final PrintWriter out;
    private final PrintWriter notes;
    private List<Difference> differences = List.of();
    private Set<String> appended = Set.of();

    Repair(Recording recording, Stretch stretch, EnvReader env, PrintWriter out, PrintWriter notes) {
        IngressConfig ingress = IngressConfig.from(env);
        this.recording = recording;
        this.stretch = stretch;
        this.envelopes = new Envelopes(
                new GraphApiNormalizer(ingress.businessLine(), ingress.oldestMessage()),
                new WebNormalizer(ingress.defaultClientType(), ingress.businessLine()));
        this.out = out;
        this.notes = notes;
    }

    /** Finds and prints what differs; the corrections for a replay. */
    Corrections show(boolean json) {
        TopicLayout topics = recording.cluster().topics();
        Renormalizing joined = new Renormalizing(envelopes, topics, recording.partitionCount());
        read(List.of(TopicLayout.Kind.WEBHOOKS, TopicLayout.Kind.INCOMING), joined::take);
        List<Difference> found = joined.end(System.currentTimeMillis()).stream()
                .filter(this::isAsked)
                .toList();
        Set<String> there = idsThere(found);
        differences = found.stream()
                .filter(difference -> difference.recorded().isPresent()
                        || !there.contains(difference.message().id()))
                .toList();
        appended = there;
        differences.forEach(difference -> out.println(json ? json(difference) : text(difference)));
        notes.println("%d messages are filed as today's ingress would; %d would be filed otherwise, %d are missing"
                .formatted(joined.compared() - changed(), changed(), differences.size() - changed()));
        return new Corrections(differences);
    }

    /** Says what {@code --yes} would do; returns the exit code. */
    int offer() {
        long waiting = waiting().size();
        out.println(
                waiting == 0
                        ? "nothing to repair"
                        : waiting + " repaired messages can be appended with --yes; nothing was written");
        return 0;
    }

    /** Appends what is repaired and is not there yet, by time; returns the exit code. */
    int append() throws InterruptedException {
        List<Difference> waiting = waiting();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                recording.cluster().kafka().producer(Map.of("acks", "all", "client.id", "flow-repair")))) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Difference difference : waiting) {
                IncomingMessage repaired = difference.repaired();
                sent.add(producer.send(new ProducerRecord<>(
                        difference.topic(),
                        null,
                        Difference.key(repaired),
                        Json.write(repaired),
                        headers(difference))));
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (ExecutionException e) {
            throw new InspectionException("not all repaired messages were appended; the same command appends the rest");
        }
        out.println(waiting.size() + " repaired messages appended to "
                + recording.cluster().topics().name(TopicLayout.Kind.INCOMING));
        return 0;
    }

    private static Headers headers(Difference difference) {
        Headers headers = new RecordHeaders();
        headers.add(TRACE, Envelopes.utf8(Envelopes.header(difference.envelope(), TRACE)));
        headers.add(FROM, Envelopes.utf8(difference.place()));
        return headers;
    }

    private List<Difference> waiting() {
        return differences.stream()
                .filter(difference -> !appended.contains(difference.repaired().id()))
                .collect(Collectors.toMap(
                        difference -> difference.repaired().id(), difference -> difference, (first, _) -> first))
                .values()
                .stream()
                .sorted(Comparator.comparingLong(Difference::timestamp))
                .toList();
    }

    private long changed() {
        return differences.stream()
                .filter(difference -> difference.recorded().isPresent())
                .count();
    }

    /** Of the ids that would be written, those that are on the topic, whenever they came there. */
    private Set<String> idsThere(List<Difference> found) {
        Set<String> wanted =
                found.stream().map(difference -> difference.repaired().id()).collect(Collectors.toSet());
        Set<String> there = new HashSet<>();
        if (!wanted.isEmpty()) {
            read(
                    List.of(TopicLayout.Kind.INCOMING),
                    record -> id(record).filter(wanted::contains).ifPresent(there::add));
        }
        return there;
    }

    private static Optional<String> id(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(Json.read(record.value(), IncomingMessage.class).id());
        } catch (UnreadableException _) { // nobody looks for it
            return Optional.empty();
        }
    }

    private boolean isAsked(Difference difference) {
        return stretch.user().map(difference.message().user()::equals).orElse(true)
                && stretch.asksFor(difference.envelope())
                && stretch.until()
                        .map(until -> difference.timestamp() < until.toEpochMilli())
                        .orElse(true);
    }

    private void read(List<TopicLayout.Kind> kinds, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = recording.cluster().consumer()) {
            List<TopicPartition> all = kinds.stream()
                    .flatMap(kind -> IntStream.range(0, recording.partitionCount())
                            .mapToObj(partition -> new TopicPartition(
                                    recording.cluster().topics().name(kind), partition)))
                    .toList();
            MergedLog log = new MergedLog(consumer, all, consumer.endOffsets(all));
            for (Optional<ConsumerRecord<byte[], byte[]>> next = log.next(); next.isPresent(); next = log.next()) {
                each.accept(next.get());
            }
        }
    }

    private static String text(Difference difference) {
        return "%s  %s  %s%n  - filed  %s%n  + today  %s%n"
                .formatted(
                        difference.message().user().key(),
                        difference.place(),
                        difference.at(),
                        difference
                                .recorded()
                                .map(was -> was.msgType() + "  " + Transcript.brief(Transcript.said(was)))
                                .orElse("(not at all)"),
                        difference.message().msgType() + "  "
                                + Transcript.brief(Transcript.said(difference.message())));
    }

    private static String json(Difference difference) {
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("envelope", difference.place());
        line.put("timestamp", difference.at().toString());
        line.set("filed", Json.mapper().valueToTree(difference.recorded().orElse(null)));
        line.set("today", Json.mapper().valueToTree(difference.message()));
        return line.toString();
    }
}
