package co.loglife.flow.runtime.trace;

import org.jspecify.annotations.Nullable;

/** A piece of work within a trace: a span while spans are exported, else only the context that is passed on. */
public interface Step extends AutoCloseable {
    /** What follows from this work carries it; null where nothing came to be carried on. */
    @Nullable
    TraceContext context();

    /** A fact; never a text, a number or a secret of anybody's. */
    Step fact(String key, String value);

    /** A better name than there was at the beginning. */
    Step named(String name);

    /** It did not succeed; {@code why} is one of few words. */
    Step failed(String why);

    /** The work is over. */
    @Override
    void close();

    /** What work is, seen from outside. */
    enum Kind {
        /** A request that is answered. */
        SERVER,
        /** A record that is taken. */
        CONSUMER,
        /** A record that is written. */
        PRODUCER,
        /** A call that is made. */
        CLIENT
    }

    /** A step of which nobody hears. */
    record Unseen(@Nullable TraceContext context) implements Step {
        @Override
        public Step fact(String key, String value) {
            return this;
        }

        @Override
        public Step named(String name) {
            return this;
        }

        @Override
        public Step failed(String why) {
            return this;
        }

        @Override
        public void close() {}
    }
}
