package co.loglife.flow.cli.replay;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class RecordedRepliesTest {
    private final RecordedReplies recorded = new RecordedReplies();
    private long offset;

    @Test
    void areThoseOfTheMessageInTheirOrder() {
        recorded.add(reply("a:0", "one"));
        recorded.add(reply("b:0", "other"));
        recorded.add(reply("a:1", "two"));

        RecordedReplies.Group replies = recorded.take("a", false);

        assertThat(replies.offsets()).containsExactly(0L, 2L);
        assertThat(replies.are(List.of(value("a:0", "one"), value("a:1", "two"))))
                .isTrue();
        assertThat(replies.are(List.of(value("a:1", "two"), value("a:0", "one"))))
                .isFalse();
        assertThat(replies.are(List.of(value("a:0", "one")))).isFalse();
    }

    @Test
    void aRepeatedMessageHasNone() {
        recorded.add(reply("a:0", "one"));
        recorded.take("a", false);

        assertThat(recorded.take("a", false).are(List.of())).isTrue();
    }

    @Test
    void anApologyIsForTheFirstTimeAndTheReplyForTheReDrive() {
        recorded.add(reply("a:error", "sorry"));
        recorded.add(reply("a:0", "one"));

        assertThat(recorded.take("a", false).are(List.of(value("a:error", "sorry"))))
                .isTrue();
        assertThat(recorded.take("a", false).are(List.of())).isTrue();
        assertThat(recorded.take("a", true).are(List.of(value("a:0", "one")))).isTrue();
    }

    @Test
    void aFieldThatTodaysRecordDoesNotHaveIsNoDifference() {
        String older =
                new String(value("a:0", "one"), StandardCharsets.UTF_8).replaceFirst("\\{", "{\"added_later\":true,");
        recorded.add(record(older.getBytes(StandardCharsets.UTF_8)));

        assertThat(recorded.take("a", false).are(List.of(value("a:0", "one")))).isTrue();
    }

    @Test
    void whatIsNoReplyIsPassedOver() {
        recorded.add(record("{}".getBytes(StandardCharsets.UTF_8)));
        recorded.add(new ConsumerRecord<>("outgoing", 0, 0, new byte[0], null));
        recorded.add(reply("queued-by-a-program", "hello"));

        assertThat(recorded.take("a", false).offsets()).isEmpty();
    }

    private ConsumerRecord<byte[], byte[]> reply(String id, String text) {
        return record(value(id, text));
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>("outgoing", 0, offset++, new byte[0], value);
    }

    private static byte[] value(String id, String text) {
        IncomingMessage cause = aMessage().build();
        return Json.write(new OutgoingMessage(
                id,
                cause.clientType(),
                cause.line(),
                cause.user(),
                cause.address(),
                cause.id(),
                "test",
                cause.receivedAt(),
                null,
                null,
                new Reply.Text(text, false)));
    }
}
