package co.loglife.flow.router.turn;

import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.bot.WakeUpAt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one record; all of it happens, or none.
 *
 * @param what became of the record, a fixed word for metrics
 * @param state what is stored for the user from now on
 * @param outgoing the replies, in order
 * @param incoming records for other users' keys, or for this one's later
 * @param identities pairs that became known
 * @param forgotten business-scoped ids whose pair is to be erased
 * @param timersOff timers that no longer hold
 * @param timersOn timers that hold from now on
 * @param trouble why the record itself is a dead letter too, or null
 * @param lost a conversation that cannot be read any more and so becomes a dead letter of its own, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Outcome(
        String what,
        State state,
        List<OutgoingMessage> outgoing,
        List<IncomingMessage> incoming,
        List<Identity> identities,
        List<String> forgotten,
        List<WakeUpAt> timersOff,
        List<WakeUpAt> timersOn,
        @Nullable Trouble trouble,
        byte @Nullable [] lost) {

    public Outcome {
        outgoing = List.copyOf(outgoing);
        incoming = List.copyOf(incoming);
        identities = List.copyOf(identities);
        forgotten = List.copyOf(forgotten);
        timersOff = List.copyOf(timersOff);
        timersOn = List.copyOf(timersOn);
    }

    /** What is stored for a user. */
    public sealed interface State {
        /** What was stored before. */
        record Same() implements State {}

        /** These bytes. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Now(byte[] bytes) implements State {}

        /** Nothing any more. */
        record Erased() implements State {}
    }

    /** Why a record is a dead letter; the reason holds none of its text. */
    public record Trouble(String reason, ErrorClass errorClass) {}

    /** Nothing follows. */
    static Outcome nothing(String what) {
        return onlyState(what, new State.Same());
    }

    /** The record becomes a dead letter, and nothing else follows: nothing of the turn it failed in is kept. */
    public static Outcome failed(Trouble why) {
        return nothing("failed").withTrouble(why, null);
    }

    static Outcome onlyState(String what, State state) {
        return new Outcome(what, state, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null);
    }

    Outcome withIncoming(List<IncomingMessage> records) {
        return new Outcome(what, state, outgoing, records, identities, forgotten, timersOff, timersOn, trouble, lost);
    }

    Outcome withIdentities(List<Identity> pairs) {
        return new Outcome(what, state, outgoing, incoming, pairs, forgotten, timersOff, timersOn, trouble, lost);
    }

    Outcome withForgotten(List<String> userIds) {
        return new Outcome(what, state, outgoing, incoming, identities, userIds, timersOff, timersOn, trouble, lost);
    }

    Outcome withOutgoing(List<OutgoingMessage> replies) {
        return new Outcome(what, state, replies, incoming, identities, forgotten, timersOff, timersOn, trouble, lost);
    }

    Outcome withTimers(List<WakeUpAt> off, List<WakeUpAt> on) {
        return new Outcome(what, state, outgoing, incoming, identities, forgotten, off, on, trouble, lost);
    }

    Outcome withTrouble(@Nullable Trouble why, byte @Nullable [] unreadable) {
        return new Outcome(
                what, state, outgoing, incoming, identities, forgotten, timersOff, timersOn, why, unreadable);
    }
}
