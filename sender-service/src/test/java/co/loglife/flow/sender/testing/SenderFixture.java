package co.loglife.flow.sender.testing;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.sender.SenderMain;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** Topics of its own on the real broker, both sides of WhatsApp as fakes, and senders between them. */
public final class SenderFixture implements AutoCloseable {
    /** Waits short enough for a test; what a test is about it sets itself. */
    private static final Map<String, String> QUICK = Map.of(
            "SENDER_PORT", "0",
            "WHATSAPP_ACCESS_TOKEN", "test-token",
            "WHATSAPP_PHONE_NUMBER_ID", "106540352242922",
            "SEND_BACKOFF_MILLIS", "20",
            "SEND_SETTLE_SECONDS", "2",
            "SEND_TIMEOUT_SECONDS", "2",
            "SEND_WEB_TIMEOUT_SECONDS", "2",
            "SEND_PER_SECOND", "0",
            "SEND_PAIR_BURST", "0");

    public final FakeGraph graph = new FakeGraph();
    public final FakeWebClient web = new FakeWebClient();
    public final TopicLayout topics;
    private final KafkaSettings kafka;
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Service> running = new ArrayList<>();

    public SenderFixture(RealKafka kafka, int partitions) throws InterruptedException {
        this(kafka.bootstrapServers(), kafka.freshTopics(partitions));
    }

    /** On topics that are there. */
    public SenderFixture(String bootstrapServers, TopicLayout topics) {
        this.kafka = KafkaSettings.at(bootstrapServers);
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                this.kafka.producer(Map.of("linger.ms", 0, "max.in.flight.requests.per.connection", 1)));
    }

    /** The environment of a sender here, with some variables set otherwise. */
    public Map<String, String> environment(Map<String, String> given) {
        Map<String, String> env = new HashMap<>(QUICK);
        env.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        env.put("TOPIC_PREFIX", topics.prefix());
        env.put("GRAPH_API_URL", graph.uri().toString());
        env.put("WHATSAPP_API_URL", web.uri().toString());
        env.putAll(given);
        env.values().removeIf(String::isEmpty);
        return env;
    }

    /** Starts a sender. */
    public Service start(Map<String, String> given) throws InterruptedException {
        Service sender = SenderMain.start(new EnvReader(environment(given)));
        running.add(sender);
        return sender;
    }

    /** Stops a sender and waits until it has. */
    public void stop(Service sender) {
        running.remove(sender);
        sender.close();
    }

    /** Puts messages on the outgoing topic and returns when they are there. */
    public void send(Outbox... messages) {
        List<Future<RecordMetadata>> written = new ArrayList<>();
        for (Outbox message : messages) {
            OutgoingMessage built = message.build();
            written.add(send(built.user().key().getBytes(StandardCharsets.UTF_8), Json.write(built)));
        }
        for (Future<RecordMetadata> one : written) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Puts bytes on the outgoing topic. */
    public Future<RecordMetadata> send(byte[] key, byte[] value) {
        return producer.send(new ProducerRecord<>(topics.name(TopicLayout.Kind.OUTGOING), key, value));
    }

    /** Puts WhatsApp's report that it has a message on the deliveries topic, as ingress does. */
    public void reportSent(Outbox message) {
        reportSent(message.id(), message.build().user());
    }

    /** The same for the message that a call was for. */
    public void reportSent(Heard call) {
        reportSent(
                call.json().path("biz_opaque_callback_data").asText(),
                new User(call.json().path("to").asText().substring(1)));
    }

    private void reportSent(String id, User user) {
        Delivery delivery = new Delivery(
                id,
                Delivery.State.SENT,
                "wamid.reported",
                0,
                Instant.now(),
                null,
                ClientType.BUSINESS_API,
                "106540352242922",
                user,
                null);
        report(user, Json.write(delivery));
    }

    /** Puts anything on the deliveries topic, where those of a user are. */
    public void report(User user, byte @Nullable [] value) {
        var _ = producer.send(new ProducerRecord<>(
                topics.name(TopicLayout.Kind.DELIVERIES), user.key().getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }

    /** Waits until the deliveries are as wanted and returns them. */
    public List<Delivery> deliveries(Predicate<List<Delivery>> wanted) {
        try (TopicReader reader = new TopicReader(kafka, topics.name(TopicLayout.Kind.DELIVERIES))) {
            return patiently()
                    .until(
                            () -> reader.records().stream()
                                    .map(SenderFixture::delivery)
                                    .toList(),
                            wanted);
        }
    }

    /** The states of one message's deliveries, once one of them is {@code last}. */
    public List<Delivery.State> states(String id, Delivery.State last) {
        return deliveries(all -> statesOf(all, id).contains(last)).stream()
                .filter(delivery -> id.equals(delivery.outgoingId()))
                .map(Delivery::state)
                .toList();
    }

    private static List<Delivery.State> statesOf(List<Delivery> all, String id) {
        return all.stream()
                .filter(delivery -> id.equals(delivery.outgoingId()))
                .map(Delivery::state)
                .toList();
    }

    /** Waits until there are so many dead letters and returns them. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters(int count) {
        try (TopicReader reader = new TopicReader(kafka, topics.name(TopicLayout.Kind.DEAD_LETTERS))) {
            return reader.await(count);
        }
    }

    /** How far the Business API's group has committed; -1 before it has. */
    public long committed(int partition) throws InterruptedException {
        TopicPartition outgoing = new TopicPartition(topics.name(TopicLayout.Kind.OUTGOING), partition);
        try (Admin admin = Admin.create(kafka.admin(Map.of()))) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(topics.prefix() + "sender")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(outgoing);
            return offset == null ? -1 : offset.offset();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Stops all senders and makes the group forget how far it was. */
    public void forgetOffsets() throws InterruptedException {
        List.copyOf(running).forEach(this::stop);
        try (Admin admin = Admin.create(kafka.admin(Map.of()))) {
            admin.deleteConsumerGroups(List.of(topics.prefix() + "sender"))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for a condition longer than any machine needs. */
    public static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20));
    }

    private static Delivery delivery(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Json.read(record.value(), Delivery.class);
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        List.copyOf(running).forEach(this::stop);
        producer.close();
        graph.close();
        web.close();
    }
}
