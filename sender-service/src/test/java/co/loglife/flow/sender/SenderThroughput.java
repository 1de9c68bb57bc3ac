package co.loglife.flow.sender;

import static co.loglife.flow.sender.testing.Outbox.aReply;
import static co.loglife.flow.sender.testing.SenderFixture.patiently;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.sender.testing.Outbox;
import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.testing.Reaction;
import co.loglife.flow.testing.RealKafka;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How many messages a second go out when a call takes 50 ms: a loop that polls, sends and commits; Confluent's
 * parallel-consumer, ordered by key, with the same HTTP client; and the sender with its ledger. Sides in turn, medians.
 * No test: it is run by name and fails nothing.
 */
final class SenderThroughput {
    private static final Duration CALL = Duration.ofMillis(50);
    private static final int MESSAGES = Integer.getInteger("messages", 10_000);
    private static final int USERS = 2_000;
    private static final int IN_FLIGHT = Integer.getInteger("inFlight", 256);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int NAIVE_MESSAGES = 100;

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @Test
    void measure() throws Exception {
        List<Double> naive = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            double loop = with(NAIVE_MESSAGES, SenderThroughput::naiveLoop);
            double parallel = with(MESSAGES, SenderThroughput::parallelConsumer);
            double sender = with(MESSAGES, (fixture, sent) -> {
                Service service = fixture.start(
                        Map.of("SENDER_IN_FLIGHT", String.valueOf(IN_FLIGHT), "SEND_TIMEOUT_SECONDS", "30"));
                sent.run();
                fixture.stop(service);
            });
            if (round > 0) { // the first warms up
                naive.add(loop);
                peer.add(parallel);
                ours.add(sender);
            }
        }
        System.out.printf(
                "%d in flight, %d ms a call (at most %d/s): loop %.0f/s, parallel-consumer %.0f/s, sender %.0f/s%n",
                IN_FLIGHT,
                CALL.toMillis(),
                IN_FLIGHT * 1000L / CALL.toMillis(),
                median(naive),
                median(peer),
                median(ours));
    }

    @FunctionalInterface
    private interface Side {
        /** Sends everything; {@code sent} returns when the API has heard all. */
        void run(SenderFixture fixture, Runnable sent) throws Exception;
    }

    /** Messages a second between the first and the last call. */
    private static double with(int messages, Side side) throws Exception {
        try (SenderFixture fixture = new SenderFixture(KAFKA, 6)) {
            fixture.graph.behaves(_ -> new Reaction.After(CALL, fixture.graph.accept()));
            Outbox[] all = new Outbox[messages];
            for (int i = 0; i < messages; i++) {
                all[i] = aReply().withId("m" + i).to("1555" + (1_000_000 + i % USERS));
            }
            fixture.send(all);
            side.run(
                    fixture,
                    () -> patiently().atMost(Duration.ofMinutes(10)).until(() -> fixture.graph.count() >= messages));
            long first = fixture.graph.heard().getFirst().nanos();
            long last = fixture.graph.heard().getLast().nanos();
            return messages / (Duration.ofNanos(last - first).toNanos() / 1e9);
        }
    }

    private static void naiveLoop(SenderFixture fixture, Runnable sent) throws Exception {
        try (HttpClient http = client();
                KafkaConsumer<byte[], byte[]> consumer = consumer(fixture)) {
            consumer.subscribe(List.of(fixture.topics.name(TopicLayout.Kind.OUTGOING)));
            while (fixture.graph.count() < NAIVE_MESSAGES) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    post(http, fixture, record.value());
                    consumer.commitSync();
                }
            }
            sent.run();
        }
    }

    private static void parallelConsumer(SenderFixture fixture, Runnable sent) {
        HttpClient http = client();
        ParallelStreamProcessor<byte[], byte[]> processor =
                ParallelStreamProcessor.createEosStreamProcessor(ParallelConsumerOptions.<byte[], byte[]>builder()
                        .ordering(ParallelConsumerOptions.ProcessingOrder.KEY)
                        .maxConcurrency(IN_FLIGHT)
                        .consumer(consumer(fixture))
                        .build());
        processor.subscribe(List.of(fixture.topics.name(TopicLayout.Kind.OUTGOING)));
        processor.poll(
                record -> post(http, fixture, record.getSingleConsumerRecord().value()));
        sent.run();
        processor.closeDontDrainFirst();
        http.shutdownNow();
    }

    private static void post(HttpClient http, SenderFixture fixture, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fixture.graph.uri() + "/v24.0/1/messages"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(SenderFixture fixture) {
        return new KafkaConsumer<>(KAFKA.settings()
                .consumer(Map.of(
                        "group.id",
                        fixture.topics.prefix() + "peer",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest")));
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}
