package co.loglife.flow.cli.replay;

import co.loglife.flow.model.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is asked to be replayed, by the times the records were written.
 *
 * @param user whose conversation, or everybody's
 * @param since from this moment on; what was before only makes up the state
 * @param until before this moment
 */
public record Stretch(Optional<User> user, Optional<Instant> since, Optional<Instant> until) {
    /** Whether a record is of the conversations asked for. */
    boolean concerns(ConsumerRecord<byte[], byte[]> record) {
        return user.isEmpty() || Arrays.equals(user.get().key().getBytes(StandardCharsets.UTF_8), record.key());
    }

    /** Whether a record is asked for, rather than only makes up the state. */
    boolean asksFor(ConsumerRecord<byte[], byte[]> record) {
        return since.isEmpty() || record.timestamp() >= since.get().toEpochMilli();
    }
}
