package co.loglife.flow.router.topology;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.router.loglife.LogLifeBot;
import co.loglife.flow.router.turn.Turns;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** With {@code ROUTER_STANDBYS=1}, another router has a copy of each conversation before it needs it. */
@Tag("broker")
final class StandbyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @TempDir
    private Path folder;

    @Test
    void anotherRouterHasACopyAndGoesOnWithIt() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(2);
        try (TopicReader outgoing = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.OUTGOING));
                RouterStreams one = router(topics, "one:1")) {
            try (RouterStreams two = router(topics, "two:2")) {
                await().atMost(PATIENCE).until(() -> copies(one) == 2 && copies(two) == 2);
                say(topics, "wamid.1", "add goal Run");
                assertThat(kind(outgoing, 1)).isEqualTo("goal_added_ask_time");
            }
            say(topics, "wamid.2", "skip");
            assertThat(kind(outgoing, 2)).isEqualTo("reminder_skipped");
        }
    }

    /** How many partitions of the conversations some router has a copy of. */
    private static long copies(RouterStreams router) {
        return router.streams().metadataForAllStreamsClients().stream()
                .filter(client -> client.standbyStateStoreNames().contains(RouterTopology.CONVERSATIONS))
                .map(StreamsMetadata::standbyTopicPartitions)
                .flatMap(partitions -> partitions.stream()
                        .filter(partition -> partition.topic().endsWith("incoming"))
                        .map(partition -> partition.partition()))
                .distinct()
                .count();
    }

    private RouterStreams router(TopicLayout topics, String advertised) {
        return RouterStreams.start(
                RouterTopology.build(
                        topics,
                        StoreKind.MEMORY,
                        new Turns(new LogLifeBot(), false),
                        Observers.of(new RouterMetrics(new SimpleMeterRegistry()))),
                new StreamsSettings(
                        KAFKA.settings(), topics, folder.resolve(advertised.replace(':', '-')), 1, 1, advertised));
    }

    private static void say(TopicLayout topics, String id, String text) throws Exception {
        IncomingMessage message = aMessage().withId(id).saying(text).build();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(KAFKA.settings().producer(Map.of()))) {
            producer.send(new ProducerRecord<>(
                            topics.name(TopicLayout.Kind.INCOMING),
                            message.user().key().getBytes(StandardCharsets.UTF_8),
                            Json.write(message)))
                    .get();
        }
    }

    private static String kind(TopicReader outgoing, int count) throws Exception {
        return Json.read(outgoing.await(count).getLast().value(), OutgoingMessage.class)
                .kind();
    }
}
