package co.loglife.flow.router.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SeenIdsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void knowWhatWasHereForEightDays() {
        SeenIds seen = SeenIds.NONE.with("a", NOW, false).with("b", NOW.plus(Duration.ofDays(8)), false);

        assertThat(seen.has("a")).isTrue();
        assertThat(seen.has("c")).isFalse();
        assertThat(seen.with("c", NOW.plus(Duration.ofDays(8)).plusSeconds(60), false)
                        .has("a"))
                .isFalse();
    }

    @Test
    void areBoundedWhateverIsSaid() {
        SeenIds seen = SeenIds.NONE;
        for (int i = 0; i < 3 * SeenIds.MOST; i++) {
            seen = seen.with("m" + i, NOW, false);
        }

        assertThat(seen.size()).isEqualTo(SeenIds.MOST);
        assertThat(seen.has("m" + 2 * SeenIds.MOST)).isTrue();
        assertThat(seen.has("m" + (2 * SeenIds.MOST - 1))).isFalse();
        assertThat(seen.and(seen).size()).isEqualTo(SeenIds.MOST);
    }

    @Test
    void knowAThousandMessagesOfEachOfEightDays() {
        SeenIds seen = SeenIds.NONE;
        for (int i = 0; i < 8_000; i++) {
            seen = seen.with("m" + i, NOW.plus(Duration.ofDays(i / 1000)), false);
        }

        assertThat(seen.has("m0")).isTrue();
        assertThat(seen.size()).isEqualTo(8_000);
    }

    @Test
    void surviveTheStore() {
        SeenIds seen = SeenIds.of(
                SeenIds.NONE.with("a", NOW, true).with("b", NOW, false).bytes());

        assertThat(seen.hasFailed("a")).isTrue();
        assertThat(seen.hasFailed("b")).isFalse();
        assertThat(seen.with("a", NOW, false).hasFailed("a")).isFalse();
        assertThat(seen.with("a", NOW, false).size()).isEqualTo(2);
    }
}
