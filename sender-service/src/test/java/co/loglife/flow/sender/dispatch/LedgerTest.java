package co.loglife.flow.sender.dispatch;

import static co.loglife.flow.model.Delivery.State.ACCEPTED;
import static co.loglife.flow.model.Delivery.State.ATTEMPTING;
import static co.loglife.flow.model.Delivery.State.DEAD_LETTERED;
import static co.loglife.flow.model.Delivery.State.DELIVERED;
import static co.loglife.flow.model.Delivery.State.FAILED;
import static co.loglife.flow.model.Delivery.State.RETRYING;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.User;
import co.loglife.flow.sender.testing.Outbox;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static final User USER = new User("923001234567");

    private final Ledger ledger = new Ledger();
    private long next = 100;

    @Test
    void knowsNothingOfWhatWasNotTried() {
        assertThat(known("a", 7)).isEqualTo(new Known.New());
    }

    @Test
    void knowsWhatWasAccepted() {
        saw("a", 7L, ATTEMPTING, 1);
        saw("a", 7L, ACCEPTED, 1);

        assertThat(known("a", 7)).isEqualTo(new Known.Settled());
    }

    @Test
    void knowsAnAttemptWithoutOutcome() {
        saw("a", 7L, ATTEMPTING, 1);

        assertThat(known("a", 7)).isEqualTo(new Known.Dangling(1, 1, NOON, 100));
    }

    @Test
    void knowsThatAllAttemptsFailed() {
        saw("a", 7L, ATTEMPTING, 1);
        saw("a", 7L, RETRYING, 1);
        saw("a", 7L, ATTEMPTING, 2);
        saw("a", 7L, RETRYING, 2);

        assertThat(known("a", 7)).isEqualTo(new Known.Tried(2, 1, NOON));
    }

    @Test
    void countsOfTheAttemptsThoseThatCounted() {
        ledger.saw(delivery("a", ATTEMPTING, 9, null), new Ledger.Note(7, 1), 100);
        assertThat(known("a", 7)).isEqualTo(new Known.Dangling(9, 2, NOON, 100)); // it may be what ended the process

        ledger.saw(delivery("a", RETRYING, 9, null), new Ledger.Note(7, 1), 101);
        assertThat(known("a", 7)).isEqualTo(new Known.Tried(9, 1, NOON));
    }

    @Test
    void passesOverReportsOnTheSameIdOfAnotherUserOrWay() {
        saw("a", 7L, ATTEMPTING, 1);
        ledger.saw(delivery("a", DELIVERED, ClientType.WEB, new User("923007654321")), null, 101);
        ledger.saw(delivery("a", DELIVERED, ClientType.BUSINESS_API, USER), null, 102);

        assertThat(known("a", 7)).isEqualTo(new Known.Dangling(1, 1, NOON, 100));
    }

    @Test
    void holdsAnUnknownOutcomeOpen() {
        saw("a", 7L, ATTEMPTING, 1);
        ledger.saw(delivery("a", RETRYING, 1, new Failure(null, "cut", ErrorClass.UNKNOWN)), of(7), 101);

        assertThat(known("a", 7)).isEqualTo(new Known.Dangling(1, 1, NOON, 100));
    }

    @Test
    void knowsThatOnlyItsNoteIsMissingWhenWhatsAppReportsOfTheId() {
        saw("a", 7L, ATTEMPTING, 1);
        saw("a", null, DELIVERED, 0);

        assertThat(known("a", 7)).isEqualTo(new Known.Reported(1, NOON, "wamid.a"));
    }

    @Test
    void settlesWhatWasReportedByItsNote() {
        saw("a", 7L, ATTEMPTING, 1);
        saw("a", null, DELIVERED, 0);
        saw("a", 7L, ACCEPTED, 1);

        assertThat(known("a", 7)).isEqualTo(new Known.Settled());
    }

    @Test
    void keepsAReportThroughWhatTheOldOwnerStillNotes() {
        saw("a", 7L, ATTEMPTING, 1);
        saw("a", null, DELIVERED, 0);
        ledger.saw(delivery("a", RETRYING, 1, new Failure(null, "cut", ErrorClass.UNKNOWN)), of(7), 102);

        assertThat(known("a", 7)).isEqualTo(new Known.Reported(1, NOON, "wamid.a"));
    }

    @Test
    void takesAReportOfFailureForEvidenceThatWhatsAppHadIt() {
        saw("a", 7L, ATTEMPTING, 1);
        saw("a", null, FAILED, 0);

        assertThat(known("a", 7)).isEqualTo(new Known.Reported(1, NOON, "wamid.a"));
    }

    @Test
    void passesOverReportsOnOthers() {
        saw("x", null, DELIVERED, 0);
        saw("a", 7L, ATTEMPTING, 1);

        assertThat(known("a", 7)).isInstanceOf(Known.Dangling.class);
    }

    @Test
    void tellsADeadLetterFromItsRedrive() {
        saw("a", 7L, ATTEMPTING, 1);
        saw("a", 7L, DEAD_LETTERED, 1);
        saw("a", 20L, ATTEMPTING, 1);

        assertThat(known("a", 7)).isEqualTo(new Known.Settled());
        assertThat(known("a", 20)).isEqualTo(new Known.Dangling(1, 1, NOON, 102));
    }

    @Test
    void takesNoNoteOnAnotherMessageAtTheSameOffset() {
        saw("a", 7L, ATTEMPTING, 1);
        saw("a", 7L, ACCEPTED, 1);
        saw("b", 8L, ATTEMPTING, 1);

        assertThat(known("new", 7)).isEqualTo(new Known.New());
        assertThat(known("new", 8)).isEqualTo(new Known.New());
        saw("new", 8L, ATTEMPTING, 1);
        assertThat(known("new", 8)).isEqualTo(new Known.Dangling(1, 1, NOON, 103));
    }

    private Known known(String id, long offset) {
        return ledger.of(
                offset,
                Outbox.aReply().withId(id).to(USER.key()).via(ClientType.WEB).build());
    }

    private void saw(String id, @Nullable Long outgoingOffset, Delivery.State state, int attempt) {
        ledger.saw(delivery(id, state, attempt, null), outgoingOffset == null ? null : of(outgoingOffset), next++);
    }

    /** A note that does not say how many attempts counted. */
    private static Ledger.Note of(long outgoingOffset) {
        return new Ledger.Note(outgoingOffset, null);
    }

    private static Delivery delivery(String id, Delivery.State state, int attempt, @Nullable Failure failure) {
        String providerId = state == DELIVERED || state == FAILED ? "wamid." + id : null;
        return new Delivery(id, state, providerId, attempt, NOON, failure, ClientType.WEB, "web", USER, null);
    }

    private static Delivery delivery(String id, Delivery.State state, ClientType way, User user) {
        return new Delivery(id, state, "wamid." + id, 0, NOON, null, way, "line", user, null);
    }
}
