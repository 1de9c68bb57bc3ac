package co.loglife.flow.sender.kafka;

import co.loglife.flow.runtime.DeadLetter;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes a dead letter shorter that is larger than its topic takes, which only the broker knows: written whole it would
 * never be, and everything after its source would wait for it. Pure.
 */
final class ShorterLetter {
    private ShorterLetter() {}

    /**
     * The letter with the first half of its value and a reason that says so; where there is no value left, without its
     * source's key and headers.
     */
    static ProducerRecord<byte[], byte[]> of(ProducerRecord<byte[], byte[]> letter) {
        return DeadLetter.of(letter.headers())
                .map(why -> letter.value() == null || letter.value().length == 0
                        ? with(letter, null, letter.value(), why, new RecordHeaders())
                        : with(letter, letter.key(), half(letter.value()), why, letter.headers()))
                .orElse(letter);
    }

    private static ProducerRecord<byte[], byte[]> with(
            ProducerRecord<byte[], byte[]> letter,
            byte @Nullable [] key,
            byte @Nullable [] value,
            DeadLetter why,
            Headers source) {
        String reason = why.reason().replaceFirst("^cut to [0-9]+ bytes: ", "");
        DeadLetter cut = new DeadLetter(
                // First, since a reason is cut at its end.
                "cut to " + (value == null ? 0 : value.length) + " bytes: " + reason,
                why.errorClass(),
                why.service(),
                why.topic(),
                why.partition(),
                why.offset(),
                why.tries(),
                why.at());
        return new ProducerRecord<>(letter.topic(), letter.partition(), key, value, cut.on(source));
    }

    private static byte[] half(byte[] value) {
        return Arrays.copyOf(value, value.length / 2);
    }
}
