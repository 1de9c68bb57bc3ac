package co.loglife.flow.simulator.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryPolicyTest {
    @ParameterizedTest
    @CsvSource({"1, 250", "2, 500", "5, 4000", "7, 16000", "8, 20000", "190, 20000"})
    void waitsEverLongerUpToABound(int tries, long millis) {
        assertThat(RetryPolicy.STANDARD.after(tries)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "/whatsapp-incoming, 200, false",
        "/whatsapp-incoming, 204, true",
        "/whatsapp-incoming, 400, true",
        "/whatsapp-incoming, 401, true",
        "/whatsapp-incoming, 503, true",
        "/whatsapp-incoming,   0, true",
        "/webhook,           200, false",
        "/webhook,           400, false",
        "/webhook,           413, false",
        "/webhook,           422, false",
        "/webhook,           401, true",
        "/webhook,           503, true"
    })
    void repeatsAsTheRealOnesDo(String path, int status, boolean again) {
        assertThat(RetryPolicy.STANDARD.again(letter(path), new Answer(status, 1)))
                .isEqualTo(again);
    }

    @Test
    void givesUpInTheEnd() {
        assertThat(RetryPolicy.STANDARD.again(letter("/webhook"), new Answer(503, 200)))
                .isFalse();
    }

    private static Letter letter(String path) {
        return new Letter("id", path, Map.of(), new byte[0], Duration.ZERO, () -> {});
    }
}
