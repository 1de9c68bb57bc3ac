package co.loglife.flow.benchmarks.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * As much of a request as the stub needs.
 *
 * @param sentAtMicros when its message began its way, since 1970, as its id says; 0 where it says nothing
 */
record Request(boolean isPost, String path, long sentAtMicros) {
    private static final String ID = Graph.ID;

    private static final String LENGTH = "content-length:";

    /** Null while it is not whole. */
    static @Nullable Request read(ByteBuffer buffer) {
        String text =
                StandardCharsets.ISO_8859_1.decode(buffer.duplicate().flip()).toString();
        int head = text.indexOf("\r\n\r\n");
        if (head < 0 || text.length() < head + 4 + length(text, head)) {
            return null;
        }
        int path = text.indexOf(' ') + 1;
        return new Request(text.startsWith("POST"), text.substring(path, text.indexOf(' ', path)), sentAt(text, head));
    }

    private static int length(String text, int head) {
        for (int line = text.indexOf("\r\n"); line < head; line = text.indexOf("\r\n", line + 2)) {
            if (text.regionMatches(true, line + 2, LENGTH, 0, LENGTH.length())) {
                int from = line + 2 + LENGTH.length();
                return Integer.parseInt(
                        text.substring(from, text.indexOf("\r\n", from)).strip());
            }
        }
        return 0;
    }

    private static long sentAt(String text, int head) {
        int id = text.indexOf(ID, head);
        return id < 0 ? 0 : Long.parseLong(text.substring(id + ID.length(), text.indexOf('-', id + ID.length())));
    }
}
