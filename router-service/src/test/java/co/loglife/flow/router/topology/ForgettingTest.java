package co.loglife.flow.router.topology;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import co.loglife.flow.router.loglife.LogLifeBot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Friends who are brought along, and users who leave. */
final class ForgettingTest {
    private static final User ANA = new User("923001234567");
    private static final User BO = new User("14155550100");

    private final RouterFixture router = new RouterFixture(new LogLifeBot());

    @AfterEach
    void close() {
        router.close();
    }

    private void anaSharesBosCard() {
        Contact card = new Contact("Bo", List.of(), List.of(BO.key()), null);
        router.receives(aMessage().with(new Content.Contacts(List.of(card))));
    }

    @Test
    void aFriendIsWelcomedOnceEver() {
        anaSharesBosCard();
        anaSharesBosCard();

        assertThat(router.replies())
                .extracting(reply -> reply.kind() + " to " + reply.recipient().id())
                .containsExactly(
                        "referral_thanks to 923001234567", "welcome to 14155550100", "referral_thanks to 923001234567");
        assertThat(router.ours()).allSatisfy(ours -> assertThat(ours.content()).isEqualTo(new Content.Referral(ANA)));
    }

    @Test
    void nothingOfAForgottenUserStays() {
        router.learns(new Identity("PK.1", ANA, RouterFixture.NOW));
        router.receives(withUserId("PK.1", "add goal Run"));
        router.receives(aMessage().saying("8:00"));
        anaSharesBosCard();
        assertThat(text(router.stored(BO.key()))).contains(ANA.key());

        router.receives(aMessage().withId("forget.1").with(new Content.Forget(ANA)));

        assertThat(router.stored(ANA.key())).isNull();
        assertThat(text(router.stored(BO.key()))).doesNotContain(ANA.key());
        assertThat(router.timers()).isZero();
        assertThat(router.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.key()).isEqualTo("PK.1".getBytes(StandardCharsets.UTF_8));
            assertThat(pair.value()).isNull();
        });
        router.replies();
        router.receives(aMessage().from("PK.1").saying("goals"));
        assertThat(router.replies())
                .singleElement()
                .satisfies(reply -> assertThat(reply.user().key()).isEqualTo("PK.1"));
    }

    @Test
    void whoIsForgottenByTheirIdIsForgottenByTheirNumber() {
        router.receives(aMessage().saying("help"));
        router.learns(new Identity("PK.1", ANA, RouterFixture.NOW));

        router.receives(aMessage().from("PK.1").with(new Content.Forget(new User("PK.1"))));

        assertThat(router.stored(ANA.key())).isNull();
    }

    @Test
    void aFriendWhoseNumberChangedForgetsByWhomTheyWereBrought() {
        User newBo = new User("447700900123");
        anaSharesBosCard();
        router.receives(aMessage().from(BO.key()).with(new Content.NumberChange(newBo, null)));
        router.receives(aMessage()
                .from(BO.key())
                .with(new Content.WakeUp("reminders", RouterFixture.NOW))
                .at(RouterFixture.NOW.plusSeconds(60)));
        assertThat(text(router.stored(newBo.key()))).contains(ANA.key());

        router.receives(aMessage().with(new Content.Forget(ANA)).at(RouterFixture.NOW.plusSeconds(60)));

        assertThat(text(router.stored(newBo.key()))).doesNotContain(ANA.key());
        assertThat(text(router.stored(BO.key()))).contains(newBo.key());
    }

    private static IncomingMessage withUserId(String userId, String text) {
        IncomingMessage message = aMessage().withId("wamid.id").saying(text).build();
        return new IncomingMessage(
                message.id(),
                message.clientType(),
                message.line(),
                message.sender(),
                message.user(),
                message.address(),
                userId,
                null,
                message.content(),
                null,
                null,
                message.receivedAt(),
                Map.of());
    }

    private static String text(byte[] stored) {
        return new String(stored, StandardCharsets.UTF_8);
    }
}
