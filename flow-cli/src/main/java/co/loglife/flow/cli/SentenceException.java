package co.loglife.flow.cli;

/** Something went wrong that the user can understand from one sentence. */
final class SentenceException extends RuntimeException {
    SentenceException(String sentence) {
        super(sentence);
    }
}
