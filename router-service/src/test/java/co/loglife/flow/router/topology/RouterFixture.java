package co.loglife.flow.router.topology;

import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.router.turn.Turns;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.testing.MessageBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology without a broker; its clock stands at {@link #NOW} until it is moved. */
final class RouterFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final TopicLayout TOPICS = new TopicLayout("t.");

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> incoming;
    private final TestInputTopic<byte[], byte[]> identities;
    private final TestOutputTopic<byte[], byte[]> outgoing;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final TestOutputTopic<byte[], byte[]> ours;
    private final TestOutputTopic<byte[], byte[]> pairs;
    private final List<OutgoingMessage> replies = new ArrayList<>();
    private int messages;

    RouterFixture(Bot<?> bot) {
        this(bot, StoreKind.MEMORY);
    }

    RouterFixture(Bot<?> bot, StoreKind stores) {
        StreamsSettings settings = new StreamsSettings(
                KafkaSettings.at("none:1"),
                TOPICS,
                Path.of(System.getProperty("java.io.tmpdir"), "router-fixture-" + System.nanoTime()),
                1,
                0,
                "localhost:1");
        driver = new TopologyTestDriver(
                RouterTopology.build(TOPICS, stores, new Turns(bot, false), Observers.of(new RouterMetrics(metrics))),
                settings.properties(),
                NOW);
        incoming = input(TopicLayout.Kind.INCOMING);
        identities = input(TopicLayout.Kind.IDENTITIES);
        outgoing = output(TopicLayout.Kind.OUTGOING);
        deadLetters = output(TopicLayout.Kind.DEAD_LETTERS);
        ours = output(TopicLayout.Kind.INCOMING);
        pairs = output(TopicLayout.Kind.IDENTITIES);
    }

    private TestInputTopic<byte[], byte[]> input(TopicLayout.Kind kind) {
        return driver.createInputTopic(TOPICS.name(kind), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<byte[], byte[]> output(TopicLayout.Kind kind) {
        return driver.createOutputTopic(TOPICS.name(kind), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A message under its user's key; one that has the builder's id gets one of its own. */
    void receives(MessageBuilder message) {
        messages++;
        receives(
                message.id().equals("wamid.1")
                        ? message.withId("wamid.n" + messages).build()
                        : message.build());
    }

    void receives(IncomingMessage message) {
        receives(message.user().key(), Json.write(message), new RecordHeaders());
    }

    void receives(@Nullable String key, byte @Nullable [] value, Headers headers) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        incoming.pipeInput(new TestRecord<>(bytes, value, headers, NOW));
    }

    void learns(Identity pair) {
        learns(pair.userId(), Json.write(pair));
    }

    void learns(String key, byte[] value) {
        identities.pipeInput(key.getBytes(StandardCharsets.UTF_8), value);
    }

    /** Lets the clock run. */
    void waits(Duration span) {
        driver.advanceWallClockTime(span);
    }

    /** The replies since the last call. */
    List<OutgoingMessage> replies() {
        List<OutgoingMessage> found = outgoing.readValuesToList().stream()
                .map(bytes -> read(bytes, OutgoingMessage.class))
                .toList();
        replies.addAll(found);
        return found;
    }

    /** Their kinds. */
    List<String> kinds() {
        return replies().stream().map(OutgoingMessage::kind).toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    /** What the router wrote to the incoming topic since the last call. */
    List<IncomingMessage> ours() {
        return ours.readValuesToList().stream()
                .map(bytes -> read(bytes, IncomingMessage.class))
                .toList();
    }

    /** What it wrote to the identities topic. */
    List<TestRecord<byte[], byte[]>> pairs() {
        return pairs.readRecordsToList();
    }

    byte[] stored(String user) {
        return driver.<byte[], byte[]>getKeyValueStore(RouterTopology.CONVERSATIONS)
                .get(user.getBytes(StandardCharsets.UTF_8));
    }

    void store(String user, byte[] conversation) {
        driver.<byte[], byte[]>getKeyValueStore(RouterTopology.CONVERSATIONS)
                .put(user.getBytes(StandardCharsets.UTF_8), conversation);
    }

    int timers() {
        int count = 0;
        try (KeyValueIterator<byte[], byte[]> all =
                driver.<byte[], byte[]>getKeyValueStore(RouterTopology.TIMERS).all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    double counted(String outcome) {
        return metrics.counter("router.records", "outcome", outcome).count();
    }

    static <T> T read(byte[] json, Class<T> type) {
        try {
            return Json.read(json, type);
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
