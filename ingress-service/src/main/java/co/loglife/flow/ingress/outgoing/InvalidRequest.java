package co.loglife.flow.ingress.outgoing;

/** A request to send something is wrong; the field says where, the message what. */
public final class InvalidRequest extends Exception {
    private static final long serialVersionUID = 1;

    private final String field;

    InvalidRequest(String field, String problem) {
        super(problem);
        this.field = field;
    }

    /** The field at fault, in the words of the request. */
    public String field() {
        return field;
    }
}
