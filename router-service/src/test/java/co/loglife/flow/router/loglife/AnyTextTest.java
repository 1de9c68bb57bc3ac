package co.loglife.flow.router.loglife;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Reply;
import co.loglife.flow.model.bot.Said;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is typed, in whatever order: no turn fails, every text is answered, and no goal is lost unless deleted. */
final class AnyTextTest {
    private static final int TURNS = 300;
    private static final List<String> WORDS = List.of(
            "add goal",
            "enable journaling",
            "journal now",
            "journal prompts",
            "delete",
            "goals",
            "update",
            "transcript",
            "on",
            "off",
            "week",
            "habits",
            "lookback",
            "rate",
            "edit time",
            "checkin",
            "check in now",
            "menu",
            "list",
            "help",
            "boost",
            "timezone",
            "Europe/London",
            "america/new york",
            "cancel",
            "skip",
            "no",
            "1",
            "2",
            "3",
            "33",
            "123",
            "0",
            "-1",
            "99999999999",
            "8",
            "08:00",
            "25:00",
            "8 pm",
            "12:60",
            "🏃",
            "📓",
            "👩‍👩‍👧‍👦",
            "🇵🇰",
            "journaling",
            "Run 5k",
            "%s %d %n",
            "\\",
            "$1",
            "*",
            "\u0000",
            "\u00a0",
            "\u202e",
            "\ud83c",
            "a".repeat(300),
            "ß",
            "İ",
            "\n",
            " ",
            "");

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neitherFailsNorLosesAGoal(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Chat chat = new Chat(random.nextBoolean() ? Chat.SOMEBODY : "US.1349");
        for (int turn = 0; turn < TURNS; turn++) {
            List<Goal> before = chat.logbook().goals();
            String text = text(random);

            chat.later(Duration.ofMinutes(random.nextInt(600))).says(text);

            assertThat(chat.turn().replies()).as("the answer to <%s>", text).isNotEmpty();
            assertThat(chat.kinds()).allMatch(kind -> kind.matches("[a-z_]+"));
            int deleted = chat.kinds().contains("goal_deleted") ? 1 : 0;
            List<Integer> left = chat.logbook().goals().stream().map(Goal::id).toList();
            assertThat(before.stream().filter(goal -> !left.contains(goal.id())))
                    .as("goals lost by <%s>", text)
                    .hasSize(deleted);
            assertThat(chat.logbook().goals()).hasSizeLessThanOrEqualTo(Logbook.MOST_GOALS);
            if (!chat.turn().wakeUps().isEmpty() && random.nextInt(10) == 0) {
                chat.wakes(Duration.ofMinutes(random.nextInt(200)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void staysWithinWhatWhatsAppTakes(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Chat chat = new Chat();
        for (int goal = 0; goal < Logbook.MOST_GOALS; goal++) {
            chat.says("add goal " + "ä".repeat(1 + random.nextInt(200))).says("8:00");
        }
        for (String text : List.of("goals", "lookback 366", "journal now", "checkin now", "3".repeat(50))) {
            chat.says(text);
            assertThat(chat.turn().replies()).hasSizeGreaterThan(1);
            assertThat(chat.turn().replies().stream().map(Said::message))
                    .allMatch(reply -> ((Reply.Text) reply).body().codePoints().count() <= Reply.TEXT);
        }
    }

    private static String text(SplittableRandom random) {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
                .map(word -> random.nextInt(8) == 0 ? word.toUpperCase(Locale.ROOT) : word)
                .collect(Collectors.joining(random.nextInt(6) == 0 ? "" : " "));
    }
}
