package co.loglife.flow.router;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.model.bot.ConversationFormat;
import co.loglife.flow.model.bot.Said;
import co.loglife.flow.model.bot.Turn;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A bot that waits, computes without end, or eats all memory costs the message it does so on. */
@Tag("broker")
final class RunawayBotTest {
    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @TempDir
    private Path folder;

    /** Repeats what is said, with a fault for some words. */
    public static final class Faulty implements Bot<String> {
        private static volatile boolean endless = true;

        @Override
        public ConversationFormat<String> format() {
            return ConversationFormat.json(String.class);
        }

        @Override
        public String begin(User user) {
            return "";
        }

        @Override
        public Turn<String> on(String before, IncomingMessage message, Instant now) {
            switch (message.rawMsg()) {
                case "wait" -> waitForNothing();
                case "compute" -> computeForNothing();
                case "allocate" -> allocate(new ArrayList<>());
                default -> {}
            }
            return Turn.of(message.rawMsg(), Said.text("echo", message.rawMsg()));
        }

        private static void waitForNothing() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void computeForNothing() {
            while (endless) {
                Thread.onSpinWait();
            }
        }

        private static void allocate(List<long[]> all) {
            while (endless) {
                all.add(new long[Integer.MAX_VALUE - 8]);
            }
        }
    }

    @AfterEach
    void end() {
        Faulty.endless = false;
    }

    @Test
    void losesThatMessageAndNoOther() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(1);
        List<String> said = List.of("one", "wait", "two", "compute", "three", "allocate", "four");
        try (TopicReader outgoing = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.OUTGOING));
                TopicReader letters = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.DEAD_LETTERS));
                Service router = router(topics)) {
            say(topics, said);

            List<String> replies = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> reply : outgoing.await(said.size())) {
                OutgoingMessage message = Json.read(reply.value(), OutgoingMessage.class);
                replies.add(message.inReplyTo() + " " + message.kind());
            }
            assertThat(replies)
                    .containsExactly(
                            "one echo",
                            "wait internal_error",
                            "two echo",
                            "compute internal_error",
                            "three echo",
                            "allocate internal_error",
                            "four echo");
            assertThat(letters.await(3))
                    .extracting(letter -> DeadLetter.header(letter.headers(), "reason"))
                    .satisfiesExactly(
                            waited -> assertThat(waited).contains("IllegalStateException"),
                            computed -> assertThat(computed).isEqualTo("the bot did not end within 1 s"),
                            allocated -> assertThat(allocated).contains("OutOfMemoryError"));
            assertThat(router.notReady()).isEmpty();
        }
    }

    private Service router(TopicLayout topics) throws InterruptedException {
        return RouterWiring.start(RouterConfig.from(new EnvReader(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", KAFKA.bootstrapServers(),
                "TOPIC_PREFIX", topics.prefix(),
                "ROUTER_PORT", "0",
                "ROUTER_BOT", Faulty.class.getName(),
                "ROUTER_TURN_SECONDS", "1",
                "KAFKA_MAX_POLL_INTERVAL_MS", "5000",
                "STATE_DIR", folder.toString()))));
    }

    private static void say(TopicLayout topics, List<String> texts) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(KAFKA.settings().producer(Map.of()))) {
            for (String text : texts) {
                IncomingMessage message = aMessage().withId(text).saying(text).build();
                producer.send(new ProducerRecord<>(
                                topics.name(TopicLayout.Kind.INCOMING),
                                message.user().key().getBytes(StandardCharsets.UTF_8),
                                Json.write(message)))
                        .get();
            }
        }
    }
}
