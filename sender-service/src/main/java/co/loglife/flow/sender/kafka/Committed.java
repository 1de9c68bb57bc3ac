package co.loglife.flow.sender.kafka;

import co.loglife.flow.sender.dispatch.Assignment;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** What is committed: the offset, and beside it from where on the ledger speaks of what comes after it. */
final class Committed {
    private static final String LEDGER_FROM = "ledger-from:";

    private Committed() {}

    static OffsetAndMetadata of(Assignment.Commit commit) {
        return new OffsetAndMetadata(commit.settledUpTo(), LEDGER_FROM + commit.ledgerFrom());
    }

    /** Empty when somebody else committed, a tool say. */
    static OptionalLong ledgerFrom(OffsetAndMetadata committed) {
        String text = committed.metadata();
        return text.matches(LEDGER_FROM + "[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text.substring(LEDGER_FROM.length())))
                : OptionalLong.empty();
    }
}
