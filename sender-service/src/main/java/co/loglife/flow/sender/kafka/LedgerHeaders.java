package co.loglife.flow.sender.kafka;

import co.loglife.flow.sender.dispatch.Ledger;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of our own notes on the deliveries topic. One says which outgoing record they are about, by its offset in
 * the partition of the same number: an id can be on the outgoing topic more than once, when a dead letter is driven
 * again. The other says how many attempts counted against the message so far, which not all do: what waited for a login
 * or a token may have been tried a hundred times.
 */
final class LedgerHeaders {
    private static final String OUTGOING_OFFSET = "outgoing-offset";
    private static final String FAILURES = "failures";

    private LedgerHeaders() {}

    static void put(Headers headers, long offset, int failures) {
        headers.add(OUTGOING_OFFSET, ascii(offset)).add(FAILURES, ascii(failures));
    }

    /** Null on what others wrote. */
    static Ledger.@Nullable Note note(Headers headers) {
        Long offset = number(headers, OUTGOING_OFFSET, 18);
        if (offset == null) {
            return null;
        }
        Long failures = number(headers, FAILURES, 9);
        return new Ledger.Note(offset, failures == null ? null : failures.intValue());
    }

    private static byte[] ascii(long number) {
        return String.valueOf(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable Long number(Headers headers, String name, int digits) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        String text = new String(header.value(), StandardCharsets.US_ASCII);
        return text.matches("[0-9]{1," + digits + "}") ? Long.valueOf(text) : null;
    }
}
