package co.loglife.flow.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The topics of one installation: their names below its prefix, and how each is kept.
 *
 * @param prefix what every name begins with ({@code whatsapp.} by default)
 */
public record TopicLayout(String prefix) {
    /** The prefix where none is configured. */
    public static final String DEFAULT_PREFIX = "whatsapp.";

    public TopicLayout {
        if (!prefix.matches("[a-zA-Z0-9._-]{0,100}")) {
            throw new IllegalArgumentException("a topic prefix has at most 100 letters, digits and ._-");
        }
    }

    /** The topics, by what they carry. */
    public enum Kind {
        /** Raw webhook bodies; the signature, endpoint and time in the headers. No key. */
        WEBHOOKS("webhooks", Duration.ofDays(7), 8 << 20),
        /** {@link IncomingMessage}, keyed by user. */
        INCOMING("incoming", Duration.ofDays(7), 1 << 20),
        /** {@link OutgoingMessage}, keyed by user. */
        OUTGOING("outgoing", Duration.ofDays(7), 1 << 20),
        /** {@link Delivery}, keyed by user. */
        DELIVERIES("deliveries", Duration.ofDays(14), 1 << 20),
        /** What could not be handled, byte for byte, with the reason in the headers; keyed as the source. */
        DEAD_LETTERS("dead-letters", Duration.ofDays(30), 8 << 20),
        /** The user a business-scoped id belongs to; compacted, kept for ever. */
        IDENTITIES("identities", Duration.ZERO, 1 << 20);

        /** Of a record beside its value: key, headers, lengths, the batch around it. */
        private static final int OVERHEAD = 2_048;

        private final String word;
        private final Duration retention;
        private final int maxRecordBytes;

        Kind(String word, Duration retention, int maxRecordBytes) {
            this.word = word;
            this.retention = retention;
            this.maxRecordBytes = maxRecordBytes;
        }

        /** The name without the prefix. */
        public String word() {
            return word;
        }

        /** How long a record is kept; zero: the last one of each key, for ever. */
        public Duration retention() {
            return retention;
        }

        /** Whether only the last record of each key is kept. */
        public boolean isCompacted() {
            return retention.isZero();
        }

        /** The largest record the broker takes. */
        public int maxRecordBytes() {
            return maxRecordBytes;
        }

        /** The largest value that fits into such a record with its key and headers. */
        public int maxValueBytes() {
            return maxRecordBytes - OVERHEAD;
        }
    }

    /** A topic's full name. */
    public String name(Kind kind) {
        return prefix + kind.word;
    }

    /** All full names, in the order of {@link Kind}. */
    public List<String> names() {
        return Arrays.stream(Kind.values()).map(this::name).toList();
    }
}
