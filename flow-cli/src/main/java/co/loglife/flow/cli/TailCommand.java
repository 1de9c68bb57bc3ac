package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.RecordLine;
import co.loglife.flow.inspection.log.TopicPartitions;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.EnvReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Follows the records of one topic, several or all, committed ones only. Moves nobody's offsets.",
        footer = "Example: ./flow tail incoming outgoing --user 15550001111 --from-start --to-end --json")
final class TailCommand implements Callable<Integer> {
    private static final Duration WAIT = Duration.ofMillis(200);

    @Parameters(
            arity = "0..*",
            paramLabel = "TOPIC",
            description =
                    "webhooks, incoming, outgoing, deliveries, dead-letters or identities; all but webhooks by default.")
    private List<String> names = List.of();

    @Option(names = "--user", paramLabel = "USER", description = "Only this user's records.")
    private @Nullable String user;

    @Option(names = "--from-start", description = "Begin with the oldest record kept.")
    private boolean fromStart;

    @Option(names = "--to-end", description = "Stop at what is there now instead of waiting for more.")
    private boolean toEnd;

    @Option(names = "--json", description = "Whole records, one JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Logs.off();
        PrintWriter out = spec.commandLine().getOut();
        Cluster cluster = Cluster.from(new EnvReader(System.getenv()));
        RecordLine line = new RecordLine(cluster.topics(), ZoneId.systemDefault());
        byte[] key = key();
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            consumer.assign(topics(cluster.topics()).stream()
                    .flatMap(topic -> TopicPartitions.of(consumer, topic).stream())
                    .toList());
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            if (fromStart) {
                consumer.seekToBeginning(consumer.assignment());
            } else {
                ends.forEach(consumer::seek);
            }
            while (!toEnd || TopicPartitions.isBehind(consumer, ends)) {
                for (ConsumerRecord<byte[], byte[]> record : inOrderOfTime(consumer.poll(WAIT))) {
                    if (key == null || Arrays.equals(key, record.key())) {
                        out.println(json ? line.forTools(record) : line.forPeople(record));
                    }
                }
                if (out.checkError()) { // also flushes; nobody reads any more: `| head` has enough
                    return 0;
                }
            }
        }
        return 0;
    }

    private byte @Nullable [] key() {
        if (user == null) {
            return null;
        }
        try {
            return Address.parse(user).user().key().getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SentenceException("--user: " + e.getMessage());
        }
    }

    private List<String> topics(TopicLayout layout) {
        if (names.isEmpty()) {
            return Arrays.stream(TopicLayout.Kind.values())
                    .filter(kind -> kind != TopicLayout.Kind.WEBHOOKS)
                    .map(layout::name)
                    .toList();
        }
        return names.stream().map(name -> topic(layout, name)).toList();
    }

    private static String topic(TopicLayout layout, String name) {
        return Arrays.stream(TopicLayout.Kind.values())
                .filter(kind -> name.equals(kind.word()) || name.equals(layout.name(kind)))
                .map(layout::name)
                .findAny()
                .orElseThrow(() -> new SentenceException("no topic " + name + "; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(TopicLayout.Kind.values())
                                        .map(TopicLayout.Kind::word)
                                        .toList())));
    }

    /** Of what one poll brought; order between partitions beyond that would mean waiting for the slowest. */
    private static List<ConsumerRecord<byte[], byte[]>> inOrderOfTime(ConsumerRecords<byte[], byte[]> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                .toList();
    }
}
