package co.loglife.flow.console.view;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.console.Records;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConversationsTest {
    private static final String USER = "923001234567";
    private static final Reply BUTTONS = new Reply.Buttons(
            null, "Menu", null, List.of(new Reply.Option("goals", "Goals"), new Reply.Option("week", "Week")));

    private final Records records = new Records();

    @Test
    void showsWhatWasSaidInItsOrder() {
        List<Entry> entries = List.of(
                records.said(aMessage().withId("a").saying("hi")),
                records.replied(USER, "a", 0, ClientType.BUSINESS_API, new Reply.Text("hello")),
                records.said(aMessage().withId("b").saying("menu")),
                records.replied(USER, "b", 0, ClientType.BUSINESS_API, BUTTONS));

        Conversations.View view = Conversations.view(USER, entries, false);

        assertThat(view.bubbles()).extracting(BubbleView::text).containsExactly("hi", "hello", "menu", "Menu");
        assertThat(view.bubbles().getLast().options())
                .extracting(BubbleView.Option::title)
                .containsExactly("Goals", "Week");
        assertThat(view.bubbles().getLast().numbered()).isFalse();
    }

    @Test
    void numbersWhatWentOutOnTheWebAsText() {
        Conversations.View view = Conversations.view(
                USER,
                List.of(
                        records.said(aMessage().withId("a").via(ClientType.WEB).saying("menu")),
                        records.replied(USER, "a", 0, ClientType.WEB, BUTTONS)),
                false);

        assertThat(view.bubbles().getLast().numbered()).isTrue();
        assertThat(view.via()).containsExactly("web");
    }

    @ParameterizedTest
    @CsvSource({
        "ATTEMPTING, waiting",
        "RETRYING, waiting",
        "ACCEPTED, sent",
        "SENT, sent",
        "DELIVERED, delivered",
        "READ, read",
        "PLAYED, read",
        "FAILED, failed",
        "DEAD_LETTERED, failed"
    })
    void ticksAReplyByTheHighestStateSeen(Delivery.State state, String ticks) {
        Conversations.View view = Conversations.view(
                USER,
                List.of(
                        records.said(aMessage().withId("a")),
                        records.replied(USER, "a", 0, ClientType.BUSINESS_API, new Reply.Text("hello")),
                        records.delivery(USER, "a:0", state, 1),
                        records.delivery(USER, "a:0", Delivery.State.ATTEMPTING, 1)),
                false);

        assertThat(view.bubbles().getLast().ticks()).isEqualTo(ticks);
    }

    @Test
    void putsAReactionOnTheMessageItIsFor() {
        Conversations.View view = Conversations.view(
                USER,
                List.of(
                        records.said(aMessage().withId("a")),
                        records.replied(USER, "a", 0, ClientType.BUSINESS_API, new Reply.Text("hello")),
                        records.delivery(USER, "a:0", Delivery.State.ACCEPTED, 1),
                        records.said(aMessage().withId("b").with(new Content.Reaction("wamid.of.a:0", "👍")))),
                false);

        assertThat(view.bubbles())
                .filteredOn(bubble -> bubble.id().equals("a:0"))
                .extracting(BubbleView::reaction)
                .containsExactly("👍");
    }

    @Test
    void saysInTheListWhoSaidWhatLastAndWhetherTheAnswerFailed() {
        List<Entry> entries = List.of(
                records.said(aMessage().withId("a").named("Ann").saying("hi")),
                records.replied(USER, "a", 0, ClientType.BUSINESS_API, new Reply.Text("hello")),
                records.delivery(USER, "a:0", Delivery.State.DEAD_LETTERED, 3));

        Conversations.Summary summary = Conversations.summary(USER, entries).orElseThrow();

        assertThat(summary.name()).isEqualTo("Ann");
        assertThat(summary.text()).isEqualTo("hello");
        assertThat(summary.direction()).isEqualTo("outgoing");
        assertThat(summary.trouble()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ann, true", "92300, true", "+92 300 123, true", "'', true", "bob, false", "92301, false"})
    void isFoundByNumberOrName(String search, boolean found) {
        List<Entry> entries = List.of(records.said(aMessage().named("Ann")));

        assertThat(Conversations.matches(USER, entries, search)).isEqualTo(found);
    }
}
