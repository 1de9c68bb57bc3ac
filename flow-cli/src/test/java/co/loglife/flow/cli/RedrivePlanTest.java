package co.loglife.flow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.inspection.redrive.Book;
import co.loglife.flow.inspection.redrive.Letter;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RedrivePlanTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:07Z");
    private static final List<Letter> OPEN = List.of(
            letter(1, ErrorClass.POISON, "no id", Optional.empty()),
            letter(2, ErrorClass.TRANSIENT, "Service unavailable", Optional.of(Kind.OUTGOING)),
            letter(3, ErrorClass.TRANSIENT, "Service unavailable", Optional.of(Kind.OUTGOING)),
            letter(4, ErrorClass.TRANSIENT, "Service unavailable", Optional.of(Kind.OUTGOING)));

    private final Book.Fates fates = new Book.Fates(OPEN, OPEN.subList(0, 2), OPEN.subList(0, 1));

    @Test
    void countsByWhatIsSaidOfThemTheLargestFirstWithMaskedSamples() {
        assertThat(RedrivePlan.of(fates, false).lines(false, 0, false))
                .containsExactly(
                        "4 open, 2 re-driven, 1 dropped",
                        "",
                        "  COUNT  CLASS     SERVICE  BACK TO    OLDEST            REASON",
                        "      3  transient sender   outgoing   2026-03-02 09:00Z Service unavailable",
                        "           0:2 from whatsapp.outgoing[0]@2 of 9230******67, 3 tries, 100 bytes",
                        "           0:3 from whatsapp.outgoing[0]@3 of 9230******67, 3 tries, 100 bytes",
                        "      1  poison    sender   nowhere    2026-03-02 09:00Z no id",
                        "           0:1 from whatsapp.outgoing[0]@1 of 9230******67, 3 tries, 100 bytes",
                        "",
                        "nothing was changed; --yes sends back 3; 1 have no topic to go back to (--drop settles them)");
    }

    @Test
    void whatCannotGoBackCanBeDropped() {
        assertThat(RedrivePlan.of(fates, true).going()).hasSize(4);
        assertThat(RedrivePlan.of(fates, true).lines(true, 4, true)).endsWith("dropped 4");
    }

    @Test
    void thereMayBeNothingToDo() {
        Book.Fates none = new Book.Fates(List.of(), OPEN, List.of());

        assertThat(RedrivePlan.of(none, false).lines(false, 0, false))
                .containsExactly("0 open, 4 re-driven, 0 dropped", "", "nothing to do");
    }

    @Test
    void toolsGetTheCounts() {
        assertThat(RedrivePlan.of(fates, false).json(3).toString())
                .startsWith(
                        "{\"open\":4,\"redriven\":2,\"dropped\":1,\"done\":3,\"groups\":[{\"count\":3,\"class\":\"transient\"");
    }

    private static Letter letter(long offset, ErrorClass errorClass, String reason, Optional<Kind> back) {
        DeadLetter why = new DeadLetter(reason, errorClass, "sender", "whatsapp.outgoing", 0, offset, 3, AT);
        return new Letter(new Letter.Position(0, offset), why, "923001234567", 100, back);
    }
}
