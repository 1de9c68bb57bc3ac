package co.loglife.flow.router.topology;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Content;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.model.bot.ConversationFormat;
import co.loglife.flow.model.bot.Said;
import co.loglife.flow.model.bot.Turn;
import co.loglife.flow.model.bot.WakeUpAt;
import co.loglife.flow.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a bot's failure costs: its message, and nothing else. */
final class FailuresTest {
    private final Counting bot = new Counting();
    private final RouterFixture router = new RouterFixture(bot);

    /** Counts messages; fails on "boom" until it is mended. */
    private static final class Counting implements Bot<Integer> {
        private boolean mended;
        private boolean reads = true;

        @Override
        public ConversationFormat<Integer> format() {
            return new ConversationFormat<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public byte[] write(Integer count) {
                    return Json.write(count);
                }

                @Override
                public Integer read(int version, byte[] bytes) throws UnreadableException {
                    if (!reads) {
                        throw new UnreadableException("another version");
                    }
                    return Json.read(bytes, Integer.class);
                }
            };
        }

        @Override
        public Integer begin(User user) {
            return 0;
        }

        @Override
        public Turn<Integer> on(Integer count, IncomingMessage message, Instant now) {
            if (message.rawMsg().equals("boom") && !mended) {
                throw new IllegalStateException("secret words of the user");
            }
            if (message.rawMsg().equals("deep")) {
                return on(count, message, now);
            }
            if (message.rawMsg().equals("ancient")) {
                return new Turn<>(count + 1, List.of(), List.of(new WakeUpAt("w", Instant.MIN)), List.of());
            }
            return Turn.of(count + 1, Said.text("count", "" + (count + 1)));
        }
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void costsOneDeadLetterAndOnePoliteReplyAndLeavesTheStateAsItWas() {
        router.receives(aMessage().saying("one"));
        router.receives(aMessage().withId("wamid.boom").saying("boom"));
        router.receives(aMessage().withId("wamid.boom").saying("boom"));
        router.receives(aMessage().saying("two"));

        assertThat(router.replies())
                .extracting(OutgoingMessage::kind, reply -> reply.message().toString())
                .satisfiesExactly(
                        first -> assertThat(first.toString()).contains("body=1"),
                        apology -> assertThat(apology.toString()).contains("internal_error"),
                        third -> assertThat(third.toString()).contains("body=2"));
        TestRecord<byte[], byte[]> letter = router.deadLetters().getFirst();
        assertThat(letter.value())
                .isEqualTo(Json.write(
                        aMessage().withId("wamid.boom").saying("boom").build()));
        assertThat(DeadLetter.header(letter.headers(), "class")).isEqualTo("bug");
        assertThat(DeadLetter.header(letter.headers(), "reason"))
                .startsWith("the bot failed: IllegalStateException in " + Counting.class.getName())
                .doesNotContain("secret");
    }

    @Test
    void survivesABotThatNeverComesBackFromItself() {
        router.receives(aMessage().saying("deep"));
        router.receives(aMessage().saying("one"));

        assertThat(router.kinds()).containsExactly("internal_error", "count");
    }

    @Test
    void aMessageTooLargeToBeCarriedToItsUserIsADeadLetterAndNoEndlessRepeat() {
        router.learns(new Identity("PK.1", new User("923001234567"), RouterFixture.NOW));
        int rest = Json.write(aMessage().from("PK.1").saying("").build()).length;
        router.receives(aMessage().from("PK.1").saying("x".repeat(TopicLayout.Kind.INCOMING.maxValueBytes() - rest)));
        router.receives(aMessage().saying("one"));

        assertThat(router.ours()).isEmpty();
        assertThat(router.kinds()).containsExactly("count");
        assertThat(router.deadLetters())
                .extracting(letter -> DeadLetter.header(letter.headers(), "reason"))
                .containsExactly("what follows from it is larger than its topic takes");
    }

    @Test
    void aTimerThatNobodyCanReckonWithIsTheBotsFailure() {
        router.receives(aMessage().saying("ancient"));
        router.receives(aMessage().saying("one"));

        assertThat(router.kinds()).containsExactly("internal_error", "count");
    }

    @Test
    void doesNotApologizeForWhatNobodySaid() {
        router.receives(aMessage().with(new Content.Edit("wamid.0", new Content.Text("boom", null))));

        assertThat(router.replies()).isEmpty();
        assertThat(router.deadLetters()).hasSize(1);
    }

    @Test
    void handlesADeadLetterThatIsSentBackOnceTheBotIsMended() {
        router.receives(aMessage().withId("wamid.boom").saying("boom"));
        TestRecord<byte[], byte[]> letter = router.deadLetters().getFirst();
        Headers headers = letter.headers();
        bot.mended = true;

        router.receives("923001234567", letter.value(), headers);
        router.receives("923001234567", letter.value(), headers);

        assertThat(router.replies())
                .extracting(OutgoingMessage::id)
                .containsExactly("wamid.boom:error", "wamid.boom:0");
    }

    @Test
    void aConversationNobodyCanReadIsADeadLetterAndTheUserBeginsAnew() {
        router.receives(aMessage().saying("one"));
        router.receives(aMessage().saying("two"));
        bot.reads = false;
        router.receives(aMessage().saying("three"));
        bot.reads = true;
        router.receives(aMessage().saying("four"));

        assertThat(router.replies())
                .extracting(reply -> reply.message().toString())
                .satisfiesExactly(
                        one -> assertThat(one).contains("body=1"),
                        two -> assertThat(two).contains("body=2"),
                        three -> assertThat(three).contains("body=1"),
                        four -> assertThat(four).contains("body=2"));
        TestRecord<byte[], byte[]> letter = router.deadLetters().getFirst();
        assertThat(letter.value()).isEqualTo("2".getBytes(StandardCharsets.UTF_8));
        assertThat(DeadLetter.header(letter.headers(), "topic")).isEqualTo("store conversations");
    }

    @Test
    void bytesInTheStoreThatAreNoneOfOursAreADeadLetterToo() {
        router.store("923001234567", new byte[] {9, 9, 9});
        router.receives(aMessage().saying("one"));

        assertThat(router.kinds()).containsExactly("count");
        assertThat(router.deadLetters().getFirst().value()).containsExactly(9, 9, 9);
    }
}
