package co.loglife.flow.router.topology;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Where a store's content is while the router runs; its changelog topic has it for ever. */
public enum StoreKind {
    /** On the heap: fast, nothing on disk, as large as all conversations. */
    MEMORY,
    /** On disk below the state folder: memory stays the same however many users there are. */
    ROCKSDB;

    StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(
                switch (this) {
                    case MEMORY -> Stores.inMemoryKeyValueStore(name);
                    case ROCKSDB -> Stores.persistentKeyValueStore(name);
                },
                Serdes.ByteArray(),
                Serdes.ByteArray());
    }
}
