package co.loglife.flow.ingress.publish;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class KnownPairsTest {
    private static final List<Normalized> PAIR = List.of(new Normalized.Pair(
            new Identity("US.1349", new User("14155550100"), Instant.parse("2026-03-02T09:00:00Z"))));

    private final AtomicLong nanos = new AtomicLong();
    private final KnownPairs pairs = new KnownPairs(nanos::get);

    @Test
    void writesAPairAgainAfterAnHourForItMayHaveBeenErased() {
        assertThat(pairs.without(PAIR)).isEqualTo(PAIR);
        pairs.remember(PAIR);

        nanos.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(pairs.without(PAIR)).isEmpty();

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(pairs.without(PAIR)).isEqualTo(PAIR);
    }
}
