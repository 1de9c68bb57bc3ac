package co.loglife.flow.sender.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                             | PT0S",
                " 77                           | PT77S",
                "7200                          | PT2H",
                "86400                         | PT24H",
                "999999999                     | PT24H",
                "Mon, 02 Mar 2026 15:00:00 GMT | PT3H",
                "Mon, 02 Mar 2026 11:00:00 GMT | PT0S",
                "Mon, 09 Mar 2026 12:00:00 GMT | PT24H",
                "soon                          |",
                "''                            |",
            })
    void isTakenAtItsWordForADay(String header, @Nullable Duration wait) {
        assertThat(RetryAfter.of(header, NOON)).isEqualTo(wait);
    }
}
