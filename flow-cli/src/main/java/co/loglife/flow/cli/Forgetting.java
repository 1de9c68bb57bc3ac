package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.User;
import co.loglife.flow.router.topology.StreamsSettings;
import co.loglife.flow.runtime.KafkaUnreachableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Asks the router to forget a person, as a record like any other: it erases in the order of what they said. */
final class Forgetting {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Cluster cluster;
    private final Admin admin;

    Forgetting(Cluster cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
    }

    /** Writes the request and waits until the router has committed what it did; false if not in time. */
    boolean forget(Person person, Duration patience) throws InterruptedException {
        RecordMetadata written = write(person);
        TopicPartition partition = new TopicPartition(written.topic(), written.partition());
        long giveUp = System.nanoTime() + patience.toNanos();
        while (committed(partition) <= written.offset()) {
            if (System.nanoTime() >= giveUp) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }

    private RecordMetadata write(Person person) throws InterruptedException {
        Map<String, ?> settings = Map.of(
                "client.id",
                "flow-cli",
                "max.block.ms",
                10_000,
                "delivery.timeout.ms",
                20_000,
                "request.timeout.ms",
                10_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(cluster.kafka().producer(settings))) {
            // The router erases the pairs it has seen with the person; the topic may know more of them.
            for (String userId : person.userIds()) {
                producer.send(new ProducerRecord<>(
                                cluster.topics().name(TopicLayout.Kind.IDENTITIES), bytes(userId), null))
                        .get();
            }
            return producer.send(new ProducerRecord<>(
                            cluster.topics().name(TopicLayout.Kind.INCOMING),
                            bytes(person.user().key()),
                            Json.write(request(person.user()))))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaUnreachableException(e.getCause());
        }
    }

    private static IncomingMessage request(User user) {
        return new IncomingMessage(
                "forget-" + UUID.randomUUID(),
                ClientType.BUSINESS_API,
                "flow-cli",
                null,
                user,
                user.address(),
                null,
                null,
                new Content.Forget(user),
                null,
                null,
                Instant.now(),
                Map.of());
    }

    /** Up to where the router has come: its offsets are committed with what it does. */
    private long committed(TopicPartition partition) throws InterruptedException {
        String router = StreamsSettings.applicationId(cluster.topics());
        try {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(
                            Map.of(router, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))))
                    .partitionsToOffsetAndMetadata(router)
                    .get()
                    .get(partition);
            return offset == null ? 0 : offset.offset();
        } catch (ExecutionException e) {
            throw new KafkaUnreachableException(e.getCause());
        }
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
