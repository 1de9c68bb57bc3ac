package co.loglife.flow.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WatchTest {
    @Test
    void remembersTheLastAnswerThroughFailures() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Watch<Integer> watch = Watch.start("test", 0, () -> {
            int time = asked.incrementAndGet();
            if (time == 2) {
                throw new IllegalStateException("away");
            }
            return time;
        })) {
            await().until(() -> watch.latest() == 1);
            await().until(() -> asked.get() == 2);
            assertThat(watch.latest()).isNotEqualTo(2);
            await().until(() -> watch.latest() >= 3);
        }
    }
}
