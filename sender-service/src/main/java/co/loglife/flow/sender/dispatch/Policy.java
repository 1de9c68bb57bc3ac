package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What follows an attempt, as a table. Pure: the random number is handed in.
 *
 * @param mostTries how often a message is tried that keeps failing in a way that may pass
 * @param longestTrying how long a message is tried that is only told to wait
 * @param firstWait the longest wait before the second try; doubled with each try
 * @param longestWait no wait of our own choice is longer
 * @param settleWithin how long evidence is waited for when the outcome is unknown
 * @param unsettled what is done when there is none
 */
public record Policy(
        int mostTries,
        Duration longestTrying,
        Duration firstWait,
        Duration longestWait,
        Duration settleWithin,
        Unsettled unsettled) {

    /** Tries of a failure that hardly ever passes. */
    static final int FEW = 3;

    /** What is done with a message that may have been sent, when no evidence comes. */
    public enum Unsettled {
        /** It is sent again, while tries are left: rather twice than not at all. */
        RESEND,
        /** It goes to the dead letters: at worst not at all, never twice. */
        DROP
    }

    /**
     * What follows.
     *
     * @param failures attempts so far that count against the message, this one included
     * @param holds how often it was told to wait in the way it is told now, this time included
     * @param trying how long this message has been tried
     * @param random from 0 to 1, for the jitter
     */
    Decision after(Outcome outcome, int failures, int holds, Duration trying, double random) {
        return switch (outcome) {
            case Outcome.Accepted(var providerId) -> new Decision.Done(providerId);
            case Outcome.Retry(var failure, var effort, var notBefore) ->
                again(failure, effort, failures, trying, later(wait(failures + holds, random), notBefore));
            case Outcome.PairHeld(var failure, var notBefore) ->
                again(failure, Effort.PATIENT, failures, trying, later(pairHold(holds), notBefore));
            case Outcome.Slower(var failure, var notBefore) ->
                again(failure, Effort.PATIENT, failures, trying, later(wait(failures, random), notBefore));
            case Outcome.Stopped(var failure, var _, var _, var effort) ->
                again(failure, effort, failures, trying, Duration.ZERO); // the stop itself makes it wait
            case Outcome.Rejected(var failure) -> new Decision.GiveUp(failure);
            case Outcome.Unknown(var failure) -> new Decision.LookForEvidence(failure);
        };
    }

    /** What follows when no evidence came; a resend counts as a try like any other. */
    Decision withoutEvidence(Failure failure, int failures) {
        return switch (unsettled) {
            case RESEND ->
                failures < mostTries ? new Decision.TryAgain(failure, Duration.ZERO) : new Decision.GiveUp(failure);
            case DROP -> new Decision.GiveUp(failure);
        };
    }

    /**
     * What follows when the other side says that it has not sent what it did not answer: a try that failed, however
     * long the message waited before it.
     */
    Decision notSent(Failure failure, int failures, double random) {
        return again(failure, Effort.LIMITED, failures, Duration.ZERO, wait(failures, random));
    }

    private Decision again(Failure failure, Effort effort, int failures, Duration trying, Duration after) {
        boolean more = switch (effort) {
            case FEW -> failures < Math.min(FEW, mostTries);
            case LIMITED -> failures < mostTries;
            case PATIENT, ENDLESS -> true;
        };
        // Told to wait for longer than is left, it is tried once more after that.
        boolean inTime = effort == Effort.ENDLESS || trying.compareTo(longestTrying) <= 0;
        return more && inTime ? new Decision.TryAgain(failure, after) : new Decision.GiveUp(failure);
    }

    /** Full jitter: anything up to the doubled wait, so that those who failed together do not come back together. */
    private Duration wait(int failures, double random) {
        Duration most = firstWait.multipliedBy(1L << Math.clamp(failures - 1L, 0, 20));
        Duration bounded = most.compareTo(longestWait) > 0 ? longestWait : most;
        return Duration.ofNanos((long) (bounded.toNanos() * random));
    }

    private static Duration later(Duration ours, @Nullable Duration theirs) {
        return theirs == null || ours.compareTo(theirs) > 0 ? ours : theirs;
    }

    /** Meta's advice for a pair that sent too much: 4^n seconds, n = 0, 1, 2… */
    private static Duration pairHold(int pairHolds) {
        return Duration.ofSeconds(1L << (2 * Math.min(pairHolds - 1, 6)));
    }
}
