package co.loglife.flow.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Whether Kafka answers, asked at most once a second however often it is wanted. Its own client asks, not the producer:
 * a service that is not ready gets no requests and would never see the producer succeed again.
 */
public final class BrokerCheck implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Admin admin;
    private final AtomicReference<Seen> last = new AtomicReference<>(new Seen(Optional.empty(), System.nanoTime()));

    private record Seen(Optional<String> problem, long at) {}

    private BrokerCheck(Admin admin) {
        this.admin = admin;
    }

    /**
     * Opens a client for it.
     *
     * @param service whose client it is
     */
    public static BrokerCheck of(KafkaSettings kafka, String service) {
        return new BrokerCheck(Admin.create(kafka.admin(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis(),
                AdminClientConfig.CLIENT_ID_CONFIG, service + "-check"))));
    }

    /** Why no request could be stored now; empty when Kafka answers. */
    public Optional<String> notReady() {
        Seen seen = last.get();
        if (System.nanoTime() - seen.at < FRESH.toNanos()) {
            return seen.problem;
        }
        // Whoever comes while somebody asks is given the last answer.
        if (!last.compareAndSet(seen, new Seen(seen.problem, System.nanoTime()))) {
            return last.get().problem;
        }
        Optional<String> problem = ask();
        last.set(new Seen(problem, System.nanoTime()));
        return problem;
    }

    private Optional<String> ask() {
        try {
            admin.describeCluster().nodes().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("Kafka does not answer");
        }
    }

    @Override
    public void close() {
        admin.close(LONGEST);
    }
}
