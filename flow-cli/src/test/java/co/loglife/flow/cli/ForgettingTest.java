package co.loglife.flow.cli;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.LogReader;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.User;
import co.loglife.flow.router.RouterConfig;
import co.loglife.flow.router.RouterWiring;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./flow forget} does, with a router and a broker. */
@Tag("broker")
final class ForgettingTest {
    private static final User ANA = new User("923001234567");
    private static final String ANAS_ID = "PK.1349";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @TempDir
    private Path folder;

    @Test
    void aPersonIsFoundByAnyKeyErasedAndWhatTheTopicsHoldIsCounted() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(2);
        Cluster cluster = new Cluster(KAFKA.settings(), topics);
        try (TopicReader outgoing = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.OUTGOING));
                Service router = router(topics);
                Admin admin = cluster.admin();
                LogReader reader = LogReader.open(cluster)) {
            write(topics, TopicLayout.Kind.IDENTITIES, ANAS_ID, new Identity(ANAS_ID, ANA, Instant.EPOCH));
            say(topics, "wamid.1", "add goal Run");
            // Not due while the test runs.
            say(
                    topics,
                    "wamid.2",
                    LocalTime.now(ZoneId.of("Asia/Karachi")).plusHours(3).format(TIME));
            outgoing.await(2);

            Person person = Person.of(reader, new User(ANAS_ID));
            assertThat(person).isEqualTo(new Person(ANA, List.of(ANAS_ID)));
            Footprint before = Footprint.of(reader, admin, topics, person);
            assertThat(new Forgetting(cluster, admin).forget(person, Duration.ofSeconds(60)))
                    .isTrue();

            assertThat(before.held()).extracting(Footprint.Held::records).containsExactly(2L, 2L, 0L, 0L);
            assertThat(before.held().getFirst().retention()).isEqualTo(TopicLayout.Kind.INCOMING.retention());
            assertThat(before.held().getFirst().gone()).isPresent();
            assertThat(Person.of(reader, new User(ANAS_ID)).user()).isEqualTo(new User(ANAS_ID));
            say(topics, "wamid.3", "goals");
            assertThat(new String(outgoing.await(3).getLast().value(), StandardCharsets.UTF_8))
                    .contains("\"kind\":\"no_goals\"");
            assertThat(router.notReady()).isEmpty();
        }
        try (TopicReader timers = new TopicReader(KAFKA.settings(), topics.prefix() + "router-timers-changelog")) {
            List<ConsumerRecord<byte[], byte[]>> changes = timers.await(2);
            assertThat(changes.getLast().key()).isEqualTo(changes.getFirst().key());
            assertThat(changes.getLast().value()).isNull();
        }
    }

    private Service router(TopicLayout topics) throws InterruptedException {
        return RouterWiring.start(RouterConfig.from(new EnvReader(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", KAFKA.bootstrapServers(),
                "TOPIC_PREFIX", topics.prefix(),
                "ROUTER_PORT", "0",
                "STATE_DIR", folder.toString()))));
    }

    private static void say(TopicLayout topics, String id, String text) throws Exception {
        write(
                topics,
                TopicLayout.Kind.INCOMING,
                ANA.key(),
                aMessage()
                        .from(ANA.key())
                        .withId(id)
                        .saying(text)
                        .at(Instant.now())
                        .build());
    }

    private static void write(TopicLayout topics, TopicLayout.Kind to, String key, Object value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(KAFKA.settings().producer(Map.of()))) {
            producer.send(new ProducerRecord<>(
                            topics.name(to), key.getBytes(StandardCharsets.UTF_8), Json.write(value)))
                    .get();
        }
    }
}
