package co.loglife.flow.console.http;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.inspection.trace.Question;
import co.loglife.flow.inspection.trace.Tracer;
import co.loglife.flow.inspection.way.Way;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Looks on the topics for what is no longer remembered. One search at a time, each within a bound: whoever looks must
 * not cost the broker more than those who work.
 */
final class Traces implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Tracer tracer;

    Traces(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Looks.
     *
     * @throws Refused when somebody else's search or this one takes too long, or Kafka does not answer
     */
    List<Way> find(Question question) throws InterruptedException {
        if (!lock.tryLock(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Refused(503, "Others are searching. Try again in a moment.");
        }
        try {
            if (tracer == null) {
                tracer = Tracer.open(cluster);
            }
            return tracer.trace(question, within(System.nanoTime() + LONGEST.toNanos()))
                    .ways();
        } catch (InspectionException e) {
            throw new Refused(503, String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            closeTracer();
            throw new Refused(503, "Kafka does not answer.");
        } finally {
            lock.unlock();
        }
    }

    private static Progress within(long end) {
        return (_, _) -> {
            if (System.nanoTime() - end > 0) {
                throw new InspectionException(
                        "The search took too long and was ended. Name the user to make it shorter.");
            }
        };
    }

    private void closeTracer() {
        if (tracer != null) {
            tracer.close();
            tracer = null;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closeTracer();
        } finally {
            lock.unlock();
        }
    }
}
