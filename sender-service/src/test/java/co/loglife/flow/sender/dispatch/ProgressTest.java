package co.loglife.flow.sender.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProgressTest {
    private final Progress progress = new Progress(10);

    @Test
    void isNeverBeyondWhatIsUnderWay() {
        progress.begin(10, 1);
        progress.begin(11, 1);
        progress.begin(12, 1);

        progress.settle(11);
        assertThat(progress.settledUpTo()).isEqualTo(10);
        progress.settle(10);
        assertThat(progress.settledUpTo()).isEqualTo(12);
        progress.settle(12);
        assertThat(progress.settledUpTo()).isEqualTo(13);
    }

    @Test
    void goesOverWhatIsNotForUs() {
        progress.readUpTo(40);
        assertThat(progress.settledUpTo()).isEqualTo(40);

        progress.begin(41, 1);
        progress.readUpTo(60);
        assertThat(progress.settledUpTo()).isEqualTo(41);
    }

    @Test
    void sendsTheNextOwnerToTheFirstAttemptAtWhatIsNotCommitted() {
        progress.begin(10, 1);
        progress.begin(11, 1);
        progress.begin(12, 1);
        progress.attempted(11, 500);
        progress.attempted(10, 501);
        progress.attempted(10, 510);

        progress.settle(11);
        assertThat(progress.ledgerFrom(600)).isEqualTo(500); // 11 will be read again
        progress.settle(10);
        assertThat(progress.ledgerFrom(600)).isEqualTo(600);
    }
}
