package co.loglife.flow.sender.graphapi;

import co.loglife.flow.runtime.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token of the Graph API. Where it is a mounted file it is read again when the file is replaced, so that a new
 * token counts without a restart; a file that cannot be read at that moment, or holds no token, leaves the last one in
 * force.
 */
public final class AccessToken {
    private final @Nullable Path file;
    private final Runnable refused;
    private @Nullable FileTime readAt;
    private Optional<Secret> current;

    /**
     * The token to begin with.
     *
     * @param file where it was read from and will be again, or null
     * @param refused runs when the file was changed and holds no token
     */
    public AccessToken(Optional<Secret> first, @Nullable Path file, Runnable refused) {
        this.current = first;
        this.file = file;
        this.refused = refused;
    }

    /** The token as it is now. */
    synchronized Optional<Secret> current() {
        if (file == null) {
            return current;
        }
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(readAt)) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
                if (!text.isEmpty()) {
                    readAt = changed;
                    take(new Secret(text));
                }
            }
        } catch (IOException e) {
            return current; // being replaced: the next look will tell
        }
        return current;
    }

    private void take(Secret token) {
        if (token.fitsHeader()) {
            current = Optional.of(token);
        } else {
            refused.run();
        }
    }
}
