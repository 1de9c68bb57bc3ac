package co.loglife.flow.simulator.ingress;

/**
 * What became of a letter.
 *
 * @param status the last HTTP status; 0 when nothing answered
 * @param tries how often it was posted
 */
public record Answer(int status, int tries) {
    /** Whether it was taken: Meta says 200 and means it. */
    public boolean isTaken() {
        return status == 200;
    }
}
