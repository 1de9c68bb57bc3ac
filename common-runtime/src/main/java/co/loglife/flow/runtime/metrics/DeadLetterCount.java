package co.loglife.flow.runtime.metrics;

import co.loglife.flow.model.ErrorClass;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Dead letters by class. All classes are there from the start, at 0: an alert on an increase would miss the first of a
 * series that begins at 1.
 */
public final class DeadLetterCount {
    private final Map<ErrorClass, Counter> byClass = new EnumMap<>(ErrorClass.class);

    public DeadLetterCount(MeterRegistry registry) {
        for (ErrorClass errorClass : ErrorClass.values()) {
            byClass.put(
                    errorClass,
                    Counter.builder("dead.letters")
                            .description("Records given up, by why")
                            .tag("class", errorClass.word())
                            .register(registry));
        }
    }

    /** One more. */
    public void add(ErrorClass errorClass) {
        Objects.requireNonNull(byClass.get(errorClass)).increment();
    }
}
