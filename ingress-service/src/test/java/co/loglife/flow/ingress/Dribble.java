package co.loglife.flow.ingress;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Says a text one character every tenth of a second, until it is cut off. */
final class Dribble implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger said = new AtomicInteger();

    Dribble(RawHttp caller, String text) {
        var _ = clock.scheduleAtFixedRate(() -> say(caller, text), 0, 100, TimeUnit.MILLISECONDS);
    }

    /** How many characters it came to. */
    int said() {
        return said.get();
    }

    private void say(RawHttp caller, String text) {
        try {
            caller.says(text.substring(said.get(), said.get() + 1));
            said.incrementAndGet();
        } catch (IOException e) {
            clock.shutdown();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
