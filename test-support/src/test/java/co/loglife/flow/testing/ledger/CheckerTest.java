package co.loglife.flow.testing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckerTest {
    private final Run run = new Run();

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(run.verdict())
                .isEqualTo(new Verdict(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        new Counts(6, 6, 0, 0, 0, 0),
                        Duration.ZERO));
    }

    @Test
    void namesAMessageThatReachedNobody() {
        run.forgetsCall("ann.2:0");

        assertThat(run.verdict().lost()).containsExactly("ann.2");
        assertThat(run.verdict().counts()).isEqualTo(new Counts(6, 5, 0, 0, 0, 1));
    }

    @Test
    void namesAMessageThatNeverGotAReply() {
        run.outgoing.removeIf(reply -> reply.id().equals("ann.2:0"));
        run.forgetsCall("ann.2:0");

        assertThat(run.verdict().lost()).containsExactly("ann.2");
    }

    @Test
    void aRefusedCallIsNoReply() {
        run.changesCall("ann.2:0", call -> new Call(call.outgoingId(), call.user(), call.words(), false, call.at()));

        assertThat(run.verdict().lost()).containsExactly("ann.2");
    }

    @Test
    void missesNothingThatWasNotAnswered() {
        run.posted.replaceAll(message -> new Posted(message.id(), message.user(), message.number(), "", null));
        run.incoming.clear();
        run.outgoing.clear();
        run.calls.clear();

        assertThat(run.verdict().lost()).isEmpty();
        assertThat(run.verdict().falseAnswers()).isEmpty();
    }

    @Test
    void namesAnAnswerWithoutARecord() {
        run.incoming.removeIf(record -> record.id().equals("bob.1"));

        assertThat(run.verdict().falseAnswers()).containsExactly("bob.1");
    }

    @Test
    void aDeadLetterIsNotLost() {
        run.buriesReply("ann.1:0", ErrorClass.REJECTED);
        run.buriesReply("bob.1:0", ErrorClass.EXPIRED);

        assertThat(run.verdict().lost()).isEmpty();
        assertThat(run.verdict().outOfOrder()).isEmpty();
        assertThat(run.verdict().counts()).isEqualTo(new Counts(6, 4, 1, 0, 1, 0));
    }

    @Test
    void namesAReplyThatIsInKafkaTwice() {
        run.outgoing.add(new Outgoing(new Place("outgoing", 0, 9), "ann.0:0", "ann.0", "ann"));

        assertThat(run.verdict().doubledInKafka()).containsExactly("ann.0:0");
    }

    @Test
    void takesARecordThatWasReadTwiceForOne() {
        run.outgoing.add(run.outgoing.getFirst());

        assertThat(run.verdict().doubledInKafka()).isEmpty();
    }

    @Test
    void namesAReplyThatAUserHasTwice() {
        run.calls.add(run.calls.getLast());
        run.calls.add(run.calls.getLast());

        assertThat(run.verdict().doubledSends()).containsExactly("bob.2:0", "bob.2:0");
        assertThat(run.verdict().outOfOrder()).isEmpty();
    }

    @Test
    void countsARefusalBeforeTheSendAsNoRepeat() {
        Call call = run.calls.getFirst();
        run.calls.addFirst(new Call(call.outgoingId(), call.user(), call.words(), false, call.at()));

        assertThat(run.verdict().doubledSends()).isEmpty();
        assertThat(run.verdict().outOfOrder()).isEmpty();
    }

    @Test
    void namesTheRepliesThatWereSwapped() {
        Collections.swap(run.calls, 0, 2); // ann's first and second

        assertThat(run.verdict().outOfOrder()).containsExactly("ann.1:0");
    }

    @Test
    void namesAReplyThatCameWhileAnEarlierOneWasStillRefused() {
        Call first = run.calls.removeFirst();
        run.calls.addFirst(new Call(first.outgoingId(), first.user(), first.words(), false, first.at()));
        run.calls.add(3, first); // taken only after ann's second

        assertThat(run.verdict().outOfOrder()).containsExactly("ann.1:0");
    }

    @Test
    void namesAReplyThatWasFollowedByARepeatOfAnEarlierOne() {
        run.calls.add(run.calls.getFirst());

        assertThat(run.verdict().outOfOrder()).containsExactly("ann.1:0", "ann.2:0");
    }

    @Test
    void namesAReplyThatWentToSomebodyElse() {
        run.changesCall("ann.1:0", call -> new Call(call.outgoingId(), "bob", call.words(), true, call.at()));

        assertThat(run.verdict().misdirected()).containsExactly("ann.1:0");
    }

    @Test
    void namesACallThatNobodyHadAskedFor() {
        run.calls.add(new Call("eve.0:0", "ann", "boo", true, Run.START));

        assertThat(run.verdict().misdirected()).containsExactly("eve.0:0");
    }

    @Test
    void namesAReplyWithTheWordsOfAnother() {
        run.changesCall("ann.1:0", call -> new Call(call.outgoingId(), call.user(), "re bob.1", true, call.at()));

        assertThat(run.verdict().wrongWords()).containsExactly("ann.1:0");
    }

    @Test
    void namesASendThatWasNeverNoted() {
        run.notes.removeIf(note -> note.outgoingId().equals("ann.2:0") && note.state() == Delivery.State.ACCEPTED);

        assertThat(run.verdict().unsettled()).containsExactly("ann.2:0");
        assertThat(run.verdict().lost()).isEmpty();
    }

    @Test
    void countsWhatWasUnderWayWhenAProcessDied() {
        Instant between = Run.START.plusMillis(20);
        Instant after = Run.START.plusMillis(40);

        assertThat(run.verdict(fault(between)).underWayAtDeaths()).isEqualTo(2);
        assertThat(run.verdict(fault(after)).underWayAtDeaths()).isZero();
    }

    @Test
    void countsRepeatsOfAMessageAsFiltered() {
        run.incoming.add(new Incoming(new Place("incoming", 0, 9), "ann.0", "ann"));

        assertThat(run.verdict().counts()).isEqualTo(new Counts(7, 6, 0, 1, 0, 0));
        assertThat(run.verdict().counts().isBalanced()).isTrue();
    }

    @Test
    void tellsHowLongRepliesWereLateAfterTheFault() {
        Instant ended = Run.START.plusMillis(500);
        run.changesCall(
                "bob.2:0", call -> new Call(call.outgoingId(), call.user(), call.words(), true, ended.plusSeconds(7)));

        assertThat(run.verdict(new Fault("pause", Run.START, ended, List.of())).recovery())
                .isEqualTo(Duration.ofSeconds(7));
    }

    private static Fault fault(Instant death) {
        return new Fault("kill", death, death, List.of(death));
    }
}
