package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Says on stderr how far a command has come, once a second from the first second on: whoever waits less hears nothing.
 * On a terminal in one line that is written over.
 */
final class Ticker implements Progress, AutoCloseable {
    private static final long SECOND = 1_000_000_000;

    private final PrintWriter err;
    private final String doing;
    private final boolean onTerminal;
    private long told = System.nanoTime();
    private boolean open;

    Ticker(PrintWriter err, String doing, boolean onTerminal) {
        this.err = err;
        this.doing = doing;
        this.onTerminal = onTerminal;
    }

    @Override
    public void read(long read, long all) {
        long now = System.nanoTime();
        if (now - told < SECOND) {
            return;
        }
        told = now;
        String line = String.format(Locale.ROOT, "%s: %,d of %,d records", doing, read, Math.max(read, all));
        if (onTerminal) {
            err.print("\r\u001b[K" + line);
            open = true;
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Leaves the line to what follows. */
    @Override
    public void close() {
        if (open) {
            err.print("\r\u001b[K");
            err.flush();
            open = false;
        }
    }
}
