package co.loglife.flow.sender.kafka;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.sender.dispatch.Evidence;
import co.loglife.flow.sender.dispatch.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the deliveries topic for reports on messages whose outcome is not known, and only while there are any. It has
 * one thread.
 */
public final class DeliveryWatch implements Evidence, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWatch.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Map<Message, Wanted> wanted = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Wanted> fresh = new ConcurrentLinkedQueue<>();
    private final Semaphore somethingWanted = new Semaphore(0);
    private final KafkaSettings kafka;
    private final String deliveries;
    private final Thread thread;
    private volatile boolean closed;

    /** An id counts for one user and one way: two programs may both count from 1. */
    private record Message(ClientType way, User user, String id) {}

    private record Wanted(TopicPartition partition, long from, CompletableFuture<Delivery> report) {}

    public DeliveryWatch(KafkaSettings kafka, String deliveries) {
        this.kafka = kafka;
        this.deliveries = deliveries;
        this.thread = Thread.ofVirtual().name("delivery-watch").start(this::run);
    }

    @Override
    public CompletableFuture<Delivery> of(Task task) {
        OutgoingMessage sent = task.message();
        Message message = new Message(sent.clientType(), sent.user(), sent.id());
        CompletableFuture<Delivery> report = new CompletableFuture<>();
        Wanted want = new Wanted(
                new TopicPartition(deliveries, task.letter().partition()), Math.max(0, task.ledgerOffset()), report);
        wanted.put(message, want);
        var _ = report.whenComplete((_, _) -> wanted.remove(message, want));
        fresh.add(want);
        somethingWanted.release();
        return report;
    }

    private void run() {
        while (!closed) {
            try {
                somethingWanted.acquire();
                somethingWanted.drainPermits();
                follow();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("The deliveries cannot be followed; tried again");
                fresh.addAll(wanted.values());
                somethingWanted.release();
                pause();
            }
        }
    }

    private void follow() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.consumer(Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")))) {
            while (!closed && !wanted.isEmpty()) {
                look(consumer);
                consumer.poll(POLL).forEach(this::report);
            }
        }
    }

    /** Follows every partition in which something is wanted, from where the first attempt at it is. */
    private void look(KafkaConsumer<byte[], byte[]> consumer) {
        List<Wanted> begun = new ArrayList<>();
        for (Wanted next = fresh.poll(); next != null; next = fresh.poll()) {
            begun.add(next);
        }
        Map<TopicPartition, Long> positions =
                consumer.assignment().stream().collect(Collectors.toMap(partition -> partition, consumer::position));
        begun.forEach(want -> positions.merge(want.partition(), want.from(), Math::min));
        positions
                .keySet()
                .retainAll(wanted.values().stream().map(Wanted::partition).collect(Collectors.toSet()));
        if (!begun.isEmpty() || !positions.keySet().equals(consumer.assignment())) {
            consumer.assign(positions.keySet());
            positions.forEach(consumer::seek);
        }
    }

    private void report(ConsumerRecord<byte[], byte[]> record) {
        try {
            Delivery delivery = Json.read(record.value(), Delivery.class);
            String id = delivery.outgoingId();
            Wanted want = id == null ? null : wanted.get(new Message(delivery.clientType(), delivery.user(), id));
            boolean taken = delivery.state().isSettled() && delivery.state() != Delivery.State.DEAD_LETTERED;
            if (want != null && taken && record.offset() >= want.from()) {
                want.report().complete(delivery);
            }
        } catch (UnreadableException e) {
            LOG.atDebug().addKeyValue("offset", record.offset()).log("A delivery cannot be read and is passed over");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
