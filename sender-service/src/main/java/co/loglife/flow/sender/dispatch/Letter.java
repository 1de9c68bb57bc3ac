package co.loglife.flow.sender.dispatch;

import co.loglife.flow.runtime.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record of the outgoing topic as it came, byte for byte: what a dead letter is made of. */
public final class Letter {
    private final int partition;
    private final long offset;
    private final long writtenMillis;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    /**
     * A record.
     *
     * @param writtenMillis its timestamp
     */
    public Letter(
            int partition,
            long offset,
            long writtenMillis,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers) {
        this.partition = partition;
        this.offset = offset;
        this.writtenMillis = writtenMillis;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    /** When the record was written. */
    public long writtenMillis() {
        return writtenMillis;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    public List<Header> headers() {
        return headers;
    }

    /** The trace it belongs to; null where it says nothing of one. */
    @Nullable
    TraceContext trace() {
        return TraceContext.of(text(TraceContext.PARENT), text(TraceContext.STATE));
    }

    private @Nullable String text(String name) {
        for (Header header : headers) {
            if (header.key().equals(name) && header.value() != null) {
                return new String(header.value(), StandardCharsets.US_ASCII);
            }
        }
        return null;
    }

    /** One header. */
    public static final class Header {
        private final String key;
        private final byte @Nullable [] value;

        public Header(String key, byte @Nullable [] value) {
            this.key = key;
            this.value = value;
        }

        public String key() {
            return key;
        }

        public byte @Nullable [] value() {
            return value;
        }
    }

    /** How much of the buffer it takes. */
    int bytes() {
        return value == null ? 0 : value.length;
    }
}
