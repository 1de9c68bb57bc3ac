package co.loglife.flow.testing.ledger;

/**
 * What became of the records on the incoming topic. Whoever counts, in = sent + deadLetters + filtered + expired +
 * pending.
 *
 * @param in records on the incoming topic
 * @param sent whose reply was taken and noted as such
 * @param deadLetters given up, or whose reply was
 * @param filtered repeats of a message
 * @param expired whose reply was no longer worth sending
 * @param pending of which nothing of that is known
 */
public record Counts(long in, long sent, long deadLetters, long filtered, long expired, long pending) {
    /** Whether nothing is unaccounted for. */
    public boolean isBalanced() {
        return in == sent + deadLetters + filtered + expired + pending;
    }

    /** What was counted since {@code before}. */
    public Counts since(Counts before) {
        return new Counts(
                in - before.in,
                sent - before.sent,
                deadLetters - before.deadLetters,
                filtered - before.filtered,
                expired - before.expired,
                pending);
    }

    @Override
    public String toString() {
        return "in %d = sent %d + dead letters %d + filtered %d + expired %d + pending %d"
                .formatted(in, sent, deadLetters, filtered, expired, pending);
    }
}
