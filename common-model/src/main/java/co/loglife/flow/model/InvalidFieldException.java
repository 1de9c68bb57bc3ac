package co.loglife.flow.model;

/** A record cannot be made of what it was given; says which of its fields is at fault, as on the wire where it can. */
public final class InvalidFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;

    InvalidFieldException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
    }

    /** The field's name; of a part that is checked by the whole, a few words for it ({@code button title} say). */
    public String field() {
        return field;
    }
}
