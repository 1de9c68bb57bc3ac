package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kill -9 of each service while messages flow. */
@Tag("system")
final class KilledServiceTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int IN_FLIGHT = 40; // one call a user at most

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @ParameterizedTest
    @EnumSource(ServiceProcess.Kind.class)
    void everyAcceptedMessageIsAnsweredOnceAndInOrder(ServiceProcess.Kind victim) throws Exception {
        try (Pipeline pipeline = new Pipeline(KAFKA, 6)) {
            Map<ServiceProcess.Kind, ServiceProcess> services = Map.of(
                    ServiceProcess.Kind.INGRESS, pipeline.start(ServiceProcess.Kind.INGRESS),
                    ServiceProcess.Kind.ROUTER, pipeline.start(ServiceProcess.Kind.ROUTER),
                    ServiceProcess.Kind.SENDER, pipeline.start(ServiceProcess.Kind.SENDER));
            pipeline.awaitReady();

            Load load = new Load(pipeline.meta(), IN_FLIGHT, 15, 100);
            try (load) {
                Awaitility.await().atMost(PATIENCE).until(() -> load.accepted() > load.total() / 4);
                ServiceProcess killed = Objects.requireNonNull(services.get(victim));
                killed.kill();
                killed.startAgain();
                load.awaitAccepted();
            }

            awaitAll(pipeline, load);
            Map<String, Long> times = pipeline.whatsApp().times();
            long repeated = times.values().stream().mapToLong(n -> n - 1).sum();
            System.out.printf("%s killed: %d messages, %d calls repeated%n", victim, load.total(), repeated);
            assertThat(times).containsOnlyKeys(load.expectedReplies());
            assertThat(repeated).isLessThanOrEqualTo(victim == ServiceProcess.Kind.SENDER ? IN_FLIGHT : 0);
            assertThat(Load.outOfOrder(pipeline.whatsApp().calls())).isEmpty();
            assertThat(outgoingIds(pipeline.topics())).containsExactlyInAnyOrderElementsOf(load.expectedReplies());
        }
    }

    private static void awaitAll(Pipeline pipeline, Load load) {
        Awaitility.await("every message is answered")
                .atMost(PATIENCE)
                .until(() -> pipeline.whatsApp().times().size() >= load.total());
    }

    /** Read by offset and not by a group, so that each committed record counts once. */
    private static List<String> outgoingIds(TopicLayout topics) throws Exception {
        List<String> ids = new ArrayList<>();
        try (TopicReader reader = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.OUTGOING))) {
            for (ConsumerRecord<byte[], byte[]> record : reader.records()) {
                ids.add(Json.read(record.value(), OutgoingMessage.class).id());
            }
        }
        return ids;
    }
}
