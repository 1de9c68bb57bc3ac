package co.loglife.flow.benchmarks.router;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/**
 * From the moment a message was to be written to the incoming topic until a reader of committed records has the reply,
 * at a steady rate that waits for nobody.
 *
 * @param p50 in milliseconds
 * @param p99 in milliseconds
 * @param longest in milliseconds
 */
record Latency(double p50, double p99, double longest) {
    private static final int USERS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Latency of(Installation there, int perSecond, Duration length, String run) throws InterruptedException {
        int count = (int) (perSecond * length.toSeconds());
        AtomicLongArray due = new AtomicLongArray(count);
        AtomicLongArray nanos = new AtomicLongArray(count);
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread reader = Thread.ofPlatform().start(() -> read(there, run, due, nanos, ready));
        ready.join();
        say(there, perSecond, run, due);
        if (!reader.join(PATIENCE)) {
            reader.interrupt();
            throw new IllegalStateException("not every message was answered");
        }
        double[] millis = new double[count];
        Arrays.setAll(millis, i -> nanos.get(i) / 1e6);
        Arrays.sort(millis);
        return new Latency(millis[count / 2], millis[count * 99 / 100], millis[count - 1]);
    }

    private static void say(Installation there, int perSecond, String run, AtomicLongArray due) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                there.kafka().producer(Map.of("linger.ms", 0, "max.in.flight.requests.per.connection", 1)))) {
            long start = System.nanoTime() + 200_000_000L;
            for (int i = 0; i < due.length(); i++) {
                long at = start + i * 1_000_000_000L / perSecond;
                long wait;
                while ((wait = at - System.nanoTime()) > 0) {
                    LockSupport.parkNanos(wait);
                }
                due.set(i, at);
                var _ = producer.send(there.onIncoming(Said.of(
                        (int) (i * 7919L % USERS), run + "." + i, i < USERS ? "add goal Run" : "skip", Instant.now())));
            }
        }
    }

    private static void read(
            Installation there, String run, AtomicLongArray due, AtomicLongArray nanos, CompletableFuture<Void> ready) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(there.kafka().consumer(Map.of("isolation.level", "read_committed")))) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(there.topics().name(TopicLayout.Kind.OUTGOING)).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            ready.complete(null);
            int left = due.length();
            while (left > 0) {
                for (ConsumerRecord<byte[], byte[]> reply : consumer.poll(Duration.ofMillis(100))) {
                    long now = System.nanoTime();
                    String cause =
                            Json.read(reply.value(), OutgoingMessage.class).inReplyTo();
                    if (cause != null && cause.startsWith(run + ".")) {
                        int i = Integer.parseInt(cause.substring(run.length() + 1));
                        nanos.set(i, now - due.get(i));
                        left--;
                    }
                }
            }
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }
}
