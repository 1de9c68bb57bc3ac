package co.loglife.flow.model;

/** How a number or id looks in logs: enough to tell two apart, too little to call anyone. */
public final class Masked {
    private static final int HEAD = 4;
    private static final int TAIL = 2;

    private Masked() {}

    /** The first four and the last two characters, asterisks between; six characters or fewer are all hidden. */
    public static String of(String text) {
        int hidden = text.length() - HEAD - TAIL;
        if (hidden <= 0) {
            return "*".repeat(text.length());
        }
        return text.substring(0, HEAD) + "*".repeat(hidden) + text.substring(text.length() - TAIL);
    }
}
