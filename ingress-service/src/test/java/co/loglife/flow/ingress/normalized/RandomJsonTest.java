package co.loglife.flow.ingress.normalized;

import static org.assertj.core.api.Assertions.assertThatCode;

import co.loglife.flow.ingress.graphapi.GraphApiNormalizer;
import co.loglife.flow.ingress.publish.Envelope;
import co.loglife.flow.ingress.publish.Records;
import co.loglife.flow.ingress.webjs.WebNormalizer;
import co.loglife.flow.ingress.webjs.WebPayload;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.media.MediaReference;
import co.loglife.flow.runtime.trace.TraceContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever is signed is normalized and becomes records: never an exception, which would be a 500 and a retry for days.
 */
class RandomJsonTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final int WEBHOOKS = 20_000;

    @Test
    void everyWebhookBecomesRecords() {
        GraphApiNormalizer normalizer = new GraphApiNormalizer("default");
        Records records = new Records(new TopicLayout("t."));
        for (long seed = 0; seed < WEBHOOKS; seed++) {
            RandomJson random = new RandomJson(seed);
            JsonNode webhook = random.webhook();
            assertThatCode(() -> records.of(envelope(webhook), normalizer.normalize(webhook, NOW)))
                    .as("seed %d: %s", seed, webhook)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void everyPayloadIsFiledOrRefusedWithAReason() {
        WebNormalizer normalizer = new WebNormalizer(ClientType.WEB, "default");
        Records records = new Records(new TopicLayout("t."));
        for (long seed = 0; seed < WEBHOOKS; seed++) {
            RandomJson random = new RandomJson(seed);
            JsonNode json = random.payload();
            assertThatCode(() -> {
                        try {
                            WebPayload payload = new WebPayload(json);
                            var file = payload.file();
                            List<Normalized> elements = normalizer.normalize(
                                    file.isPresent() ? payload.withFileAt(MediaReference.of(file.get()), 1) : payload,
                                    null,
                                    "own",
                                    NOW);
                            records.of(envelope(json), elements);
                        } catch (IllegalArgumentException e) {
                            // Refused with 400: as good as filed.
                        }
                    })
                    .as("seed %d: %s", seed, json)
                    .doesNotThrowAnyException();
        }
    }

    private static Envelope envelope(JsonNode json) {
        return new Envelope("/", Json.write(json), null, null, TraceContext.begin(), NOW);
    }
}
