package co.loglife.flow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ErrorClass;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class DeadLetterTest {
    @Test
    void keepsTheSourcesHeadersAndSaysWhyAndWhence() {
        Headers source = new RecordHeaders().add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));

        Headers headers = letter("not JSON at byte 0").on(source);

        assertThat(headers.lastHeader("traceparent")).isNotNull();
        assertThat(DeadLetter.header(headers, "reason")).isEqualTo("not JSON at byte 0");
        assertThat(DeadLetter.header(headers, "class")).isEqualTo("poison");
        assertThat(DeadLetter.header(headers, "topic")).isEqualTo("whatsapp.incoming");
        assertThat(DeadLetter.header(headers, "offset")).isEqualTo("42");
    }

    @Test
    void oneThatFailedAgainSaysOnlyWhyItFailedLast() {
        Headers again = letter("second").on(letter("first").on(new RecordHeaders()));

        assertThat(again.headers("dead-letter.reason")).hasSize(1);
        assertThat(DeadLetter.header(again, "reason")).isEqualTo("second");
    }

    @Test
    void aReasonIsBounded() {
        Headers headers = letter("x".repeat(10_000)).on(new RecordHeaders());

        assertThat(DeadLetter.header(headers, "reason")).hasSize(500);
    }

    @Test
    void isItselfAfterWritingAndReading() {
        DeadLetter letter = letter("not JSON at byte 0");

        assertThat(DeadLetter.of(letter.on(new RecordHeaders()))).contains(letter);
    }

    @Test
    void headersThatLackSomethingAreNoneOfADeadLetter() {
        for (String name : new String[] {"reason", "class", "service", "topic", "partition", "offset", "tries", "at"}) {
            Headers headers = letter("x").on(new RecordHeaders());
            headers.remove("dead-letter." + name);

            assertThat(DeadLetter.of(headers)).as(name).isEmpty();

            headers.add("dead-letter." + name, "?".getBytes(StandardCharsets.UTF_8));
            boolean isText = name.equals("reason") || name.equals("service") || name.equals("topic");
            assertThat(DeadLetter.of(headers).isPresent()).as(name).isEqualTo(isText);
        }
    }

    private static DeadLetter letter(String reason) {
        return new DeadLetter(reason, ErrorClass.POISON, "router", "whatsapp.incoming", 3, 42, 1, Instant.EPOCH);
    }
}
