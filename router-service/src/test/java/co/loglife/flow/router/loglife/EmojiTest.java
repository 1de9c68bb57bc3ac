package co.loglife.flow.router.loglife;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmojiTest {
    @ParameterizedTest
    @CsvSource({
        "🏃 Run 5k, 🏃, Run 5k",
        "Run 🏃🏃 far, 🏃, Run 🏃 far",
        "👩‍👩‍👧‍👦 Call home, 👩‍👩‍👧‍👦, Call home",
        "👍🏽 Smile, 👍🏽, Smile",
        "🏋🏽‍♂️ Gym, 🏋🏽‍♂️, Gym",
        "✍🏽 Write, ✍🏽, Write",
        "🇵🇰 Vote, 🇵🇰, Vote",
        "❤️ Love, ❤️, Love",
        "\u2764 Love, \u2764, Love",
        "\u2600 Walk, \u2600, Walk",
        "\u270D Write, \u270D, Write",
        "\u2764\uFE0E Plain, 🎯, \u2764\uFE0E Plain",
        "\u2197 More \u00AE \u2122 \u2139 \u203C, 🎯, \u2197 More \u00AE \u2122 \u2139 \u203C",
        "5️⃣ Pages, 5️⃣, Pages",
        "Run 5k, 🎯, Run 5k",
        "C© 1 # *, 🎯, C© 1 # *"
    })
    void takesTheFirstOneWholeAndOnce(String typed, String emoji, String text) {
        assertThat(Emoji.in(typed)).isEqualTo(new Emoji(emoji, text));
    }
}
