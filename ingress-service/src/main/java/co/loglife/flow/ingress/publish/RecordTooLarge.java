package co.loglife.flow.ingress.publish;

/** A record that no retry makes small enough for its topic. */
public final class RecordTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RecordTooLarge() {
        super("larger than its topic takes");
    }
}
