package co.loglife.flow.inspection.redrive;

import static co.loglife.flow.inspection.Records.START;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.inspection.redrive.Letter.Position;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BookTest {
    private final Book book = new Book();

    @Test
    void lettersAreInTheOrderTheirSourcesWere() {
        letter(0, 5, 2, 30);
        letter(0, 6, 2, 10);
        letter(1, 1, 1, 20);

        assertThat(open()).containsExactly("1:1", "0:6", "0:5");
    }

    @Test
    void marksSettleExactlyTheirLetters() {
        for (int offset = 0; offset < 10; offset++) {
            letter(0, offset, 0, offset);
            letter(1, offset, 1, offset);
        }
        book.add(0, Mark.of(List.of(3L, 1L, 2L, 7L), null, START));
        book.add(1, Mark.of(List.of(0L), "test data", START));

        assertThat(open()).hasSize(15).doesNotContain("0:1", "0:2", "0:3", "0:7", "1:0");
        assertThat(book.letters(Selection.ALL).redriven()).hasSize(4);
        assertThat(book.letters(Selection.ALL).dropped()).hasSize(1);
    }

    @Test
    void aRecordGivenUpTwiceIsSettledWithEither() {
        letter(0, 1, 0, 40);
        letter(0, 2, 0, 40);

        assertThat(Book.once(book.letters(Selection.ALL).open())).hasSize(1);

        book.add(0, Mark.of(List.of(2L), null, START));

        assertThat(open()).isEmpty();
    }

    @Test
    void lettersFromNowhereAreNotTakenForOne() {
        letter(0, 1, -1, -1);
        letter(0, 2, -1, -1);

        assertThat(Book.once(book.letters(Selection.ALL).open())).hasSize(2);
    }

    @Test
    void aMarkIsItselfAfterWritingAndReading() throws Exception {
        Mark mark = Mark.of(List.of(1L, 2L, 5L), "spam", START);

        assertThat(Mark.read(mark.json())).isEqualTo(mark);
        assertThat(mark.letters()).containsExactly(new Mark.Range(1, 2), new Mark.Range(5, 5));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "service un, -, -, -, -, -, -, true",
                "-, TRANSIENT, sender, 923001234567, 2026-03-02T09:00:00Z, 2026-03-02T09:00:01Z, 0:1, true",
                "timeout, -, -, -, -, -, -, false",
                "-, POISON, -, -, -, -, -, false",
                "-, -, router, -, -, -, -, false",
                "-, -, -, 15550001111, -, -, -, false",
                "-, -, -, -, 2026-03-02T09:00:00.001Z, -, -, false",
                "-, -, -, -, -, 2026-03-02T09:00:00Z, -, false",
                "-, -, -, -, -, -, 0:2, false",
            })
    void aSelectionTakesWhatHoldsInAll(
            @Nullable String reason,
            @Nullable ErrorClass errorClass,
            @Nullable String service,
            @Nullable String user,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String id,
            boolean taken) {
        letter(0, 1, 0, 40);
        Selection selection = new Selection(
                Optional.ofNullable(reason),
                Optional.ofNullable(errorClass),
                Optional.ofNullable(service),
                Optional.ofNullable(user).map(User::new),
                Optional.ofNullable(since),
                Optional.ofNullable(until),
                id == null ? Set.of() : Set.of(new Position(0, Long.parseLong(id.substring(2)))));

        assertThat(book.letters(selection).open()).hasSize(taken ? 1 : 0);
    }

    private List<String> open() {
        return book.letters(Selection.ALL).open().stream()
                .map(letter -> letter.at().text())
                .toList();
    }

    private void letter(int partition, long offset, int sourcePartition, long sourceOffset) {
        DeadLetter why = new DeadLetter(
                "Service unavailable",
                ErrorClass.TRANSIENT,
                "sender",
                "whatsapp.outgoing",
                sourcePartition,
                sourceOffset,
                3,
                START);
        book.add(new Letter(new Position(partition, offset), why, "923001234567", 100, Optional.of(Kind.OUTGOING)));
    }
}
