package co.loglife.flow.benchmarks.sender;

import co.loglife.flow.benchmarks.BrokerServer;
import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.benchmarks.graph.Graph;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.runtime.KafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What all sides share: the broker, the stub, and the messages. */
final class Bench implements AutoCloseable {
    private static final int USERS = 5_000;

    private final Side broker;
    private final Graph graph;
    private final KafkaProducer<byte[], byte[]> producer;
    private int contestants;

    /** Starts them. */
    Bench(int callMillis) throws IOException {
        broker = Side.start("broker", BrokerServer.class, List.of("-Xmx512m"), Map.of());
        graph = Graph.start(callMillis);
        producer = new KafkaProducer<>(
                KafkaSettings.at(broker.address()).producer(Map.of("linger.ms", 0, "buffer.memory", 128L << 20)));
    }

    Side broker() {
        return broker;
    }

    Graph graph() {
        return graph;
    }

    /** A number that no contestant had before. */
    int next() {
        return contestants++;
    }

    /** Puts messages on a topic, as fast as it goes ({@code perSecond} 0) or at a rate. */
    void produce(String topic, int messages, double perSecond) throws InterruptedException {
        long begin = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            if (perSecond > 0) {
                long due = begin + (long) (i * 1e9 / perSecond);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
            String user = String.valueOf(16_505_550_000L + i % USERS);
            var _ = producer.send(new ProducerRecord<>(
                    topic, user.getBytes(StandardCharsets.US_ASCII), Json.write(message(user, i))));
        }
        producer.flush();
    }

    private static OutgoingMessage message(String user, int i) {
        Instant now = Instant.now();
        Address.Phone recipient = new Address.Phone(user);
        return new OutgoingMessage(
                Graph.id(now, i),
                ClientType.BUSINESS_API,
                "106540352242922",
                recipient.user(),
                recipient,
                "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=",
                "bench",
                now,
                null,
                null,
                new Reply.Text("Your goal 🏃 Run 5k is set. I will remind you every day at 08:00."));
    }

    @Override
    public void close() {
        producer.close();
        graph.close();
        broker.close();
    }
}
