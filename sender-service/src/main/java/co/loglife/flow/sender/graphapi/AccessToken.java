package co.loglife.flow.sender.graphapi;

import co.loglife.flow.runtime.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token of the Graph API. Where it is a mounted file it is read again when the file is replaced, so that a new
 * token counts without a restart; a file that cannot be read at that moment leaves the last one in force.
 */
public final class AccessToken {
    private final @Nullable Path file;
    private @Nullable FileTime readAt;
    private Optional<Secret> current;

    /**
     * The token to begin with.
     *
     * @param file where it was read from and will be again, or null
     */
    public AccessToken(Optional<Secret> first, @Nullable Path file) {
        this.current = first;
        this.file = file;
    }

    /** The token as it is now. */
    synchronized Optional<Secret> current() {
        if (file == null) {
            return current;
        }
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(readAt)) {
                String text = Files.readString(file).strip();
                if (!text.isEmpty()) {
                    current = Optional.of(new Secret(text));
                    readAt = changed;
                }
            }
        } catch (IOException e) {
            return current; // being replaced: the next look will tell
        }
        return current;
    }
}
