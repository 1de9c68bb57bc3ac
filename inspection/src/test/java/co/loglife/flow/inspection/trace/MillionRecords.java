package co.loglife.flow.inspection.trace;

import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Not a test: fills a real broker with a million records of an hour's traffic and measures how long a message from its
 * middle takes to be traced by each sort of id. Arguments: a port, a folder; leaves the broker running until Ctrl-C, so
 * that {@code ./flow trace} can be timed too.
 */
final class MillionRecords {
    private static final int MESSAGES = 170_000;
    private static final int PARTITIONS = 12;
    private static final int USERS = 5_000;
    private static final Random RANDOM = new Random(1);

    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicLayout topics;
    private final Map<String, String> asked = new LinkedHashMap<>();
    private final Instant start = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    private final long[] outgoing = new long[PARTITIONS];
    private long records;

    private MillionRecords(KafkaProducer<byte[], byte[]> producer, TopicLayout topics) {
        this.producer = producer;
        this.topics = topics;
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        TopicLayout topics = new TopicLayout(TopicLayout.DEFAULT_PREFIX);
        KafkaSettings kafka = KafkaSettings.at(broker.bootstrapServers());
        try (Admin admin = Admin.create(kafka.admin(Map.of()))) {
            Topics.create(admin, topics, new Topics.Shape(PARTITIONS, (short) 1));
        }
        long began = System.nanoTime();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.producer(Map.of("linger.ms", 20, "batch.size", 256 << 10)))) {
            MillionRecords traffic = new MillionRecords(producer, topics);
            traffic.write();
            producer.flush();
            System.out.printf("%,d records in %.0f s%n", traffic.records, (System.nanoTime() - began) / 1e9);
            Cluster cluster = new Cluster(kafka, topics);
            for (int round = 1; round <= 3; round++) {
                for (Map.Entry<String, String> id : traffic.asked.entrySet()) {
                    time(cluster, round, id.getKey(), id.getValue());
                }
            }
        }
        Thread.currentThread().join();
    }

    private static void time(Cluster cluster, int round, String sort, String id) {
        long began = System.nanoTime();
        try (Tracer tracer = Tracer.open(cluster)) {
            Answer answer = tracer.trace(Question.about(id), Progress.NONE);
            System.out.printf(
                    "%d  %-28s %6.0f ms  %,9d records read  %d way(s), %d hops  %s%n",
                    round,
                    sort,
                    (System.nanoTime() - began) / 1e6,
                    answer.records(),
                    answer.ways().size(),
                    answer.ways().stream().mapToInt(way -> way.hops().size()).sum(),
                    id);
        }
    }

    private void write() {
        for (int i = 0; i < MESSAGES; i++) {
            Instant at = start.plusMillis(i * 3_600_000L / MESSAGES);
            User user = new User("9230" + (10_000_000 + RANDOM.nextInt(USERS)));
            boolean middle = i >= MESSAGES / 2 && i < MESSAGES / 2 + 10;
            switch (i % 10) {
                case 7 ->
                    message(
                            user,
                            "web-" + new UUID(RANDOM.nextLong(), RANDOM.nextLong()),
                            at,
                            middle,
                            "incoming, tells nobody");
                case 8 -> message(user, "false_" + user.key() + "@c.us_3A" + hex(), at, middle, "Web client's");
                case 9 -> notification(user, "api-" + hex() + hex(), at, middle);
                default -> message(user, wamid(user, 0x12), at, middle, "wamid of a user's message");
            }
        }
    }

    private void message(User user, String id, Instant at, boolean ask, String sort) {
        Headers trace = trace();
        String body =
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"value\":{\"messages\":[{\"id\":\""
                        + id + "\",\"from\":\"" + user.key()
                        + "\",\"text\":{\"body\":\"how are my goals today?\"}}]}}]}]}";
        put(Kind.WEBHOOKS, at, null, body.getBytes(StandardCharsets.UTF_8), trace);
        put(Kind.INCOMING, at.plusMillis(1), user, Json.write(incoming(user, id, at)), trace);
        String provider = sent(user, OutgoingMessage.replyId(id, 0), id, at, trace);
        if (ask) {
            asked.putIfAbsent(sort, id);
            asked.putIfAbsent("a reply's id", OutgoingMessage.replyId(id, 0));
            asked.putIfAbsent("wamid of a reply", provider);
            asked.putIfAbsent("user (10 newest)", user.key());
        }
    }

    private void notification(User user, String id, Instant at, boolean ask) {
        sent(user, id, null, at, trace());
        put(Kind.WEBHOOKS, at, null, "{}".getBytes(StandardCharsets.UTF_8), trace());
        if (ask) {
            asked.putIfAbsent("program's, tells nobody", id);
        }
    }

    private String sent(User user, String id, @Nullable String cause, Instant at, Headers trace) {
        String provider = wamid(user, 0x11);
        int partition = BuiltInPartitioner.partitionForKey(user.key().getBytes(StandardCharsets.UTF_8), PARTITIONS);
        long offset = outgoing[partition]++;
        put(Kind.OUTGOING, at.plusMillis(12), user, Json.write(outgoing(user, id, cause, at)), trace);
        Headers note = new RecordHeaders()
                .add("outgoing-offset", String.valueOf(offset).getBytes(StandardCharsets.UTF_8));
        delivery(user, id, Delivery.State.ATTEMPTING, null, 1, at.plusMillis(20), note);
        delivery(user, id, Delivery.State.ACCEPTED, provider, 1, at.plusMillis(90), note);
        delivery(user, id, Delivery.State.DELIVERED, provider, 0, at.plusMillis(900), trace());
        return provider;
    }

    private void delivery(
            User user,
            String id,
            Delivery.State state,
            @Nullable String provider,
            int attempt,
            Instant at,
            Headers headers) {
        put(
                Kind.DELIVERIES,
                at,
                user,
                Json.write(
                        new Delivery(id, state, provider, attempt, at, null, ClientType.BUSINESS_API, "1", user, null)),
                headers);
    }

    private void put(Kind kind, Instant at, @Nullable User key, byte[] value, Headers headers) {
        records++;
        var _ = producer.send(new ProducerRecord<>(
                topics.name(kind),
                null,
                at.toEpochMilli(),
                key == null ? null : key.key().getBytes(StandardCharsets.UTF_8),
                value,
                headers));
    }

    private static IncomingMessage incoming(User user, String id, Instant at) {
        return new IncomingMessage(
                id,
                ClientType.BUSINESS_API,
                "106540352242922",
                user.key(),
                user,
                user.address(),
                null,
                "Somebody",
                new Content.Text("how are my goals today?", null),
                null,
                at,
                at,
                Map.of());
    }

    private static OutgoingMessage outgoing(User user, String id, @Nullable String cause, Instant at) {
        Address to = user.address();
        Reply text =
                new Reply.Text("You have three goals today: run 5k, read 20 pages, call your mother. How did they go?");
        return new OutgoingMessage(
                id, ClientType.BUSINESS_API, "106540352242922", user, to, cause, "goals_list", at, null, null, text);
    }

    private static Headers trace() {
        return new RecordHeaders()
                .add("traceparent", ("00-" + hex() + hex() + "-" + hex() + "-01").getBytes(StandardCharsets.UTF_8));
    }

    private static String wamid(User user, int direction) {
        String number = user.key();
        byte[] bytes = new byte[3 + number.length() + 4 + 20];
        RANDOM.nextBytes(bytes);
        bytes[0] = 0x1c;
        bytes[1] = 0x18;
        bytes[2] = (byte) number.length();
        System.arraycopy(number.getBytes(StandardCharsets.US_ASCII), 0, bytes, 3, number.length());
        bytes[3 + number.length()] = 0x15;
        bytes[3 + number.length() + 1] = 0x02;
        bytes[3 + number.length() + 2] = 0x00;
        bytes[3 + number.length() + 3] = (byte) direction;
        return "wamid." + Base64.getEncoder().encodeToString(bytes);
    }

    private static String hex() {
        return String.format("%016x", RANDOM.nextLong());
    }
}
