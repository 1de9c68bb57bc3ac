package co.loglife.flow.router.topology;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Clients whose waits suit both a low latency and an idle processor. Kafka Streams commits between polls, so a reply
 * waits until the poll after it ends: a short poll makes it leave soon, but costs a sixth of a core on an idle router.
 * So the poll is short only as long as something may wait for a commit, and long otherwise; a record that arrives ends
 * either at once.
 */
final class BriskClients implements KafkaClientSupplier {
    /** After a record, polls are short for so long: several commit intervals. */
    private static final Duration BUSY = Duration.ofMillis(60);

    private static final Duration SHORT = Duration.ofMillis(5);

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new BriskConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static final class BriskConsumer extends KafkaConsumer<byte[], byte[]> {
        private long busyUntil = System.nanoTime();

        BriskConsumer(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            boolean busy = System.nanoTime() - busyUntil < 0;
            ConsumerRecords<byte[], byte[]> records =
                    super.poll(busy && timeout.compareTo(SHORT) > 0 ? SHORT : timeout);
            if (!records.isEmpty()) {
                busyUntil = System.nanoTime() + BUSY.toNanos();
            }
            return records;
        }
    }
}
