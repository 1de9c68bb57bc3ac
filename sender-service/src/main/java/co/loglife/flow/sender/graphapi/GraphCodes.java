package co.loglife.flow.sender.graphapi;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.GraphErrors;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Outcome.Pause;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What follows from each error code of the Graph API in the answer of a send: how often the message is tried again, and
 * who waits for how long. What kind of failure a code is says {@link GraphErrors}.
 */
final class GraphCodes {
    private static final Pause MINUTES = new Pause(Duration.ofMinutes(1), Duration.ofMinutes(10));
    private static final Pause UP_TO_AN_HOUR = new Pause(Duration.ofMinutes(1), Duration.ofHours(1));

    /** Someone has to act: it is looked again whether they have, but Meta is not hammered. */
    private static final Pause ALERT = new Pause(Duration.ofMinutes(10), Duration.ofHours(1));

    /** A token can be mended at Meta without being replaced here. */
    private static final Pause TOKEN = new Pause(Duration.ofMinutes(5), Duration.ofMinutes(30));

    private static final Duration SYNCING = Duration.ofMinutes(10);

    private GraphCodes() {}

    /** Null: the code is not known, and the HTTP status decides. */
    static @Nullable Outcome outcome(int code, String title, @Nullable Duration notBefore) {
        return GraphErrors.classOf(code)
                .map(errorClass -> outcome(code, new Failure(code, title, errorClass), notBefore))
                .orElse(null);
    }

    private static Outcome outcome(int code, Failure failure, @Nullable Duration notBefore) {
        return switch (code) {
            case 1, 131052, 131053 -> new Outcome.Retry(failure, Effort.FEW, notBefore);
            case 2, 131000, 131016, 133004 -> new Outcome.Retry(failure, Effort.LIMITED, notBefore);
            case 131057, 2494100 -> stopped(failure, Scope.NUMBER, MINUTES, notBefore);
            case 134101 -> new Outcome.Retry(failure, Effort.PATIENT, atLeast(SYNCING, notBefore));

            case 131056 -> new Outcome.PairHeld(failure, notBefore);
            case 130429 -> new Outcome.Slower(failure, notBefore);
            case 613, 131208 -> new Outcome.Retry(failure, Effort.PATIENT, notBefore);
            case 4, 80007 -> stopped(failure, Scope.ACCOUNT, UP_TO_AN_HOUR, notBefore);
            case 131048, 131064 -> stopped(failure, Scope.NUMBER, ALERT, notBefore);

            case 0, 3, 10, 190, 131005 -> stopped(failure, Scope.TOKEN, TOKEN, notBefore);
            case 368, 131031 -> stopped(failure, Scope.ACCOUNT, ALERT, notBefore);
            // Meta refuses a country: the account is stopped like for a lock, but in the end the message gives way.
            case 130497 -> new Outcome.Stopped(failure, Scope.ACCOUNT, MINUTES.atLeast(notBefore), Effort.FEW);
            case 131037, 131042, 131045, 131063 -> stopped(failure, Scope.NUMBER, ALERT, notBefore);

            case 131047 ->
                new Outcome.Rejected(new Failure(
                        code,
                        failure.title() + " (the 24-hour window is closed: only a template may be sent)",
                        failure.errorClass()));
            default -> ofRange(code, failure, notBefore);
        };
    }

    private static Outcome ofRange(int code, Failure failure, @Nullable Duration notBefore) {
        if (code >= 200 && code <= 299) { // permissions
            return stopped(failure, Scope.TOKEN, TOKEN, notBefore);
        }
        if (code >= 133000 && code <= 133016) { // registration of the number
            return stopped(failure, Scope.NUMBER, ALERT, notBefore);
        }
        return new Outcome.Rejected(failure);
    }

    private static Outcome stopped(Failure failure, Scope scope, Pause pause, @Nullable Duration notBefore) {
        Effort effort = failure.errorClass() == ErrorClass.CONFIG ? Effort.ENDLESS : Effort.PATIENT;
        return new Outcome.Stopped(failure, scope, pause.atLeast(notBefore), effort);
    }

    private static Duration atLeast(Duration ours, @Nullable Duration asked) {
        return asked == null || asked.compareTo(ours) < 0 ? ours : asked;
    }
}
