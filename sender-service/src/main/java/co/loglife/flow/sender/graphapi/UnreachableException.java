package co.loglife.flow.sender.graphapi;

/** A message that the Graph API has no way to send. */
final class UnreachableException extends IllegalArgumentException {
    UnreachableException(String why) {
        super(why);
    }
}
