package co.loglife.flow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class MomentTest {
    private static final Instant NOW = Instant.parse("2026-11-27T13:00:00Z");
    private static final ZoneId KARACHI = ZoneId.of("Asia/Karachi");

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T08:00:00Z, 2026-11-27T08:00:00Z",
        "2026-11-27T08:00:00.123Z, 2026-11-27T08:00:00.123Z",
        "2026-11-27T08:00+02:00, 2026-11-27T06:00:00Z",
        "2026-11-27T08:00, 2026-11-27T03:00:00Z",
        "2026-11-27, 2026-11-26T19:00:00Z",
        "90s, 2026-11-27T12:58:30Z",
        "30m, 2026-11-27T12:30:00Z",
        "24h, 2026-11-26T13:00:00Z",
        "7d, 2026-11-20T13:00:00Z"
    })
    void isAnInstantALocalTimeOrHowLongAgo(String text, Instant moment) {
        assertThat(Moment.parse(text, NOW, KARACHI)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "24", "2026-13-01", "25:00", "-1h", "9999999h"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Moment.parse(text, NOW, KARACHI)).isInstanceOf(TypeConversionException.class);
    }
}
