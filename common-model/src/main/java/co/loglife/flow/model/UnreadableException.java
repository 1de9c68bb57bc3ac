package co.loglife.flow.model;

/** Bytes that are not the record they should be. The message is fit for a log or a dead letter: it quotes nothing. */
public final class UnreadableException extends Exception {
    public UnreadableException(String why) {
        super(why);
    }
}
