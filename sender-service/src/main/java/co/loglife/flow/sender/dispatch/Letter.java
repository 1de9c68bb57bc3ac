package co.loglife.flow.sender.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record of the outgoing topic as it came, byte for byte: what a dead letter is made of. */
public final class Letter {
    private final int partition;
    private final long offset;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    public Letter(int partition, long offset, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.partition = partition;
        this.offset = offset;
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

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    public List<Header> headers() {
        return headers;
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
