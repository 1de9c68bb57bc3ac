package co.loglife.flow.runtime.media;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of a folder store that no record can refer to any more, once an hour, on a thread of its own. Any
 * number of processes may do so at once. Putting a file again makes it young; one that is put in the very moment it is
 * removed is the one case in which it would be missed, a month after it last came.
 */
public final class OldFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OldFiles.class);
    private static final Duration EVERY = Duration.ofHours(1);

    /** Of one look; the next one goes on. */
    private static final int MOST_REMOVED = 100_000;

    private final Path folder;
    private final Duration kept;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("old-files").factory());

    OldFiles(Path folder, Duration kept, InstantSource clock) {
        this.folder = folder;
        this.kept = kept;
        this.clock = clock;
    }

    /** Starts to remove what is old; does nothing for a bucket, and where files are kept for ever. */
    public static AutoCloseable removedFrom(MediaStoreConfig config) {
        if (!(config.place() instanceof MediaPlace.Folder(Path folder))
                || config.kept().isZero()) {
            return () -> {};
        }
        OldFiles old = new OldFiles(folder, config.kept(), InstantSource.system());
        var _ = old.timer.scheduleWithFixedDelay(old::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return old;
    }

    private void look() {
        try {
            int removed = remove();
            if (removed > 0) {
                LOG.atInfo().addKeyValue("files", removed).log("Old media files were removed");
            }
        } catch (IOException | RuntimeException e) { // the next look is in an hour, whatever it was
            LOG.warn("Old media files could not be removed", e);
        }
    }

    /** Removes them, and says how many. */
    int remove() throws IOException {
        Instant before = clock.instant().minus(kept);
        int removed = 0;
        try (DirectoryStream<Path> drawers = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path drawer : drawers) {
                removed += remove(drawer, before, MOST_REMOVED - removed);
            }
        }
        return removed;
    }

    private static int remove(Path drawer, Instant before, int most) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(drawer, Files::isRegularFile)) {
            for (Path file : files) {
                if (removed < most && isOlder(file, before) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) { // another process was first
            return false;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
