package co.loglife.flow.runtime.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception with its causes as lines, bounded. */
final class Stack {
    private static final int MOST_STEPS = 40;
    private static final int MOST_CAUSES = 8;
    private static final int LONGEST_MESSAGE = 500;

    private Stack() {}

    static List<String> lines(IThrowableProxy error) {
        List<String> lines = new ArrayList<>();
        int causes = 0;
        for (IThrowableProxy each = error; each != null && causes < MOST_CAUSES; each = each.getCause()) {
            lines.add((causes == 0 ? "" : "caused by ") + each.getClassName() + ": " + message(each.getMessage()));
            StackTraceElementProxy[] steps = each.getStackTraceElementProxyArray();
            for (int i = 0; i < Math.min(steps.length - each.getCommonFrames(), MOST_STEPS); i++) {
                lines.add("  " + Clean.line(steps[i].getSTEAsString()));
            }
            causes++;
        }
        return lines;
    }

    private static String message(@Nullable String message) {
        if (message == null) {
            return "";
        }
        return Clean.line(message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message);
    }
}
