package co.loglife.flow.inspection.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NeedleTest {
    @Test
    void findsWhatAPlainSearchFinds() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String hay = text(random, random.nextInt(40));
            String needle = text(random, 1 + random.nextInt(5));

            assertThat(Needle.of(needle).isIn(hay.getBytes(StandardCharsets.UTF_8)))
                    .as("%s in %s", needle, hay)
                    .isEqualTo(hay.contains(needle));
        }
    }

    @Test
    void thereIsNothingInNothing() {
        assertThat(Needle.of("a").isIn(null)).isFalse();
        assertThat(Needle.of("abc").isIn(new byte[] {'a'})).isFalse();
    }

    /** Of few letters, so that beginnings of matches are many. */
    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("abcé".charAt(random.nextInt(4)));
        }
        return text.toString();
    }
}
