package co.loglife.flow.runtime.trace;

import org.jspecify.annotations.Nullable;

/** Where a service's steps are made. */
public interface Tracing extends AutoCloseable {
    /** Whether anybody hears of steps: facts that cost something to find are for this alone. */
    boolean isOn();

    /**
     * Work begins.
     *
     * @param cause what it follows from: its span is a child of that one's, of a record's also linked to it; null
     *     begins a trace while spans are exported
     */
    Step begin(Step.Kind kind, String name, @Nullable TraceContext cause);

    /** Exports what is left, within a bound. */
    @Override
    void close();

    /** As configured. */
    static Tracing of(TraceConfig config, String service) {
        return config.isOn() ? ExportedTracing.start(config.properties(), service) : off();
    }

    /** Passes contexts on and tells nobody. */
    static Tracing off() {
        return new Off();
    }

    /** See {@link #off}. */
    record Off() implements Tracing {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Step begin(Step.Kind kind, String name, @Nullable TraceContext cause) {
            return new Step.Unseen(cause);
        }

        @Override
        public void close() {}
    }
}
