package co.loglife.flow.cli;

import java.nio.file.Path;

/**
 * Where this process logs to: what a service would log on its terminal would only disturb the answer of a command.
 * Takes effect before the first logger is made; {@code LOG_FORMAT} in the environment wins.
 */
final class Logs {
    private static final String FORMAT = "LOG_FORMAT";

    private Logs() {}

    /** Not at all: a command that fails says why in its own words. */
    static void off() {
        if (System.getenv(FORMAT) == null) {
            System.setProperty(FORMAT, "none");
        }
    }

    /** To a file. */
    static void to(Path file) {
        if (System.getenv(FORMAT) == null) {
            System.setProperty(FORMAT, "file");
            System.setProperty("LOG_FILE", file.toString());
        }
    }
}
