package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.testing.TopicReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Brokers of a cluster go until too few are left to keep a record safely, and come back. */
@Tag("broker")
class MinorityTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Set<String> taken = new HashSet<>();
    private Cluster cluster;
    private Ingress ingress;

    @BeforeEach
    void start() throws Exception {
        cluster = Cluster.start();
        ingress = Ingress.start(cluster.bootstrapServers(), cluster.topics());
    }

    @AfterEach
    void stop() throws Exception {
        ingress.close();
        cluster.close();
    }

    @Test
    void withTooFewReplicasTheCallerIsToldToComeAgainAndNoneOfIts200sIsMissing() throws Exception {
        awaitStatus("all", 200);

        cluster.stop(2);
        awaitStatus("two", 200);

        cluster.stop(1);
        awaitStatus("one", 503);
        for (HttpResponse<String> refused : List.of(
                ingress.receives(webhook("wamid.alone")),
                ingress.hears("{\"sender\":\"923325727426\",\"raw_msg\":\"hi\"}"),
                ingress.queues("{\"recipient\":\"923001234567\",\"message\":\"hello\"}"))) {
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).startsWith("{\"success\":false");
        }

        cluster.start(1);
        awaitStatus("again", 200);

        assertThat(stored()).containsAll(taken);
        assertThat(taken).hasSizeGreaterThanOrEqualTo(3);
    }

    /** While leaders move it may be a 503 for a moment; never anything but a 200 or a 503, and never none at all. */
    private void awaitStatus(String when, int wanted) {
        int[] number = {0};
        await().atMost(PATIENCE).until(() -> {
            String id = "wamid." + when + number[0]++;
            int status = ingress.receives(webhook(id)).statusCode();
            assertThat(status).isIn(200, 503);
            if (status == 200) {
                taken.add(id);
            }
            return status == wanted;
        });
    }

    private Set<String> stored() throws UnreadableException {
        Set<String> ids = new HashSet<>();
        try (TopicReader reader = new TopicReader(
                KafkaSettings.at(cluster.bootstrapServers()), cluster.topics().name(Kind.INCOMING))) {
            for (var record : reader.records()) {
                ids.add(Json.read(record.value(), IncomingMessage.class).id());
            }
        }
        return ids;
    }

    private static String webhook(String id) {
        return "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"77\"},"
                + "\"messages\":[{\"from\":\"16505551234\",\"id\":\"" + id
                + "\",\"type\":\"text\",\"text\":{\"body\":\"hi\"}}]}}]}]}";
    }
}
