package co.loglife.flow.router.topology;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.User;
import co.loglife.flow.router.loglife.LogLifeBot;
import co.loglife.flow.testing.MessageBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One person keeps one conversation. */
final class WhoIsWhoTest {
    private static final User PHONE = new User("14155550100");
    private static final Identity PAIR = new Identity("US.1349", PHONE, RouterFixture.NOW);

    private final RouterFixture router = new RouterFixture(new LogLifeBot());

    @AfterEach
    void close() {
        router.close();
    }

    private static MessageBuilder withoutNumber(String text) {
        return aMessage().from("US.1349").saying(text);
    }

    private static MessageBuilder withNumber(String text) {
        return aMessage().from("14155550100").via(ClientType.WEB).saying(text);
    }

    @Test
    void aKnownIdsMessageGoesToTheConversationOfItsNumber() {
        router.receives(withNumber("add goal Run"));
        router.receives(withNumber("skip"));
        router.learns(PAIR);
        router.replies();

        router.receives(withoutNumber("goals"));

        OutgoingMessage reply = router.replies().getFirst();
        assertThat(reply.kind()).isEqualTo("goals_list");
        assertThat(reply.user()).isEqualTo(PHONE);
        assertThat(reply.recipient()).isEqualTo(new Address.UserId("US.1349"));
    }

