package co.loglife.flow.cli;

import co.loglife.flow.runtime.EnvReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Where an installation on this machine keeps what must survive a restart. */
final class StateFolder {
    /** What marks a folder as ours: only such a one is ever deleted. */
    private static final String MARK = "loglife-flow-state";

    private StateFolder() {}

    static Path of(EnvReader env) {
        Path folder = env.stateFolder();
        env.check();
        return folder.toAbsolutePath();
    }

    /** Makes the folder where it is not there yet. */
    static Path made(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (isEmpty(folder)) {
            Files.createFile(folder.resolve(MARK));
        }
        return folder;
    }

    /** Deletes it with all that is in it; a folder with other people's files is left alone. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.exists(folder.resolve(MARK)) && !isEmpty(folder)) {
            throw new SentenceException(folder + " (STATE_DIR) was not made by this command and is not deleted");
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path visited, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** The variables of the installation that {@code up} made, for other commands and for people's shells. */
    static Path secrets(Path folder) {
        return folder.resolve("up.env");
    }

    /** Reads {@code NAME=value} lines. */
    static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
