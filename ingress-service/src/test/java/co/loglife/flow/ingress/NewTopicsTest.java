package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.ingress.publish.KafkaPublisher;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Topics made a moment ago, whose leaders are not yet ready everywhere: an idempotent producer with several requests
 * under way must not be stuck on them (https://issues.apache.org/jira/browse/KAFKA-15591).
 */
@Tag("broker")
class NewTopicsTest {
    private static final int PARTITIONS = 12;
    private static final int AT_ONCE = 200;
    private static final int MOST_REPEATS = 10;

    @RegisterExtension
    static final RealKafka kafka = new RealKafka();

    @Test
    void webhooksThatComeAtOnceAreAllStored() throws Exception {
        try (Ingress ingress = Ingress.start(kafka.bootstrapServers(), kafka.freshTopics(PARTITIONS));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> under = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> callers.submit(() -> receives(ingress, i)))
                    .toList();
            List<String> taken = new ArrayList<>();
            for (Future<String> one : under) {
                taken.add(one.get());
            }

            assertThat(ingress.incoming()).extracting(IncomingMessage::id).containsAll(taken);
        }
    }

    /** As Meta does it: again after a 503. Anything else, and no answer, is wrong. */
    private static String receives(Ingress ingress, int number) throws Exception {
        String id = "wamid.new." + number;
        String webhook = "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{\"from\":\""
                + (16505551000L + number) + "\",\"id\":\"" + id
                + "\",\"type\":\"text\",\"text\":{\"body\":\"hi\"}}]}}]}]}";
        for (int i = 0; i < MOST_REPEATS; i++) {
            HttpResponse<String> answer = ingress.receives(webhook);
            if (answer.statusCode() == 200) {
                return id;
            }
            assertThat(answer.statusCode()).isEqualTo(503);
        }
        throw new AssertionError("never taken: " + id);
    }

    @Test
    void aProducerThatRunsIsNotStuckOnTopicsMadeWhileItDoes() throws Exception {
        try (KafkaPublisher publisher =
                        KafkaPublisher.start(kafka.settings(), kafka.freshTopics(1), new SimpleMeterRegistry());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                TopicLayout topics = kafka.freshTopics(PARTITIONS);
                List<Future<String>> under = IntStream.range(0, AT_ONCE)
                        .mapToObj(i -> callers.submit(() -> publishes(publisher, topics, "user-" + i)))
                        .toList();
                List<String> taken = new ArrayList<>();
                for (Future<String> one : under) {
                    taken.add(one.get());
                }
                try (TopicReader reader = new TopicReader(kafka.settings(), topics.name(Kind.INCOMING))) {
                    assertThat(reader.records())
                            .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                            .containsAll(taken);
                }
            }
        }
    }

    private static String publishes(KafkaPublisher publisher, TopicLayout topics, String key) throws Exception {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < MOST_REPEATS; i++) {
            try {
                publisher
                        .publish(List.of(new ProducerRecord<>(topics.name(Kind.INCOMING), bytes, bytes)))
                        .get(1, TimeUnit.MINUTES);
                return key;
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(KafkaException.class);
            }
        }
        throw new AssertionError("never taken: " + key);
    }
}
