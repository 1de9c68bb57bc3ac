package co.loglife.flow.sender.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The header of our own notes on the deliveries topic that says which outgoing record they are about, by its offset in
 * the partition of the same number: an id can be on the outgoing topic more than once, when a dead letter is driven
 * again.
 */
final class LedgerHeaders {
    private static final String OUTGOING_OFFSET = "outgoing-offset";

    private LedgerHeaders() {}

    static void put(Headers headers, long offset) {
        headers.add(OUTGOING_OFFSET, String.valueOf(offset).getBytes(StandardCharsets.US_ASCII));
    }

    /** Null on what others wrote. */
    static @Nullable Long offset(Headers headers) {
        Header header = headers.lastHeader(OUTGOING_OFFSET);
        if (header == null || header.value() == null) {
            return null;
        }
        String text = new String(header.value(), StandardCharsets.US_ASCII);
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }
}
