package co.loglife.flow.inspection.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks for some bytes within others, by Horspool's way: it looks at about one byte in as many as are looked for, so
 * that a million records cost less than to parse a hundred thousand.
 */
final class Needle {
    private final byte[] bytes;
    private final int[] shifts = new int[256];

    private Needle(byte[] bytes) {
        this.bytes = bytes;
        Arrays.fill(shifts, bytes.length);
        for (int i = 0; i < bytes.length - 1; i++) {
            shifts[bytes[i] & 0xff] = bytes.length - 1 - i;
        }
    }

    /** A text as it stands within our JSON. */
    static Needle of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("nothing to look for");
        }
        return new Needle(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isIn(byte @Nullable [] hay) {
        if (hay == null) {
            return false;
        }
        int last = bytes.length - 1;
        for (int at = 0; at + last < hay.length; at += shifts[hay[at + last] & 0xff]) {
            if (hay[at + last] == bytes[last] && matches(hay, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(byte[] hay, int at) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (hay[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
