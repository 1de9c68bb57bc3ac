package co.loglife.flow.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Sample webhooks: the files of this module's resources. */
public final class Samples {
    private Samples() {}

    /** A file's bytes, {@code graph-api/text.json} say. */
    public static byte[] bytes(String name) {
        try (InputStream file = Samples.class.getResourceAsStream("/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
