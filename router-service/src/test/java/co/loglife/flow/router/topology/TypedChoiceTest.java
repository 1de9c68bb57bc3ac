package co.loglife.flow.router.topology;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.router.loglife.LogLifeBot;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the Web, options are numbered text: typing the number, the title or the id means the tap. */
final class TypedChoiceTest {
    private final RouterFixture router = new RouterFixture(new LogLifeBot());

    @AfterEach
    void close() {
        router.close();
    }

    private void says(String text) {
        router.receives(aMessage().via(ClientType.WEB).saying(text));
    }

    private Reply answerTo(Content content) {
        router.replies();
        router.receives(aMessage().via(ClientType.WEB).with(content));
        List<OutgoingMessage> replies = router.replies();
        assertThat(replies).hasSize(1);
        return replies.getFirst().message();
    }

    @ParameterizedTest
    @CsvSource({
        // menu: every option by its number, its title and its id
        "menu, checkin, Check in, 1",
        "menu, checkin, Check in, CHECK IN",
        "menu, checkin, Check in, checkin",
        "menu, goals, Goals, 2",
        "menu, goals, Goals, '2\u00A0'",
        "menu, goals, Goals, goals",
        "menu, habits, Habits, 3",
        "menu, habits, Habits, Habits",
        "checkin, checkin now, Check in now, 1",
        "checkin, checkin now, Check in now, check in now",
        "checkin, checkin now, Check in now, checkin now",
        "checkin, edit time, Edit times, 2",
        "checkin, edit time, Edit times, edit times",
        "checkin, edit time, Edit times, edit time"
    })
    void ofAButtonIsTheTap(String shown, String id, String title, String typed) {
        hasTwoGoals();
        says(shown);
        Reply tapped = answerTo(new Content.ButtonReply(id, title));
        says(shown);

        assertThat(answerTo(new Content.Text(typed, null))).isEqualTo(tapped);
    }

    @ParameterizedTest
    @CsvSource({
        "goals, My goals, 1", "goals, My goals, my goals", "goals, My goals, goals",
        "add goal, Add a goal, 2", "add goal, Add a goal, add a goal", "add goal, Add a goal, add goal",
        "week, This week, 4", "week, This week, This Week", "week, This week, week",
        "lookback 7, Last 7 days, 5", "lookback 7, Last 7 days, last 7 days", "lookback 7, Last 7 days, lookback 7",
        "help, Help, 6", "help, Help, help"
    })
    void ofAListIsTheTap(String id, String title, String typed) {
        hasTwoGoals();
        says("list");
        Reply tapped = answerTo(new Content.ListReply(id, title, null));
        says("list");

        assertThat(answerTo(new Content.Text(typed, null))).isEqualTo(tapped);
    }

    @Test
    void isARatingAgainOnceSomethingElseWasSaid() {
        hasTwoGoals();
        says("menu");
        says("goals");
        router.replies();

        says("3");
        says("32");

        assertThat(router.kinds()).containsExactly("wrong_count", "rated_all");
    }

    @Test
    void isARatingRightAfterAMenuWhereItIsNoOption() {
        hasTwoGoals();
        says("menu");
        router.replies();

        says("32");

        assertThat(router.kinds()).containsExactly("rated_all");
    }

    @Test
    void isStillTheTapAfterANoticeThatGotNoReply() {
        hasTwoGoals();
        says("menu");
        router.replies();

        router.receives(aMessage().via(ClientType.WEB).with(new Content.Unknown("call_log", null)));
        says("2");

        assertThat(router.kinds()).containsExactly("goals_list");
    }

    private void hasTwoGoals() {
        for (String text : List.of("add goal 🏃 Run", "skip", "add goal 📚 Read", "skip")) {
            says(text);
        }
    }
}
