package co.loglife.flow.benchmarks.router;

import co.loglife.flow.benchmarks.Side;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One of what is compared.
 *
 * @param name in the tables
 * @param main its process
 * @param settings what it is told beside where Kafka is
 */
record Contender(String name, Class<?> main, Map<String, String> settings) {
    static final Contender ROUTER = new Contender("router", OurRouter.class, Map.of());
    static final Contender JSON_ALONE = new Contender("JSON alone", JsonRouter.class, Map.of());
    static final Contender AT_LEAST_ONCE =
            new Contender("at least once", OurRouter.class, Map.of("KAFKA_PROCESSING_GUARANTEE", "at_least_once"));

    /** Starts it on an installation's topics, and waits until it takes records. */
    Side start(Installation there) throws IOException {
        return Side.start(name, main, List.of("-Xmx512m", "-XX:+UseSerialGC"), there.environment(settings));
    }
}
