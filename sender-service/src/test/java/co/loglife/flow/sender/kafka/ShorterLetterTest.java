package co.loglife.flow.sender.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.runtime.DeadLetter;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

final class ShorterLetterTest {
    private static final byte[] KEY = {7};

    @Test
    void keepsTheFirstHalfOfTheValueAndSaysSoOnce() {
        ProducerRecord<byte[], byte[]> shorter = ShorterLetter.of(ShorterLetter.of(letter(new byte[] {1, 2, 3, 4, 5})));

        assertThat(shorter.value()).containsExactly(1);
        assertThat(shorter.key()).isEqualTo(KEY);
        assertThat(shorter.partition()).isEqualTo(3);
        assertThat(shorter.headers().lastHeader("traceparent")).isNotNull();
        assertThat(DeadLetter.of(shorter.headers())).contains(why("cut to 1 bytes: not JSON"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void givesUpTheSourcesKeyAndHeadersLast(byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> shorter = ShorterLetter.of(letter(value));

        assertThat(shorter.key()).isNull();
        assertThat(shorter.value()).isEqualTo(value);
        assertThat(shorter.headers().lastHeader("traceparent")).isNull();
        assertThat(DeadLetter.of(shorter.headers())).contains(why("cut to 0 bytes: not JSON"));
    }

    private static ProducerRecord<byte[], byte[]> letter(byte @Nullable [] value) {
        Headers source = new RecordHeaders().add("traceparent", new byte[] {1});
        return new ProducerRecord<>(
                "dead-letters", 3, KEY, value, why("not JSON").on(source));
    }

    private static DeadLetter why(String reason) {
        return new DeadLetter(
                reason, ErrorClass.POISON, "sender", "outgoing", 3, 42, 0, Instant.parse("2026-03-02T09:00:00Z"));
    }
}
