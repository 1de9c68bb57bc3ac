package co.loglife.flow.cli;

import java.io.Console;

/** What the other end of stdout is. */
final class Screen {
    private Screen() {}

    /** Whether a person looks at it. */
    @SuppressWarnings("SystemConsoleNull") // its signature still says that it may be
    static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Whether to use colour: on a terminal that has it, unless NO_COLOR (no-color.org) says not to. */
    static boolean hasColour() {
        String no = System.getenv("NO_COLOR");
        return isTerminal() && (no == null || no.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }
}
