package co.loglife.flow.router.topology;

import co.loglife.flow.runtime.metrics.KafkaMeters;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running topology. */
public final class RouterStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouterStreams.class);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final KafkaStreams streams;

    private final String advertised;

    private RouterStreams(KafkaStreams streams, String advertised) {
        this.streams = streams;
        this.advertised = advertised;
    }

    /** Starts it; partitions come a little later. */
    public static RouterStreams start(Topology topology, StreamsSettings settings) {
        KafkaStreams streams = new KafkaStreams(topology, settings.properties(), new BriskClients());
        // What is not a record's fault (a broker gone for long, a lost transaction): a new thread goes on from the
        // last commit.
        streams.setUncaughtExceptionHandler(exception -> {
            LOG.atError().setCause(exception).log("A stream thread failed and is replaced");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.start();
        return new RouterStreams(streams, settings.advertised());
    }

    /** Starts one more thread, in the place of one that is lost in a turn without end. */
    public void addThread() {
        var _ = streams.addStreamThread();
    }

    /** Why it takes no records at this moment. */
    public Optional<String> notReady() {
        KafkaStreams.State state = streams.state();
        return state == KafkaStreams.State.RUNNING ? Optional.empty() : Optional.of("Kafka Streams is " + state);
    }

    /** Shows what Kafka Streams and its clients measure; to be closed before this. */
    public AutoCloseable shownBy(KafkaMeters meters) {
        return meters.bound(new KafkaStreamsMetrics(streams, Tags.empty(), meters.looking(), KafkaMeters.LOOK_EVERY));
    }

    /** What the other instances were told. */
    String advertised() {
        return advertised;
    }

    KafkaStreams streams() {
        return streams;
    }

    /** Commits what is done and leaves the group, so that others take over at once. */
    @Override
    public void close() {
        boolean closed =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSING));
        if (!closed) {
            LOG.atWarn().addKeyValue("waited", CLOSING).log("Kafka Streams did not close in time");
        }
    }
}
