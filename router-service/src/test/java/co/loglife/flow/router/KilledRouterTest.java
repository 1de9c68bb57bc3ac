package co.loglife.flow.router;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.router.turn.UndisturbedRun;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A router killed in the middle of its work leaves the replies and the state of one that was not. */
@Tag("broker")
final class KilledRouterTest {
    private static final int MESSAGES = 10_000;

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @TempDir
    private Path folder;

    @Test
    void leavesRepliesAndStateOfAnUndisturbedRun() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(4);
        UndisturbedRun undisturbed = UndisturbedRun.of(MESSAGES);
        Path state = folder.resolve("state");
        try (TopicReader outgoing = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.OUTGOING));
                RouterProcess first = RouterProcess.start(KAFKA.bootstrapServers(), topics, state)) {
            say(topics, undisturbed.messages());
            outgoing.await(MESSAGES / 10);
            first.kill();
            try (RouterProcess second = RouterProcess.start(KAFKA.bootstrapServers(), topics, state)) {
                int before = outgoing.records().size();
                assertThat(before).isLessThan(undisturbed.replyCount());
                outgoing.await(before + 1);
                second.kill();
            }
            try (RouterProcess third = RouterProcess.start(KAFKA.bootstrapServers(), topics, state)) {
                outgoing.await(undisturbed.replyCount());
                assertThat(third.stop()).isZero();
            }
            assertThat(byKey(outgoing.records())).isEqualTo(undisturbed.replies());
        }
        try (TopicReader changelog =
                new TopicReader(KAFKA.settings(), topics.prefix() + "router-conversations-changelog")) {
            assertThat(last(changelog.records())).isEqualTo(undisturbed.state());
        }
    }

    @Test
    void isReplacedByAnother() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(4);
        UndisturbedRun undisturbed = UndisturbedRun.of(400);
        int half = undisturbed.messages().size() / 2;
        try (TopicReader outgoing = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.OUTGOING));
                RouterProcess one = RouterProcess.start(KAFKA.bootstrapServers(), topics, folder.resolve("one"));
                RouterProcess two = RouterProcess.start(KAFKA.bootstrapServers(), topics, folder.resolve("two"))) {
            say(topics, undisturbed.messages().subList(0, half));
            outgoing.await(half / 2);
            one.kill();
            say(
                    topics,
                    undisturbed.messages().subList(half, undisturbed.messages().size()));
            outgoing.await(undisturbed.replyCount());
            assertThat(byKey(outgoing.records())).isEqualTo(undisturbed.replies());
            assertThat(two.stop()).isZero();
        }
    }

    private static void say(TopicLayout topics, List<UndisturbedRun.Message> messages) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(KAFKA.settings().producer(Map.of()))) {
            for (UndisturbedRun.Message message : messages) {
                var _ = producer.send(new ProducerRecord<>(
                        topics.name(TopicLayout.Kind.INCOMING),
                        message.user().getBytes(StandardCharsets.UTF_8),
                        message.json().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static Map<String, List<String>> byKey(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<String>> values = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> found : records) {
            values.computeIfAbsent(new String(found.key(), StandardCharsets.UTF_8), _ -> new ArrayList<>())
                    .add(new String(found.value(), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static Map<String, String> last(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, String> values = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> found : records) {
            values.put(
                    new String(found.key(), StandardCharsets.UTF_8),
                    HexFormat.of().formatHex(found.value()));
        }
        return values;
    }
}
