package co.loglife.flow.sender.graphapi;

import static co.loglife.flow.model.ErrorClass.BUG;
import static co.loglife.flow.model.ErrorClass.CONFIG;
import static co.loglife.flow.model.ErrorClass.REJECTED;
import static co.loglife.flow.model.ErrorClass.THROTTLED;
import static co.loglife.flow.model.ErrorClass.TRANSIENT;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Outcome.Pause;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What each error code of the Graph API means for the message and for others. Meta documents throttling under HTTP 400,
 * so the status says nothing where there is a code.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes">Error codes</a>
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
        return switch (code) {
            case 1 -> new Outcome.Retry(failure(code, title, TRANSIENT), Effort.FEW, notBefore);
            case 2, 131000, 131016, 133004 ->
                new Outcome.Retry(failure(code, title, TRANSIENT), Effort.LIMITED, notBefore);
            case 131052, 131053 -> new Outcome.Retry(failure(code, title, TRANSIENT), Effort.FEW, notBefore);
            case 131057, 2494100 -> stopped(code, title, TRANSIENT, Scope.NUMBER, MINUTES, notBefore);
            case 134101 -> new Outcome.Retry(failure(code, title, TRANSIENT), Effort.PATIENT, SYNCING);

            case 131056 -> new Outcome.PairHeld(failure(code, title, THROTTLED));
            case 130429 -> new Outcome.Slower(failure(code, title, THROTTLED), notBefore);
            case 613, 131208 -> new Outcome.Retry(failure(code, title, THROTTLED), Effort.PATIENT, notBefore);
            case 4, 80007 -> stopped(code, title, THROTTLED, Scope.ACCOUNT, UP_TO_AN_HOUR, notBefore);
            case 131048, 131064 -> stopped(code, title, THROTTLED, Scope.NUMBER, ALERT, notBefore);

            case 0, 3, 10, 190, 131005 -> stopped(code, title, CONFIG, Scope.TOKEN, TOKEN, notBefore);
            case 368, 131031 -> stopped(code, title, CONFIG, Scope.ACCOUNT, ALERT, notBefore);
            // Meta refuses a country: the account is stopped like for a lock, but in the end the message gives way.
            case 130497 -> new Outcome.Stopped(failure(code, title, CONFIG), Scope.ACCOUNT, MINUTES, Effort.FEW);
            case 131037, 131042, 131045, 131063 -> stopped(code, title, CONFIG, Scope.NUMBER, ALERT, notBefore);

            case 131047 ->
                rejected(code, title + " (the 24-hour window is closed: only a template may be sent)", REJECTED);
            case 100, 33, 131008, 131009, 131051, 131055, 135000 -> rejected(code, title, BUG);
            case 131020, 131021, 131026, 131030, 131041, 131049, 131050, 131062, 130472, 137000 ->
                rejected(code, title, REJECTED);
            case 132069 -> rejected(code, title, THROTTLED); // a flow of which Meta allows ten an hour
            case 134100, 134102 -> rejected(code, title, REJECTED);
            default -> ofRange(code, title, notBefore);
        };
    }

    private static @Nullable Outcome ofRange(int code, String title, @Nullable Duration notBefore) {
        if (code >= 200 && code <= 299) { // permissions
            return stopped(code, title, CONFIG, Scope.TOKEN, TOKEN, notBefore);
        }
        if (code >= 133000 && code <= 133016) { // registration of the number
            return stopped(code, title, CONFIG, Scope.NUMBER, ALERT, notBefore);
        }
        boolean feature = code / 1000 == 132 || code / 1000 == 138 || code / 1000 == 139 || code / 100 == 1312;
        return feature ? rejected(code, title, REJECTED) : null; // templates, calls, flows, blocks, groups
    }

    private static Outcome stopped(
            int code, String title, ErrorClass errorClass, Scope scope, Pause pause, @Nullable Duration notBefore) {
        Effort effort = errorClass == CONFIG ? Effort.ENDLESS : Effort.PATIENT;
        return new Outcome.Stopped(failure(code, title, errorClass), scope, pause.atLeast(notBefore), effort);
    }

    private static Outcome rejected(int code, String title, ErrorClass errorClass) {
        return new Outcome.Rejected(failure(code, title, errorClass));
    }

    private static Failure failure(int code, String title, ErrorClass errorClass) {
        return new Failure(code, title, errorClass);
    }
}
