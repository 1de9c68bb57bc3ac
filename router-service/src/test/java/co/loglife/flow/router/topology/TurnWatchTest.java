package co.loglife.flow.router.topology;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A lost thread gets a successor, if not at once then later. */
final class TurnWatchTest {
    private record At(String topic, int partition, long offset) implements RecordMetadata {}

    @Test
    void triesAgainToReplaceALostThread() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        try (TurnWatch watch = new TurnWatch(Duration.ofMillis(20))) {
            watch.start(() -> {
                if (tries.incrementAndGet() < 3) {
                    throw new IllegalStateException("no broker is known by name");
                }
            });
            Thread turn = Thread.ofPlatform().start(() -> watch.during(new At("incoming", 0, 7), () -> endless(end)));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> tries.get() == 3);
            end.countDown();
            turn.join();
        }
    }

    /** Takes no notice of an interrupt. */
    private static boolean endless(CountDownLatch end) {
        while (true) {
            try {
                end.await();
                return true;
            } catch (InterruptedException _) {
                // as a bot that only computes
            }
        }
    }
}
