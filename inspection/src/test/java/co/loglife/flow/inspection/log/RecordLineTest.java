package co.loglife.flow.inspection.log;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.inspection.way.Veil;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class RecordLineTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00.125Z");
    private static final TopicLayout TOPICS = new TopicLayout("whatsapp.");

    private final RecordLine line = new RecordLine(TOPICS, ZoneOffset.UTC, Veil.OPEN);

    @Test
    void showsWhoSaidWhatInOneLine() {
        byte[] value = Json.write(aMessage().saying("first\nsecond").build());

        assertThat(line.forPeople(record("whatsapp.incoming", value, new RecordHeaders())))
                .isEqualTo("09:00:00.125 incoming[3]@120 923001234567 business_api chat \"first⏎second\"");
    }

    @Test
    void aVeilHidesNumbersAndWords() {
        byte[] value = Json.write(aMessage().saying("my secret").build());
        RecordLine veiled = new RecordLine(TOPICS, ZoneOffset.UTC, Veil.MASKED);

        assertThat(veiled.forPeople(record("whatsapp.incoming", value, new RecordHeaders())))
                .isEqualTo("09:00:00.125 incoming[3]@120 9230******67 business_api chat (9 characters)");
        assertThat(veiled.forPeople(record("whatsapp.webhooks", value, new RecordHeaders())))
                .doesNotContain("secret", "923001234567");
    }

    @Test
    void aRecordCannotCommandTheTerminal() {
        byte[] value = Json.write(aMessage().saying("\u001b[2Jgone\u202e").build());

        assertThat(line.forPeople(record("whatsapp.incoming", value, new RecordHeaders())))
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void aDeadLetterShowsItsReasonAndNotItsBytes() {
        Headers headers = new DeadLetter(
                        "not JSON at byte 0", ErrorClass.POISON, "router", "whatsapp.incoming", 3, 42, 1, AT)
                .on(new RecordHeaders());

        assertThat(line.forPeople(record("whatsapp.dead-letters", "secret".getBytes(StandardCharsets.UTF_8), headers)))
                .endsWith("poison: not JSON at byte 0 (from whatsapp.incoming[3]@42)")
                .doesNotContain("secret");
    }

    @Test
    void garbageIsShownAsSuch() {
        assertThat(line.forPeople(record("whatsapp.outgoing", new byte[] {1, 2, 3}, new RecordHeaders())))
                .endsWith("(3 bytes, no JSON)");
        assertThat(line.forTools(record("whatsapp.outgoing", new byte[] {1, 2, 3}, new RecordHeaders())))
                .contains("\"value_base64\":\"AQID\"");
    }

    @Test
    void toolsGetTheWholeRecord() throws Exception {
        byte[] value = Json.write(aMessage().saying("hi").build());
        Headers headers = new RecordHeaders().add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));

        String json = line.forTools(record("whatsapp.incoming", value, headers));

        assertThat(Json.mapper().readTree(json).at("/value/raw_msg").asText()).isEqualTo("hi");
        assertThat(Json.mapper().readTree(json).at("/headers/traceparent").asText())
                .isEqualTo("00-1");
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                topic,
                3,
                120,
                AT.toEpochMilli(),
                TimestampType.CREATE_TIME,
                12,
                value.length,
                "923001234567".getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }
}
