package co.loglife.flow.cli.replay;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.router.topology.DeadLetterOnFailure;
import co.loglife.flow.router.topology.RouterMetrics;
import co.loglife.flow.router.topology.RouterTopology;
import co.loglife.flow.router.topology.StoreKind;
import co.loglife.flow.router.turn.Turns;
import co.loglife.flow.runtime.DeadLetter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The router's own topology, driven in this process by Kafka's driver for topologies: the code that answers live is the
 * code that replays. Its topics are none of a broker's, and its clock stands still: a timer that fired is on the log.
 *
 * <p>What the router writes to its own input (a carried record, a timer) is on the log as well, so here it goes to
 * topics of other names, which nobody reads.
 */
final class SandboxRouter implements AutoCloseable {
    private static final TopicLayout NOWHERE = new TopicLayout("sandbox.");

    private final Path folder;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> incoming;
    private final TestInputTopic<byte[], byte[]> identities;
    private final TestOutputTopic<byte[], byte[]> outgoing;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final List<TestOutputTopic<byte[], byte[]>> ignored;

    /**
     * What a record led to.
     *
     * @param replies values of outgoing records, in order
     * @param troubles why something became a dead letter
     */
    record Outcome(List<byte[]> replies, List<String> troubles) {}

    SandboxRouter(TopicLayout topics, Turns turns) {
        try {
            this.folder = Files.createTempDirectory("flow-replay");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.driver = new TopologyTestDriver(
                RouterTopology.build(
                        topics, NOWHERE, StoreKind.MEMORY, turns, new RouterMetrics(new SimpleMeterRegistry())),
                settings(folder),
                Instant.EPOCH);
        this.incoming = input(topics, TopicLayout.Kind.INCOMING);
        this.identities = input(topics, TopicLayout.Kind.IDENTITIES);
        this.outgoing = output(TopicLayout.Kind.OUTGOING);
        this.deadLetters = output(TopicLayout.Kind.DEAD_LETTERS);
        this.ignored = List.of(output(TopicLayout.Kind.INCOMING), output(TopicLayout.Kind.IDENTITIES));
    }

    /** A record of the incoming topic. */
    Outcome take(ConsumerRecord<byte[], byte[]> record) {
        pipe(incoming, record);
        return new Outcome(
                outgoing.readValuesToList(),
                deadLetters.readRecordsToList().stream()
                        .map(letter -> Objects.requireNonNullElse(
                                DeadLetter.header(letter.headers(), "reason"), "no reason given"))
                        .toList());
    }

    /** A record of the identities topic: it moves conversations, and is never answered. */
    void learn(ConsumerRecord<byte[], byte[]> record) {
        pipe(identities, record);
        deadLetters.readRecordsToList();
    }

    private void pipe(TestInputTopic<byte[], byte[]> topic, ConsumerRecord<byte[], byte[]> record) {
        topic.pipeInput(new TestRecord<>(
                record.key(), record.value(), record.headers(), Instant.ofEpochMilli(record.timestamp())));
        ignored.forEach(TestOutputTopic::readRecordsToList);
    }

    private TestInputTopic<byte[], byte[]> input(TopicLayout topics, TopicLayout.Kind kind) {
        return driver.createInputTopic(topics.name(kind), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<byte[], byte[]> output(TopicLayout.Kind kind) {
        return driver.createOutputTopic(NOWHERE.name(kind), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Properties settings(Path folder) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterOnFailure.class);
        settings.put("processing.exception.handler.global.enabled", true);
        settings.put(DeadLetterOnFailure.TOPIC, NOWHERE.name(TopicLayout.Kind.DEAD_LETTERS));
        return settings;
    }

    @Override
    public void close() {
        driver.close();
        try {
            Files.deleteIfExists(folder.resolve("replay"));
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // an empty folder of the system's temporary space stays behind
        }
    }
}
