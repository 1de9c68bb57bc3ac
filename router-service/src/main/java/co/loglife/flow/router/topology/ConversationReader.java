package co.loglife.flow.router.topology;

import co.loglife.flow.model.User;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Finds a user's conversation among the routers of an installation. */
public final class ConversationReader {
    private final KafkaStreams streams;
    private final HostInfo self;

    public ConversationReader(RouterStreams router) {
        this.streams = router.streams();
        this.self = HostInfo.buildFromEndpoint(router.advertised());
    }

    /** Where a conversation is. */
    public sealed interface Found {
        /** Here. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Here(byte[] stored) implements Found {}

        /** At another router. */
        record There(String host, int port) implements Found {}

        /** The user never wrote. */
        record Nowhere() implements Found {}

        /** Nobody can tell at this moment: partitions are being handed over. */
        record Later() implements Found {}
    }

    /** Looks it up; {@code forwarded} by another router it is either here or, after a hand-over, for later. */
    public Found find(User user, boolean forwarded) {
        byte[] key = Sinks.key(user);
        try {
            KeyQueryMetadata owner =
                    streams.queryMetadataForKey(RouterTopology.CONVERSATIONS, key, new ByteArraySerializer());
            if (owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                return new Found.Later();
            }
            if (!owner.activeHost().equals(self)) {
                return forwarded
                        ? new Found.Later()
                        : new Found.There(
                                owner.activeHost().host(), owner.activeHost().port());
            }
            ReadOnlyKeyValueStore<byte[], byte[]> store = streams.store(StoreQueryParameters.fromNameAndType(
                            RouterTopology.CONVERSATIONS, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
                    .withPartition(owner.partition()));
            return Optional.ofNullable(store.get(key))
                    .<Found>map(Found.Here::new)
                    .orElseGet(Found.Nowhere::new);
        } catch (InvalidStateStoreException | IllegalStateException _) { // not running, or not yet restored
            return new Found.Later();
        }
    }
}
