package co.loglife.flow.inspection;

/** Something could not be looked at, for a reason that a person understands from the message's one sentence. */
public final class InspectionException extends RuntimeException {
    public InspectionException(String sentence) {
        super(sentence);
    }
}
