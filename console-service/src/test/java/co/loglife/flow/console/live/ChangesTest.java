package co.loglife.flow.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ChangesTest {
    private final Changes changes = new Changes();

    @Test
    void tellsEachUserOnceAndThenNoMore() {
        changes.user("1");
        changes.user("2");
        changes.user("1");

        assertThat(changes.takeUsers()).contains(new Changes.Changed(java.util.List.of("1", "2"), false));
        assertThat(changes.takeUsers()).isEmpty();
    }

    @Test
    void saysThatThereWereMoreThanItCanTell() {
        for (int i = 0; i < 1000; i++) {
            changes.user(String.valueOf(i));
        }

        Changes.Changed changed = changes.takeUsers().orElseThrow();
        assertThat(changed.users()).hasSize(200);
        assertThat(changed.more()).isTrue();
    }
}
