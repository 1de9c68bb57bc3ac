package co.loglife.flow.sender.webjs;

/** A message that the Web client has no way to send. */
final class UnreachableException extends IllegalArgumentException {
    UnreachableException(String why) {
        super(why);
    }
}
