package co.loglife.flow.router.loglife;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks of days far apart: ten years are kept, and no day costs more than another. */
final class MarksTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final Mark MARK = Mark.of(3);
    private static final int TEN_YEARS = 3660;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 100, TEN_YEARS - 4})
    void keepsWhatIsWithinTenYears(long days) {
        Marks later = Marks.NONE.with(TODAY, MARK).with(TODAY.plusDays(days), MARK);
        Marks earlier = Marks.NONE.with(TODAY, MARK).with(TODAY.minusDays(days), MARK);

        assertThat(later.on(TODAY)).contains(MARK);
        assertThat(later.on(TODAY.plusDays(days))).contains(MARK);
        assertThat(earlier.on(TODAY)).contains(MARK);
        assertThat(earlier.on(TODAY.minusDays(days))).contains(MARK);
        assertThat(later.days().length()).isLessThanOrEqualTo(TEN_YEARS / 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {TEN_YEARS, TEN_YEARS + 1, 1_000_000, 100_000_000_000L})
    void letsGoOfWhatIsOlder(long days) {
        Marks later = Marks.NONE.with(TODAY, MARK).with(TODAY.plusDays(days), MARK);
        Marks earlier = Marks.NONE.with(TODAY, MARK).with(TODAY.minusDays(days), MARK);

        assertThat(later.on(TODAY)).isEmpty();
        assertThat(later.on(TODAY.plusDays(days))).contains(MARK);
        assertThat(earlier.on(TODAY)).contains(MARK);
        assertThat(earlier.on(TODAY.minusDays(days))).isEmpty();
        assertThat(earlier.days().length() + later.days().length()).isLessThanOrEqualTo(2 * TEN_YEARS / 3);
    }

    @Test
    void aMarkOfTheSameDayTakesItsPlace() {
        assertThat(Marks.NONE.with(TODAY, Mark.of(1)).with(TODAY, MARK).on(TODAY))
                .contains(MARK);
    }
}
