package co.loglife.flow.runtime;

import org.jspecify.annotations.Nullable;

/** The Kafka cluster did not answer, or refused. */
public final class KafkaUnreachableException extends RuntimeException {
    public KafkaUnreachableException(@Nullable Throwable cause) {
        super(cause);
    }
}
