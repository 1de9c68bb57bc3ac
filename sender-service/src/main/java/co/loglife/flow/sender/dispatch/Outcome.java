package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one attempt came to: a closed set, made by each transport's classifier. */
public sealed interface Outcome {
    /** WhatsApp took the message; its id there, where the answer gave one. */
    record Accepted(@Nullable String providerId) implements Outcome {}

    /**
     * Not sent, and it may pass: this message waits, nobody else. {@code notBefore} is what the other side asked for.
     */
    record Retry(Failure failure, Effort effort, @Nullable Duration notBefore) implements Outcome {}

    /**
     * Too many messages to this one recipient: only this pair of number and user waits, and not less than
     * {@code notBefore}.
     */
    record PairHeld(Failure failure, @Nullable Duration notBefore) implements Outcome {}

    /** Too many messages of this number: all of its messages go more slowly for a while. */
    record Slower(Failure failure, @Nullable Duration notBefore) implements Outcome {}

    /** Not sent for a reason that concerns others too: everything in the scope waits, one message at a time probes. */
    record Stopped(Failure failure, Scope scope, Pause pause, Effort effort) implements Outcome {}

    /** Refused for good: the same request would be refused again. */
    record Rejected(Failure failure) implements Outcome {}

    /** No answer after the request went out: it may have been sent. */
    record Unknown(Failure failure) implements Outcome {}

    /** How often a message is tried again. */
    enum Effort {
        /** A few times. */
        FEW,
        /** As often as the policy says. */
        LIMITED,
        /** Until it is too old. */
        PATIENT,
        /** As long as it takes: the message is not at fault. */
        ENDLESS;

        /** Whether tries are counted at all. */
        boolean counts() {
            return this == FEW || this == LIMITED;
        }
    }

    /** Whom a stop concerns. */
    enum Scope {
        /** All that goes this way. */
        TRANSPORT,
        /** All that is sent with this access token. */
        TOKEN,
        /** All numbers of the account. */
        ACCOUNT,
        /** One of our numbers. */
        NUMBER
    }

    /** How long a stop lasts before it is probed: at first, and at most after each probe that failed doubled it. */
    record Pause(Duration first, Duration longest) {
        public Pause {
            if (first.isNegative() || longest.compareTo(first) < 0) {
                throw new IllegalArgumentException("a pause grows");
            }
        }

        /** The pause after {@code failedProbes} of them. */
        Duration after(int failedProbes) {
            Duration doubled = first.multipliedBy(1L << Math.min(failedProbes, 20));
            return doubled.compareTo(longest) > 0 ? longest : doubled;
        }

        /** At least so long. */
        public Pause atLeast(@Nullable Duration least) {
            if (least == null || least.compareTo(first) <= 0) {
                return this;
            }
            return new Pause(least, least.compareTo(longest) > 0 ? least : longest);
        }
    }
}
