package co.loglife.flow.runtime;

import co.loglife.flow.model.ErrorClass;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Why a record was given up. A dead letter has the source record's key, value and headers byte for byte, and this in
 * further headers, so that a re-drive is a copy.
 *
 * @param reason one line for people, without any message text
 * @param errorClass what kind of failure it was
 * @param service which service gave up
 * @param topic where the record was
 * @param partition where in the topic
 * @param offset where in the partition
 * @param tries how often it was tried
 * @param at when it was given up
 */
public record DeadLetter(
        String reason,
        ErrorClass errorClass,
        String service,
        String topic,
        int partition,
        long offset,
        int tries,
        Instant at) {

    /** What every header of ours begins with. */
    public static final String PREFIX = "dead-letter.";

    private static final int LONGEST_REASON = 500;

    /** The source's headers and this. */
    public Headers on(Headers source) {
        Headers headers = new RecordHeaders();
        for (Header header : source) {
            if (!header.key().startsWith(PREFIX)) { // a dead letter that failed again says why it failed last
                headers.add(header);
            }
        }
        put(headers, "reason", reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
        put(headers, "class", errorClass.word());
        put(headers, "service", service);
        put(headers, "topic", topic);
        put(headers, "partition", String.valueOf(partition));
        put(headers, "offset", String.valueOf(offset));
        put(headers, "tries", String.valueOf(tries));
        put(headers, "at", at.toString());
        return headers;
    }

    /** Reads what {@link #on} wrote; empty when these are not the headers of a dead letter. */
    public static Optional<DeadLetter> of(Headers headers) {
        String reason = header(headers, "reason");
        String service = header(headers, "service");
        String topic = header(headers, "topic");
        String partition = header(headers, "partition");
        String offset = header(headers, "offset");
        String tries = header(headers, "tries");
        String at = header(headers, "at");
        Optional<ErrorClass> errorClass =
                Optional.ofNullable(header(headers, "class")).flatMap(ErrorClass::of);
        if (reason == null
                || errorClass.isEmpty()
                || service == null
                || topic == null
                || partition == null
                || offset == null
                || tries == null
                || at == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DeadLetter(
                    reason,
                    errorClass.get(),
                    service,
                    topic,
                    Integer.parseInt(partition),
                    Long.parseLong(offset),
                    Integer.parseInt(tries),
                    Instant.parse(at)));
        } catch (NumberFormatException | DateTimeParseException e) { // not written by us
            return Optional.empty();
        }
    }

    /** One of our headers of a dead letter, {@code reason} say; null when it is not there. */
    public static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(PREFIX + name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
