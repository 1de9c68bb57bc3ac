package co.loglife.flow.router.topology;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.router.turn.Turns;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * incoming and identities → turns → outgoing, dead letters, identities, and incoming again. Only the shape. Both
 * sources have the same number of partitions, so a key's records of either reach the same task and its stores.
 *
 * <p>Everything has a name, which is part of the names of the changelog topics: a name never changes.
 */
public final class RouterTopology {
    /** By user: all the router keeps about them. */
    public static final String CONVERSATIONS = "conversations";

    /** By moment, user and name: the timers that are set. */
    static final String TIMERS = "timers";

    /** By business-scoped id: the user it belongs to. */
    static final String IDENTITIES = "identities";

    private static final String TURNS = "turns";

    private RouterTopology() {}

    /** The topology of one installation's topics. */
    public static Topology build(TopicLayout topics, StoreKind stores, Turns turns, Observers observers) {
        return build(topics, topics, stores, turns, observers);
    }

    /** From one installation's topics to another's, and no turn is ended: a replay writes where nobody reads. */
    public static Topology build(
            TopicLayout topics, TopicLayout to, StoreKind stores, Turns turns, RouterMetrics metrics) {
        return build(topics, to, stores, turns, Observers.of(metrics));
    }

    private static Topology build(
            TopicLayout topics, TopicLayout to, StoreKind stores, Turns turns, Observers observers) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                "records",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.name(TopicLayout.Kind.INCOMING),
                topics.name(TopicLayout.Kind.IDENTITIES));
        topology.addProcessor(TURNS, new Supplier(topics, stores, turns, observers), "records");
        for (TopicLayout.Kind sink : Sinks.KINDS) {
            topology.addSink(
                    Sinks.name(sink), to.name(sink), new ByteArraySerializer(), new ByteArraySerializer(), TURNS);
        }
        return topology;
    }

    private record Supplier(TopicLayout topics, StoreKind kind, Turns turns, Observers observers)
            implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new TurnProcessor(topics, turns, observers);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(kind.store(CONVERSATIONS), kind.store(TIMERS), kind.store(IDENTITIES));
        }
    }
}
