package co.loglife.flow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClosingTest {
    @Test
    void closesInReverseOrderAndTheOthersToo() {
        List<String> closed = new ArrayList<>();
        Closing closing = new Closing();
        closing.with(() -> closed.add("first"));
        closing.with(() -> {
            throw new IllegalStateException("cannot");
        });
        closing.with(() -> closed.add("last"));

        closing.close();
        closing.close();

        assertThat(closed).containsExactly("last", "first");
    }
}
