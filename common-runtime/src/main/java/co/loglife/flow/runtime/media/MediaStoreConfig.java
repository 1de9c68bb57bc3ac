package co.loglife.flow.runtime.media;

import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.EnvReader;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the media store is, as every service that writes or reads it is told.
 *
 * @param folder of the files
 */
public record MediaStoreConfig(Path folder) {
    private static final String FILE = "file:";

    /** Reads {@code MEDIA_STORE}, and {@code STATE_DIR} for its default. */
    public static MediaStoreConfig from(EnvReader env) {
        Path state = env.stateFolder();
        String place = env.optionalText(
                        "MEDIA_STORE", "where media files are kept, file:FOLDER; media in STATE_DIR when unset")
                .orElse(FILE + state.resolve("media"));
        try {
            if (place.startsWith(FILE) && place.length() > FILE.length()) {
                return new MediaStoreConfig(Path.of(place.substring(FILE.length())));
            }
        } catch (InvalidPathException e) {
            env.problem("MEDIA_STORE names no folder");
            return new MediaStoreConfig(state);
        }
        env.problem("MEDIA_STORE must be file: and a folder");
        return new MediaStoreConfig(state);
    }

    /**
     * Opens it.
     *
     * @throws ConfigException when it cannot be used
     */
    public MediaStore open() {
        try {
            return FolderMediaStore.at(folder);
        } catch (IOException e) {
            throw new ConfigException(List.of("the folder of MEDIA_STORE cannot be used"));
        }
    }
}
