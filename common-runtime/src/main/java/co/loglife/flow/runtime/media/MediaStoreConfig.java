package co.loglife.flow.runtime.media;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Secret;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the media store is, as every service that writes or reads it is told.
 *
 * @param place of the files
 * @param kept how long a file is kept in a folder after it was last put; zero: for ever. A bucket has its own rule
 */
public record MediaStoreConfig(MediaPlace place, Duration kept) {
    private static final String FILE = "file:";

    /** As Amazon names buckets; a prefix is of characters that need no escape. */
    private static final Pattern BUCKET =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9!_.*'()/-]{0,200}))?");

    /** No record refers to a file longer than its topic keeps it; one day more, since files and records age apart. */
    private static final int LONGEST_REFERENCE_DAYS = (int) Arrays.stream(TopicLayout.Kind.values())
                    .map(TopicLayout.Kind::retention)
                    .mapToLong(Duration::toDays)
                    .max()
                    .orElse(0)
            + 1;

    /** Reads {@code MEDIA_STORE} and what belongs to it, and {@code STATE_DIR} for its default. */
    public static MediaStoreConfig from(EnvReader env) {
        Path state = env.stateFolder();
        Optional<String> place = env.optionalText(
                "MEDIA_STORE",
                "where media files are kept, file:FOLDER or s3://BUCKET/PREFIX; media in STATE_DIR when unset");
        Optional<URI> endpoint = env.optionalUri(
                "MEDIA_S3_ENDPOINT", "address of a server that speaks the protocol of S3; Amazon's when unset");
        Optional<String> region =
                env.optionalText("MEDIA_S3_REGION", "region of the bucket; AWS_REGION and the like when unset");
        Optional<MediaPlace.Credentials> credentials = credentials(env);
        Duration kept = Duration.ofDays(env.number(
                "MEDIA_KEEP_DAYS",
                LONGEST_REFERENCE_DAYS,
                0,
                36_500,
                "ingress: days a file is kept in the folder after it last came, 0 for ever; a bucket needs a lifecycle"
                        + " rule"));
        return new MediaStoreConfig(
                place.map(text -> place(env, text, endpoint, region, credentials))
                        .orElseGet(() -> new MediaPlace.Folder(state.resolve("media"))),
                kept);
    }

    private static Optional<MediaPlace.Credentials> credentials(EnvReader env) {
        Optional<Secret> id = env.secret("MEDIA_S3_ACCESS_KEY_ID", "who asks the bucket; AWS's own ways when unset");
        Optional<Secret> secret = env.secret("MEDIA_S3_SECRET_ACCESS_KEY", "the key that belongs to it");
        if (id.isPresent() != secret.isPresent()) {
            env.problem("MEDIA_S3_ACCESS_KEY_ID and MEDIA_S3_SECRET_ACCESS_KEY belong together");
        }
        return id.flatMap(name -> secret.map(key -> new MediaPlace.Credentials(name, key)));
    }

    private static MediaPlace place(
            EnvReader env,
            String text,
            Optional<URI> endpoint,
            Optional<String> region,
            Optional<MediaPlace.Credentials> credentials) {
        Matcher bucket = BUCKET.matcher(text);
        if (bucket.matches()) {
            return new MediaPlace.Bucket(bucket.group(1), prefix(bucket.group(2)), endpoint, region, credentials);
        }
        try {
            if (text.startsWith(FILE) && text.length() > FILE.length()) {
                return new MediaPlace.Folder(Path.of(text.substring(FILE.length())));
            }
            env.problem("MEDIA_STORE must be file: and a folder, or s3:// and a bucket");
        } catch (InvalidPathException e) {
            env.problem("MEDIA_STORE names no folder");
        }
        return new MediaPlace.Folder(Path.of(""));
    }

    private static String prefix(String given) {
        String plain = given == null ? "" : given.replaceAll("^/+|/+$", "");
        return plain.isEmpty() ? "" : plain + "/";
    }
}
