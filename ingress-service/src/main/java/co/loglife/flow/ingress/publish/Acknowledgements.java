package co.loglife.flow.ingress.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Counts the acknowledgements of one request's records: complete with the last, failed with the first refusal. */
final class Acknowledgements implements Callback {
    private final CompletableFuture<Void> all = new CompletableFuture<>();
    private final AtomicInteger missing;

    Acknowledgements(int records) {
        missing = new AtomicInteger(records);
        if (records == 0) {
            all.complete(null);
        }
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            all.completeExceptionally(exception);
        } else if (missing.decrementAndGet() == 0) {
            all.complete(null);
        }
    }

    void fail(Exception cause) {
        all.completeExceptionally(cause);
    }

    boolean hasFailed() {
        return all.isCompletedExceptionally();
    }

    CompletableFuture<Void> all() {
        return all;
    }
}
