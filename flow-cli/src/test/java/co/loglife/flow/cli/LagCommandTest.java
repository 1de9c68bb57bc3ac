package co.loglife.flow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LagCommandTest {
    @ParameterizedTest
    @CsvSource({
        "PT0.35S, 350 ms",
        "PT1S, 1.0 s",
        "PT12.34S, 12.3 s",
        "PT59.999S, 60.0 s",
        "PT4M5S, 4 min 5 s",
        "PT3H20M, 3 h 20 min",
        "PT53H, 2 d 5 h"
    })
    void saysAnAgeInTwoUnitsAtMost(Duration age, String words) {
        assertThat(LagCommand.inWords(age)).isEqualTo(words);
    }
}
