package co.loglife.flow.simulator.graphapi;

/** Carries an error from the depth of a check to its top; never leaves this package. */
final class Refusal extends RuntimeException {
    private final transient GraphError error;

    Refusal(GraphError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    static Refusal missing(String path) {
        return new Refusal(GraphError.parameter(131008, "The parameter " + path + " is required."));
    }

    static Refusal wrong(String path, String must) {
        return new Refusal(GraphError.parameter(131009, "The parameter " + path + " must be " + must + "."));
    }

    GraphError error() {
        return error;
    }
}
