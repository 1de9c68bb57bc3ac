package co.loglife.flow.console.http;

/** A request is not answered as asked; the message is shown to whoever asked. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    Refused(int status, String message) {
        super(message, null, false, false); // expected: no stack trace
        this.status = status;
    }

    int status() {
        return status;
    }
}
