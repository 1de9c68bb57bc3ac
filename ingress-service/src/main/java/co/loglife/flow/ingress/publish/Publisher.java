package co.loglife.flow.ingress.publish;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Appends records. */
public interface Publisher extends AutoCloseable {
    /**
     * Appends records in their order. The result is complete when every one of them is acknowledged by all in-sync
     * replicas; it fails, within a bound and never with a hang, when even one cannot be.
     */
    CompletableFuture<Void> publish(List<ProducerRecord<byte[], byte[]>> records);

    @Override
    void close();
}
