package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.Entries;
import co.loglife.flow.inspection.log.InTimeOrder;
import co.loglife.flow.inspection.log.RecordLine;
import co.loglife.flow.inspection.log.TopicPartitions;
import co.loglife.flow.inspection.way.ChatText;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.inspection.way.Veil;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.EnvReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Follows the records of one topic, several or all, committed ones only. Moves nobody's offsets.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all was read, or nobody listens any more", "1:Kafka does not answer", "2:wrong arguments"},
        footer = {
            "Example: ./flow tail incoming outgoing --user 15550001111 --from-start --to-end --json",
            "         ./flow tail --chat --since 1h"
        })
final class TailCommand implements Callable<Integer> {
    private static final int OFTEN = 500;
    private static final List<Kind> CHAT = List.of(Kind.INCOMING, Kind.OUTGOING, Kind.DEAD_LETTERS);

    @Parameters(
            arity = "0..*",
            paramLabel = "TOPIC",
            description =
                    "webhooks, incoming, outgoing, deliveries, dead-letters or identities; all but webhooks by default.")
    private List<String> names = List.of();

    @Option(names = "--user", paramLabel = "USER", converter = Owner.class, description = "Only this user's records.")
    private @Nullable User user;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only records of these types: a msg_type (chat, image), a reply's form or kind (list,"
                    + " goals_list), a delivery's state (failed), a dead letter's class or service (poison, sender).")
    private List<String> types = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Begin here: " + Moment.FORMS + ".")
    private @Nullable Instant since;

    @Option(names = "--from-start", description = "Begin with the oldest record kept.")
    private boolean fromStart;

    @Option(names = "--to-end", description = "Stop at what is there now instead of waiting for more.")
    private boolean toEnd;

    @Option(names = "--chat", description = "As a dialogue: who says what.")
    private boolean chat;

    @Option(names = "--json", description = "Whole records, one JSON object a line.")
    private boolean json;

    @Option(names = "--mask", description = "Hide numbers, ids and words, to show the records to others.")
    private boolean mask;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Logs.off();
        if (json && (mask || chat)) {
            throw new ParameterException(spec.commandLine(), "--json shows whole records: not with --mask or --chat");
        }
        if (fromStart && since != null) {
            throw new ParameterException(spec.commandLine(), "--from-start and --since exclude each other");
        }
        byte[] key = user == null ? null : user.key().getBytes(StandardCharsets.UTF_8);
        Cluster cluster = Cluster.from(new EnvReader(System.getenv()));
        Form form = form(cluster.topics());
        Entries entries = new Entries(cluster.topics());
        PrintWriter out = spec.commandLine().getOut();
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            long seen = 0;
            InTimeOrder records = begin(consumer, cluster.topics());
            while (!toEnd || records.isBehind()) {
                for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
                    if ((key == null || Arrays.equals(key, record.key())) && (!toEnd || records.wasThere(record))) {
                        Entry entry = entries.of(record);
                        if (types.isEmpty() || !Collections.disjoint(wanted(), Types.of(entry))) {
                            form.lines(record, entry).forEach(out::println);
                        }
                    }
                    if (++seen % OFTEN == 0 && out.checkError()) {
                        return 0;
                    }
                }
                if (out.checkError()) { // also flushes; nobody reads any more: `| head` has enough
                    return 0;
                }
            }
        }
        return 0;
    }

    /** How a record is shown. */
    private interface Form {
        List<String> lines(ConsumerRecord<byte[], byte[]> record, Entry entry);
    }

    private Form form(TopicLayout topics) {
        Veil veil = mask ? Veil.MASKED : Veil.OPEN;
        RecordLine line = new RecordLine(topics, ZoneId.systemDefault(), veil);
        if (json) {
            return (record, _) -> List.of(line.forTools(record));
        }
        if (chat) {
            ChatText dialogue = new ChatText(ZoneId.systemDefault(), veil);
            return (_, entry) -> dialogue.lines(entry);
        }
        return Screen.hasColour()
                ? (record, entry) -> List.of(Colours.paint(entry.place().kind(), line.forPeople(record)))
                : (record, _) -> List.of(line.forPeople(record));
    }

    private InTimeOrder begin(KafkaConsumer<byte[], byte[]> consumer, TopicLayout layout) {
        List<TopicPartition> partitions = topics(layout)
                .flatMap(topic -> TopicPartitions.of(consumer, topic).stream())
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        if (fromStart) {
            consumer.seekToBeginning(partitions);
        } else if (since != null) {
            seek(consumer, since, ends);
        } else {
            ends.forEach(consumer::seek);
        }
        return new InTimeOrder(consumer, ends);
    }

    private static void seek(KafkaConsumer<byte[], byte[]> consumer, Instant time, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, Math.max(0, time.toEpochMilli())));
        consumer.offsetsForTimes(times)
                .forEach((partition, found) -> consumer.seek(
                        partition, found == null ? ends.getOrDefault(partition, 0L) : Long.valueOf(found.offset())));
    }

    private Set<String> wanted() {
        return new HashSet<>(types);
    }

    private Stream<String> topics(TopicLayout layout) {
        if (names.isEmpty()) {
            return Arrays.stream(Kind.values())
                    .filter(kind -> chat ? CHAT.contains(kind) : kind != Kind.WEBHOOKS)
                    .map(layout::name);
        }
        return names.stream().map(name -> topic(layout, name));
    }

    private static String topic(TopicLayout layout, String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> name.equals(kind.word()) || name.equals(layout.name(kind)))
                .map(layout::name)
                .findAny()
                .orElseThrow(() -> new SentenceException("no topic " + name + "; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(Kind.values()).map(Kind::word).toList())));
    }
}
