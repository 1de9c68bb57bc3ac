package co.loglife.flow.router.loglife;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.User;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialogues a user of LogLife knows, one test each. */
final class DialoguesTest {
    private static final String RUN = "add goal 🏃 Run";

    @Test
    void d01WelcomesWhoSaysHi() {
        Chat chat = new Chat().named("Ana", "Hi");

        assertThat(chat.kinds()).containsExactly("welcome");
        assertThat(chat.text()).contains("Ana").contains("help");
        assertThat(chat.says("Hi").kinds()).containsExactly("unknown_command");
    }

    @Test
    void d02AsksForATimeWhenAGoalIsAdded() {
        Chat chat = Chat.after("add goal 🏃 Run 5k");

        assertThat(chat.kinds()).containsExactly("goal_added_ask_time");
        assertThat(chat.text()).contains("🏃 Run 5k").contains("goal 1");
        assertThat(chat.logbook().goals()).singleElement().satisfies(goal -> {
            assertThat(goal.emoji()).isEqualTo("🏃");
            assertThat(goal.text()).isEqualTo("Run 5k");
            assertThat(goal.boost()).isEqualTo(1);
        });
    }

    @Test
    void d03SetsTheTimeThatWasAskedFor() {
        Chat chat = Chat.after("add goal 🏃 Run 5k", "08:00");

        assertThat(chat.kinds()).containsExactly("reminder_set");
        assertThat(chat.text()).contains("08:00 AM").contains("🏃 Run 5k");
        assertThat(chat.logbook().awaitingTime()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"goals", "25:00", "add goal Read", "menu", "delete 1"}) // d04, d05
    void d04AsksAgainForATimeWhateverElseIsSaid(String text) {
        Chat chat = Chat.after(RUN, text);

        assertThat(chat.kinds()).containsExactly("ask_reminder_time");
        assertThat(chat.says("8 pm").kinds()).containsExactly("reminder_set");
        assertThat(chat.logbook().goals()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "Skip", "no"})
    void d04LetsGoOfTheQuestion(String text) {
        Chat chat = Chat.after(RUN, "help");

        assertThat(chat.kinds()).containsExactly("help");
        assertThat(chat.says(text).kinds()).containsExactly("reminder_skipped");
        assertThat(chat.says("goals").text()).contains("1. 🏃 Run");
    }

