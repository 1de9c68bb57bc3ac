package co.loglife.flow.benchmarks.sender;

import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * What others would write in the sender's place, with the same HTTP client: a record's bytes posted as they are, no
 * ledger, no pacing, no evidence.
 */
final class Peer {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final KafkaSettings kafka;
    private final String outgoing;
    private final URI messages;
    private final int inFlight;

    private Peer(EnvReader env) {
        this.kafka = KafkaSettings.from(env);
        this.outgoing = Topics.layout(env).name(TopicLayout.Kind.OUTGOING);
        this.messages = URI.create(env.uri("GRAPH_API_URL", "", "the stub") + "/v24.0/1/messages");
        this.inFlight = env.number("SENDER_IN_FLIGHT", 256, 1, 10_000, "most calls at once");
        env.check();
    }

    /** Polls, sends and commits, one by one. */
    static final class Loop {
        private Loop() {}

        static void main() throws IOException, InterruptedException {
            Peer peer = new Peer(new EnvReader(System.getenv()));
            try (KafkaConsumer<byte[], byte[]> consumer = peer.consumer()) {
                consumer.subscribe(List.of(peer.outgoing));
                Side.tell(0);
                while (true) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                        peer.post(record.value());
                        consumer.commitSync();
                    }
                }
            }
        }
    }

    /** Confluent's parallel-consumer, ordered by key. */
    static final class ParallelConsumer {
        private ParallelConsumer() {}

        static void main() {
            Peer peer = new Peer(new EnvReader(System.getenv()));
            ParallelStreamProcessor<byte[], byte[]> processor =
                    ParallelStreamProcessor.createEosStreamProcessor(ParallelConsumerOptions.<byte[], byte[]>builder()
                            .ordering(ParallelConsumerOptions.ProcessingOrder.KEY)
                            .maxConcurrency(peer.inFlight)
                            .consumer(peer.consumer())
                            .build());
            processor.subscribe(List.of(peer.outgoing));
            Side.tell(0);
            processor.poll(record -> {
                try {
                    peer.post(record.getSingleConsumerRecord().value());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private void post(byte[] body) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(messages)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(kafka.consumer(
                Map.of("group.id", outgoing + "-peer", "enable.auto.commit", false, "auto.offset.reset", "earliest")));
    }
}
