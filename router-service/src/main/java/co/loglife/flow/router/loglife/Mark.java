package co.loglife.flow.router.loglife;

/** How a goal went on a day: what a user types as 1, 2 or 3. */
enum Mark {
    FAIL(1, "❌"),
    PARTIAL(2, "⚠️"),
    SUCCESS(3, "✅");

    /** The cell of a day without a mark: as wide as the others, so that columns stay columns. */
    static final String BLANK = "⬜";

    private final int digit;
    private final String sign;

    Mark(int digit, String sign) {
        this.digit = digit;
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** What a user types for it. */
    int digit() {
        return digit;
    }

    /**
     * The mark of a digit.
     *
     * @throws IllegalArgumentException when it is not 1, 2 or 3
     */
    static Mark of(int digit) {
        return switch (digit) {
            case 1 -> FAIL;
            case 2 -> PARTIAL;
            case 3 -> SUCCESS;
            default -> throw new IllegalArgumentException("a rating is 1, 2 or 3");
        };
    }
}