    @Test
    void d06ListsGoalsWithTheirTimes() {
        Chat chat = Chat.after(RUN, "09:00", "goals");

        assertThat(chat.kinds()).containsExactly("goals_list");
        assertThat(chat.text()).contains("1. 🏃 Run (boost 1) ⏰ 09:00 AM").contains("rate 1 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"goals", "week", "habits", "lookback", "rate 1 3", "123", "edit time", "checkin now"})
    void d07ShowsHowToAddAGoalWhenThereIsNone(String text) {
        Chat chat = Chat.after(text);

        assertThat(chat.kinds()).containsExactly("no_goals");
        assertThat(chat.text()).contains("add goal");
    }

    @Test
    void d08DeletesAGoal() {
        Chat chat = Chat.after(RUN, "9", "delete 1");

        assertThat(chat.kinds()).containsExactly("goal_deleted");
        assertThat(chat.text()).contains("🏃 Run");
        assertThat(chat.says("goals").kinds()).containsExactly("no_goals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete 99", "delete 0", "delete -1", "delete 99999999999999999999"})
    void d09KnowsNoSuchGoal(String text) {
        Chat chat = Chat.after(RUN, "9", text);

        assertThat(chat.kinds()).containsExactly("bad_goal_number");
        assertThat(chat.text()).contains("goals");
        assertThat(chat.logbook().goals()).hasSize(1);
    }

    @Test
    void d10SaysHowToDelete() {
        assertThat(Chat.after(RUN, "9", "delete x").kinds()).containsExactly("usage_delete");
        assertThat(Chat.after(RUN, "9", "delete").kinds()).containsExactly("usage_delete");
    }

    @Test
    void d11ReplacesTodaysRating() {
        Chat chat = Chat.after(RUN, "9", "rate 1 3");

        assertThat(chat.kinds()).containsExactly("rated_one");
        assertThat(chat.text()).contains("Mon, Mar 2").contains("🏃 Run ✅");
        assertThat(chat.says("rate  1   2").text()).contains("🏃 Run ⚠️");
        assertThat(chat.says("week").text()).contains("Mon ⚠️").doesNotContain("✅");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate 1 4", "rate 2 3", "rate", "rate one three", "rate 1 3 2"})
    void d12SaysHowToRate(String text) {
        Chat chat = Chat.after(RUN, "9", text);

        assertThat(chat.kinds()).containsExactly("usage_rate");
        assertThat(chat.says("week").text()).contains("Mon " + Mark.BLANK);
    }

    @Test
    void d13RatesAllInOrder() {
        Chat chat = Chat.after(RUN, "skip", "add goal 📚 Read", "skip", "32");

        assertThat(chat.kinds()).containsExactly("rated_all");
        assertThat(chat.text()).contains("🏃 Run ✅").contains("📚 Read ⚠️");
    }

    @Test
    void d14ExpectsOneDigitAGoal() {
        Chat chat = Chat.after(RUN, "9", "33");

        assertThat(chat.kinds()).containsExactly("wrong_count");
        assertThat(chat.text()).contains("1 goal,").contains("1 digit,");
    }

    @Test
    void d15TakesASingleDigitForARating() {
        Chat chat = Chat.after(RUN, "9", "3");

        assertThat(chat.kinds()).containsExactly("rated_all");
        assertThat(chat.text()).contains("🏃 Run ✅");
    }

    @Test
    void d16UpdatesAReminder() {
        Chat chat = Chat.after(RUN, "9", "update 1 10pm");

        assertThat(chat.kinds()).containsExactly("reminder_updated");
        assertThat(chat.text()).contains("10:00 PM").contains("🏃 Run");
        assertThat(chat.says("update 1 8:00 pm").logbook().goals().getFirst().remindAt())
                .isEqualTo(LocalTime.of(20, 0));
    }

    @Test
    void d17SaysWhatIsWrongWithAnUpdate() {
        Chat chat = Chat.after(RUN, "9");

        assertThat(chat.says("update 1 soon").kinds()).containsExactly("bad_time");
        assertThat(chat.says("update").kinds()).containsExactly("usage_update");
        assertThat(chat.says("update x 8pm").kinds()).containsExactly("usage_update");
        assertThat(chat.says("update 9 8pm").kinds()).containsExactly("bad_goal_number");
        assertThat(chat.says("update 9999999999 8pm").kinds()).containsExactly("bad_goal_number");
        assertThat(chat.logbook().goals().getFirst().remindAt()).isEqualTo(LocalTime.of(9, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10:00", "8", "9pm", "0"})
    void d18WantsAGoalBeforeATime(String text) {
        assertThat(Chat.after(text).kinds()).containsExactly("add_goal_first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal now", "journal prompts", "please Journal Now"})
    void d19AsksQuestionsAndNamesWhatIsNotRated(String text) {
        Chat chat = Chat.after(RUN, "9", "add goal 📚 Read", "9", "rate 1 3", text);

        assertThat(chat.kinds()).containsExactly("journal_prompts");
        assertThat(chat.text()).contains("5. ").contains("📚 Read").doesNotContain("Run");
        assertThat(chat.says("rate 2 1").says(text).text()).doesNotContain("Not rated");
    }

    @Test
    void d20AddsTheJournalOnce() {
        Chat chat = Chat.after("enable journaling");

        assertThat(chat.kinds()).containsExactly("goal_added_ask_time");
        assertThat(chat.text()).contains("📓 journaling");
        assertThat(chat.says("21:00").says("Enable Journaling").kinds()).containsExactly("journaling_exists");
    }

    @Test
    void d21SwitchesTranscripts() {
        Chat chat = new Chat();

        assertThat(chat.logbook().transcripts()).isTrue();
        assertThat(chat.says("transcript off").kinds()).containsExactly("transcript_off");
        assertThat(chat.says("on transcript").kinds()).containsExactly("transcript_on");
        assertThat(chat.says("off transcription").kinds()).containsExactly("transcript_off");
        assertThat(chat.says("transcript on off").kinds()).containsExactly("transcript_off");
        assertThat(chat.says("transcript conversation").kinds()).containsExactly("usage_transcript");
        assertThat(chat.logbook().transcripts()).isFalse();
    }

    @Test
    void d22SaysThatVoiceIsNotSwitchedOn() {
        Chat chat = Chat.after(RUN).sends(new Content.Audio(Media.withId("1", "audio/ogg", null), true));

        assertThat(chat.kinds()).containsExactly("audio_off");
        assertThat(chat.says("8").kinds()).containsExactly("reminder_set");
    }

    @Test
    void d23ThanksForACardAndWelcomesTheFriend() {
        Contact card = new Contact("Bo", List.of(), List.of(), "BEGIN:VCARD\nTEL;waid=9876543210:+98 765\nEND:VCARD");
        Chat chat = new Chat().sends(new Content.Contacts(List.of(card)));
        User self = new User(Chat.SOMEBODY);
        Chat friend = new Chat("9876543210").sends(new Content.Referral(self));

        assertThat(chat.kinds()).containsExactly("referral_thanks");
        assertThat(chat.turn().referrals()).containsExactly(new User("9876543210"));
        assertThat(friend.kinds()).containsExactly("welcome");
        assertThat(friend.logbook().referrer()).isEqualTo(self);
        assertThat(friend.sends(new Content.Referral(new User("14155550100"))).kinds())
                .isEmpty();
        assertThat(friend.logbook().referrer()).isEqualTo(self);
    }

    @Test
    void d23WelcomesEveryFriendOfALongList() {
        List<Contact> cards = IntStream.range(0, 40)
                .mapToObj(i -> new Contact(
                        "Bo", List.of(), List.of(), "BEGIN:VCARD\nTEL;waid=98765432" + (10 + i) + ":1\nEND:VCARD"))
                .toList();

        assertThat(new Chat().sends(new Content.Contacts(cards)).turn().referrals())
                .hasSize(40);
    }

    @Test
    void d24RemindsOnceWhereTheClockJumpsOverTheTime() {
        Chat chat = new Chat("12125551234")
                .at("2026-03-07T15:00:00Z")
                .says("add goal Nap")
                .says("2:30 am");

        assertThat(chat.logbook().zone()).isEqualTo("America/New_York");
        assertThat(chat.wakes(Duration.ZERO).now()).isEqualTo("2026-03-08T07:00:00Z"); // 03:00 local, after the gap
        assertThat(chat.kinds()).containsExactly("reminder");
        assertThat(chat.wakes(Duration.ZERO).now()).isEqualTo("2026-03-09T06:30:00Z");
    }

    @Test
    void d25GivesTheMenuAsButtons() {
        Chat chat = Chat.after("menu");

        assertThat(chat.kinds()).containsExactly("menu");
        assertThat(((Reply.Buttons) chat.turn().replies().getFirst().message()).buttons())
                .extracting(Reply.Option::id)
                .containsExactly("checkin", "goals", "habits");
    }
}
