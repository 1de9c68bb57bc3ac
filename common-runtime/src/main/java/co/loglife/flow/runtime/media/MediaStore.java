package co.loglife.flow.runtime.media;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps files by what is in them: the same bytes have the same reference wherever and however often they are put, so a
 * repeated request stores nothing twice. Safe for any number of threads and processes at once.
 */
public interface MediaStore extends AutoCloseable {
    /**
     * Keeps a file; when it returns, the bytes are there for every reader.
     *
     * @return its reference
     * @throws IOException when it could not be kept; it may be tried again
     */
    MediaReference put(byte[] bytes) throws IOException;

    /**
     * A file's bytes, or empty when there is none of that reference (any more).
     *
     * @throws IOException when the store could not be asked; it may be tried again
     */
    Optional<byte[]> get(MediaReference reference) throws IOException;

    @Override
    void close();
}
