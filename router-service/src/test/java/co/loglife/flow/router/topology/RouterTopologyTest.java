package co.loglife.flow.router.topology;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.router.loglife.LogLifeBot;
import co.loglife.flow.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RouterTopologyTest {
    private final RouterFixture router = new RouterFixture(new LogLifeBot());

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void answersTheSenderThroughTheClientTheMessageCameFrom() {
        router.receives(aMessage().withId("web.7").via(ClientType.WEB).saying("help"));

        OutgoingMessage reply = router.replies().getFirst();
        assertThat(reply.id()).isEqualTo("web.7:0");
        assertThat(reply.clientType()).isEqualTo(ClientType.WEB);
        assertThat(reply.line()).isEqualTo("web");
        assertThat(reply.recipient()).isEqualTo(new Address.Phone("923001234567"));
        assertThat(reply.inReplyTo()).isEqualTo("web.7");
        assertThat(reply.createdAt()).isEqualTo(RouterFixture.NOW);
        assertThat(reply.kind()).isEqualTo("help");
    }

    @Test
    void answersARepeatedMessageOnce() {
        for (int i = 0; i < 5; i++) {
            router.receives(aMessage().withId("wamid.same").saying("add goal Run"));
        }

        assertThat(router.kinds()).containsExactly("goal_added_ask_time");
        assertThat(router.counted("duplicate")).isEqualTo(4);
    }

    @Test
    void recognizesARepeatAfterSevenDays() {
        router.receives(aMessage().withId("wamid.same").saying("help"));
        router.receives(aMessage().saying("goals").at(RouterFixture.NOW.plusSeconds(3600)));
        router.receives(aMessage().withId("wamid.same").saying("help").at(RouterFixture.NOW.plusSeconds(7 * 86_400)));

        assertThat(router.kinds()).containsExactly("help", "no_goals");
    }

    @Test
    void keepsWhatWasSaidApartByUser() {
        router.receives(aMessage().from("923001234567").saying("add goal Run"));
        router.receives(aMessage().from("923001234567").saying("skip"));
        router.receives(aMessage().from("14155550100").saying("goals"));
        router.receives(aMessage().from("923001234567").via(ClientType.WEB).saying("goals"));

        assertThat(router.kinds()).containsExactly("goal_added_ask_time", "reminder_skipped", "no_goals", "goals_list");
    }

    @Test
    void makesARecordOfGarbageADeadLetterAndGoesOn() {
        byte[] garbage = {0, 1, 2, (byte) 0xff};
        router.receives("923001234567", garbage, new RecordHeaders());
        router.receives(aMessage().saying("help"));

        TestRecord<byte[], byte[]> letter = router.deadLetters().getFirst();
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(letter.key()).isEqualTo("923001234567".getBytes(StandardCharsets.UTF_8));
        assertThat(DeadLetter.header(letter.headers(), "class")).isEqualTo("poison");
        assertThat(DeadLetter.header(letter.headers(), "topic")).isEqualTo("t.incoming");
        assertThat(DeadLetter.header(letter.headers(), "reason")).startsWith("not JSON");
        assertThat(router.kinds()).containsExactly("help");
    }

    @Test
    void doesNotTakeARecordThatIsUnderAnotherUsersKey() {
        router.receives("14155550100", Json.write(aMessage().build()), new RecordHeaders());

        assertThat(DeadLetter.header(router.deadLetters().getFirst().headers(), "reason"))
                .isEqualTo("the key is not the user of the message");
        assertThat(router.replies()).isEmpty();
    }

    @Test
    void isSilentInGroupsAndToBroadcasts() {
        router.receives(aMessage().from("120363@g.us").saying("help"));
        router.receives(aMessage().from("status@broadcast").saying("help"));

        assertThat(router.replies()).isEmpty();
        assertThat(router.counted("group")).isEqualTo(1);
        assertThat(router.counted("broadcast")).isEqualTo(1);
    }

    @Test
    void takesATypedNumberOrTitleRightAfterAMenuOnTheWebForATap() {
        router.receives(aMessage().via(ClientType.WEB).saying("menu"));
        router.receives(aMessage().via(ClientType.WEB).saying("1"));
        router.receives(aMessage().via(ClientType.WEB).saying("edit times"));
        router.receives(aMessage().via(ClientType.WEB).saying("1"));

        assertThat(router.kinds()).containsExactly("menu", "checkin_menu", "no_goals", "no_goals");
    }

    @Test
    void takesANumberAfterAMenuOnTheBusinessApiForWhatItSays() {
        router.receives(aMessage().saying("menu"));
        router.receives(aMessage().saying("1"));
        router.receives(aMessage().with(new Content.ButtonReply("checkin", "Check in")));

        assertThat(router.kinds()).containsExactly("menu", "no_goals", "checkin_menu");
    }

    @Test
    void keepsAMenuNeutralOfTheTransport() {
        router.receives(aMessage().via(ClientType.WEB).saying("menu"));

        assertThat(router.replies().getFirst().message()).isInstanceOf(Reply.Buttons.class);
    }
}
