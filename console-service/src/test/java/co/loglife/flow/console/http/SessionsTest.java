package co.loglife.flow.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.runtime.Secret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Sessions sessions = new Sessions(List.of(new Secret("new"), new Secret("old")));

    @Test
    void holdsUntilItsEnd() {
        String session = sessions.begin(NOW);

        assertThat(sessions.isOpen(session, NOW)).isTrue();
        assertThat(sessions.isOpen(session, NOW.plus(Sessions.LENGTH).minusSeconds(1)))
                .isTrue();
        assertThat(sessions.isOpen(session, NOW.plus(Sessions.LENGTH))).isFalse();
    }

    @Test
    void cannotBeMadeLonger() {
        String session = sessions.begin(NOW);
        int dot = session.indexOf('.');
        String longer = Long.parseLong(session.substring(0, dot)) + 1 + session.substring(dot);

        assertThat(sessions.isOpen(longer, NOW)).isFalse();
    }

    @Test
    void endsWithTheTokenItCameFrom() {
        String session = new Sessions(List.of(new Secret("old"))).begin(NOW);

        assertThat(sessions.isOpen(session, NOW)).isTrue();
        assertThat(new Sessions(List.of(new Secret("new"))).isOpen(session, NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", "x.y", "-1.ff", "99999999999999999999.ff", "9999999999.00"})
    void isNotWhatAnybodyWrites(String session) {
        assertThat(sessions.isOpen(session, NOW)).isFalse();
    }

    @Test
    void doesNotContainTheToken() {
        assertThat(new Sessions(List.of(new Secret("s3cret"))).begin(NOW)).doesNotContain("s3cret");
    }
}
