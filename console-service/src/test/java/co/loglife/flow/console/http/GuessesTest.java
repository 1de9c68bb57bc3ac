package co.loglife.flow.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class GuessesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Guesses guesses = new Guesses();

    @Test
    void waitsAfterTenWrongOnesUntilTheMinuteIsOver() {
        for (int i = 0; i < 10; i++) {
            assertThat(guesses.mustWait("10.0.0.1", NOW)).isFalse();
            guesses.wrong("10.0.0.1", NOW);
        }

        assertThat(guesses.mustWait("10.0.0.1", NOW.plusSeconds(59))).isTrue();
        assertThat(guesses.mustWait("10.0.0.2", NOW)).isFalse();
        assertThat(guesses.mustWait("10.0.0.1", NOW.plusSeconds(60))).isFalse();
    }
}
