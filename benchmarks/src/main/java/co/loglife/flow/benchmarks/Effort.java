package co.loglife.flow.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often each side has its turn
 * @param length of one side's turn
 */
public record Effort(int rounds, Duration length) {

    /** Measures one side once. */
    @FunctionalInterface
    public interface Turn<S> {
        /** Measures it, and adds what it saw to the figures. */
        void measure(S side) throws Exception;
    }

    /**
     * Gives every side its turn in every round, so that what the machine does meanwhile falls on all alike; each round
     * begins with another side.
     */
    public <S> void inTurn(List<S> sides, Turn<S> turn) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < sides.size(); i++) {
                turn.measure(sides.get((round + i) % sides.size()));
            }
        }
    }
}