    @Test
    void aConversationBegunWithoutTheNumberComesAlongOnceTheNumberIsKnown() {
        router.receives(withoutNumber("add goal 🏃 Run"));
        router.receives(withoutNumber("8:00"));
        router.receives(withNumber("add goal 📚 Read"));
        router.receives(withNumber("skip"));
        router.replies();

        router.learns(PAIR);
        router.receives(withNumber("goals"));

        assertThat(router.replies())
                .singleElement()
                .satisfies(reply -> assertThat(reply.message().toString()).contains("1. 📚 Read", "2. 🏃 Run"));
        assertThat(router.stored("US.1349")).isNull();
        assertThat(router.timers()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void settingsOfTheUserSurviveOnWhicheverSideTheyWereTold(boolean withTheNumber) {
        for (String text : List.of("timezone Asia/Karachi", "transcript off")) {
            router.receives(withTheNumber ? withNumber(text) : withoutNumber(text));
        }
        router.receives(withoutNumber("add goal Run"));
        router.receives(withoutNumber("10:00")); // it is 14:00 in Karachi
        router.receives(withNumber("add goal Read"));
        router.receives(withNumber("10:00"));
        router.replies();

        router.learns(PAIR);

        assertThat(new String(router.stored("14155550100"), StandardCharsets.UTF_8))
                .contains("\"transcripts\":false");
        router.receives(withNumber("timezone"));
        assertThat(router.replies())
                .singleElement()
                .satisfies(reply -> assertThat(reply.message().toString()).contains("Asia/Karachi"));
        router.waits(Duration.ofHours(19).plusMinutes(59));
        assertThat(router.replies()).isEmpty();
        router.waits(Duration.ofMinutes(1));
        assertThat(router.kinds()).containsExactly("reminder", "reminder");
    }

    @Test
    void nothingIsAnsweredTwiceOnTheWay() {
        router.receives(withoutNumber("help").withId("wamid.same"));
        router.learns(PAIR);
        router.receives(withoutNumber("help").withId("wamid.same"));
        router.learns(PAIR);
        router.receives(withoutNumber("goals").withId("wamid.next"));
        router.receives(withoutNumber("goals").withId("wamid.next"));

        assertThat(router.kinds()).containsExactly("help", "no_goals");
    }

    @Test
    void aChangeOfNumberMovesTheConversationAndItsTimers() {
        router.receives(withNumber("add goal Run"));
        router.receives(withNumber("8:00"));
        router.receives(aMessage().from("14155550100").with(new Content.NumberChange(new User("447700900123"), null)));
        router.replies();

        router.receives(aMessage().from("447700900123").saying("goals"));
        assertThat(router.kinds()).containsExactly("goals_list");
        assertThat(router.timers()).isEqualTo(1);

        router.waits(Duration.ofHours(7)); // 08:00 in Los Angeles
        assertThat(router.replies())
                .singleElement()
                .satisfies(reminder -> assertThat(reminder.recipient()).isEqualTo(new Address.Phone("447700900123")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNewNumberAndItsIdAreOneConversationWhicheverIsKnownFirst(boolean pairFirst) {
        Identity pair = new Identity("US.77", new User("447700900123"), RouterFixture.NOW);
        MessageBuilder change =
                aMessage().from("14155550100").with(new Content.NumberChange(new User("447700900123"), null));
        router.receives(withNumber("add goal Run"));
        router.receives(withNumber("skip"));
        router.receives(aMessage().from("US.77").saying("add goal 📚 Read").withId("wamid.same"));
        router.receives(aMessage().from("US.77").saying("skip"));
        router.replies();

        if (pairFirst) {
            router.learns(pair);
        }
        router.receives(change);
        router.learns(pair);
        router.receives(aMessage().from("US.77").saying("add goal 📚 Read").withId("wamid.same"));
        router.receives(aMessage().from("US.77").saying("goals"));

        assertThat(router.replies()).singleElement().satisfies(reply -> {
            assertThat(reply.user().key()).isEqualTo("447700900123");
            assertThat(reply.message().toString()).contains("Run", "Read");
        });
        assertThat(router.stored("US.77")).isNull();
    }

    @Test
    void whatTheOldNumberSaidBeforeComesAlongAndWhatItSaysAfterIsSomebodyElses() {
        router.receives(withNumber("add goal Run"));
        router.receives(withNumber("skip"));
        router.receives(aMessage()
                .from("14155550100")
                .with(new Content.NumberChange(new User("447700900123"), null))
                .at(RouterFixture.NOW.plusSeconds(60)));
        router.replies();

        router.receives(withNumber("goals").at(RouterFixture.NOW.plusSeconds(59)));
        router.receives(withNumber("goals").at(RouterFixture.NOW.plusSeconds(61)));

        assertThat(router.replies())
                .extracting(OutgoingMessage::kind, reply -> reply.user().key())
                .containsExactly(tuple("goals_list", "447700900123"), tuple("no_goals", "14155550100"));
    }

    @Test
    void aNewIdOfAnIdMovesTheConversation() {
        router.receives(withoutNumber("add goal Run"));
        router.receives(withoutNumber("skip"));
        router.receives(aMessage().from("US.1349").with(new Content.UserIdChange("US.77", null)));
        router.replies();

        router.receives(aMessage().from("US.77").saying("goals"));
        router.receives(withoutNumber("goals"));

        assertThat(router.kinds()).containsExactly("goals_list", "goals_list");
        assertThat(router.stored("US.1349")).isNull();
    }

    @Test
    void remindersGoToTheNewIdOfANumbersConversation() {
        router.receives(withNumber("add goal Run"));
        router.receives(withNumber("8:00"));
        router.learns(PAIR);
        router.receives(withoutNumber("goals"));
        router.receives(withNumber("").with(new Content.UserIdChange("US.77", null)));
        router.replies();

        router.waits(Duration.ofHours(7)); // 08:00 in Los Angeles

        assertThat(router.replies())
                .singleElement()
                .satisfies(reminder -> assertThat(reminder.recipient()).isEqualTo(new Address.UserId("US.77")));
    }

    @Test
    void idsThatPointAtEachOtherDoNotCarryForEver() {
        router.learns(new Identity("US.1", new User("US.2"), RouterFixture.NOW));
        router.learns(new Identity("US.2", new User("US.1"), RouterFixture.NOW));

        router.receives(aMessage().from("US.1").saying("help"));

        assertThat(router.kinds()).containsExactly("help");
    }
}
