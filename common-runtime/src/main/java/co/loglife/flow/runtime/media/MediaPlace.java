package co.loglife.flow.runtime.media;

import co.loglife.flow.runtime.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a media store is. */
public sealed interface MediaPlace {
    /** A folder, which every service that writes or reads media sees. */
    record Folder(Path path) implements MediaPlace {}

    /**
     * A bucket of S3, or of a server that speaks its protocol.
     *
     * @param name of the bucket
     * @param prefix of every key, ending in a slash; empty for none
     * @param endpoint of a server other than Amazon's; such a one is asked by path, {@code endpoint/bucket/key}
     * @param region where none is given, the SDK looks for it
     * @param credentials where none are given, the SDK looks for them: environment, profile file, role of the machine
     */
    record Bucket(
            String name,
            String prefix,
            Optional<URI> endpoint,
            Optional<String> region,
            Optional<Credentials> credentials)
            implements MediaPlace {}

    /** Who asks the bucket. */
    record Credentials(Secret accessKeyId, Secret secretAccessKey) {}
}
