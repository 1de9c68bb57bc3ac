package co.loglife.flow.sender.graphapi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form in which Meta takes a file. */
record Multipart(String contentType, List<byte[]> pieces) {
    private static final String ANY = "application/octet-stream";

    /** Longer than any type that is registered; the pattern takes stack for each parameter. */
    private static final int LONGEST_TYPE = 100;

    private static final Pattern TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+(; ?[\\w.=+-]+)*");

    /** A file of a MIME type as its sender gave it, which is not to be trusted with line ends. */
    static Multipart file(@Nullable String mimeType, byte[] bytes) {
        String type = mimeType != null && isType(mimeType) ? mimeType : ANY;
        String boundary = "flow-" + UUID.randomUUID();
        String head = part(boundary, "messaging_product")
                + "\r\n\r\nwhatsapp"
                + part(boundary, "type")
                + "\r\n\r\n"
                + type
                + part(boundary, "file")
                + "; filename=\"file\"\r\nContent-Type: "
                + type
                + "\r\n\r\n";
        return new Multipart(
                "multipart/form-data; boundary=" + boundary,
                List.of(utf8(head.substring(2)), bytes, utf8("\r\n--" + boundary + "--\r\n")));
    }

    private static boolean isType(String text) {
        return text.length() <= LONGEST_TYPE && TYPE.matcher(text).matches();
    }

    private static String part(String boundary, String name) {
        return "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
