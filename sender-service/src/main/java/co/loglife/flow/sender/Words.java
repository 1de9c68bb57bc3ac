package co.loglife.flow.sender;

import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.sender.dispatch.Outcome;
import java.util.List;
import java.util.Locale;

/** The words of labels and log lines for what an attempt came to. */
final class Words {
    static final List<String> OUTCOMES =
            List.of("accepted", "retry", "pair-held", "slower", "stopped", "rejected", "unknown");

    private Words() {}

    static String of(Outcome.Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Retry _ -> "retry";
            case Outcome.PairHeld _ -> "pair-held";
            case Outcome.Slower _ -> "slower";
            case Outcome.Stopped _ -> "stopped";
            case Outcome.Rejected _ -> "rejected";
            case Outcome.Unknown _ -> "unknown";
        };
    }

    /** Of one that was not accepted. */
    static ErrorClass errorClass(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> throw new IllegalArgumentException("it was accepted");
            case Outcome.Retry(var failure, var _, var _) -> failure.errorClass();
            case Outcome.PairHeld(var failure, var _) -> failure.errorClass();
            case Outcome.Slower(var failure, var _) -> failure.errorClass();
            case Outcome.Stopped(var failure, var _, var _, var _) -> failure.errorClass();
            case Outcome.Rejected(var failure) -> failure.errorClass();
            case Outcome.Unknown(var failure) -> failure.errorClass();
        };
    }
}
