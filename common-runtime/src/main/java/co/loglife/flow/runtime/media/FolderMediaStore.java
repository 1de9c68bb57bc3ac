package co.loglife.flow.runtime.media;

import co.loglife.flow.runtime.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A media store in a folder: {@code ab/abcd…} for the file whose SHA-256 is {@code abcd…}. A file appears under its
 * name only once it is whole and on the disk, so that neither a kill nor a second writer leaves half of one behind.
 */
public final class FolderMediaStore implements MediaStore {
    private final Path folder;

    private FolderMediaStore(Path folder) {
        this.folder = folder;
    }

    /** Opens a store, making its folder, for the owner's eyes only, when it is not there. */
    public static FolderMediaStore at(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return new FolderMediaStore(folder);
    }

    /**
     * Opens the store of a configuration.
     *
     * @throws ConfigException when the folder cannot be used
     */
    public static FolderMediaStore open(MediaPlace.Folder place) {
        try {
            return at(place.path());
        } catch (IOException e) {
            throw new ConfigException(List.of("the folder of MEDIA_STORE cannot be used"));
        }
    }

    @Override
    public MediaReference put(byte[] bytes) throws IOException {
        MediaReference reference = MediaReference.of(bytes);
        Path file = file(reference);
        if (isKeptAnew(file)) {
            return reference;
        }
        Path drawer = folder.resolve(reference.sha256().substring(0, 2));
        Files.createDirectories(drawer);
        Path unfinished = Files.createTempFile(drawer, "unfinished", "");
        try {
            writeToDisk(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return reference;
    }

    /** Whether the file is there; it counts as new then, for whoever removes old ones. */
    private static boolean isKeptAnew(Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Kafka's acknowledgement outlives a crash of the process; what a record refers to must as well. */
    private static void writeToDisk(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    @Override
    public Optional<byte[]> get(MediaReference reference) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(reference)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        // A folder holds nothing open.
    }

    private Path file(MediaReference reference) {
        return folder.resolve(reference.sha256().substring(0, 2)).resolve(reference.sha256());
    }
}
