package co.loglife.flow.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * {@code LOG_FORMAT=json}: for machines. One object a line: {@code time}, {@code level}, {@code logger},
 * {@code thread}, {@code message} (a constant sentence), the facts under their own names, and of an exception
 * {@code exception} and {@code stack}. Everything beyond ASCII is escaped, so nothing in a line can act on a terminal.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final Set<String> TAKEN =
            Set.of("time", "level", "logger", "thread", "message", "exception", "stack");
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(400);
        try (JsonGenerator line = JSON.createGenerator(bytes)) {
            line.writeStartObject();
            line.writeStringField(
                    "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
            line.writeStringField("level", event.getLevel().toString());
            line.writeStringField("logger", event.getLoggerName());
            line.writeStringField("thread", Clean.masked(String.valueOf(event.getThreadName())));
            line.writeStringField("message", Clean.masked(String.valueOf(event.getFormattedMessage())));
            facts(line, event.getKeyValuePairs());
            error(line, event);
            line.writeEndObject();
        } catch (IOException e) { // a byte array takes everything
            throw new UncheckedIOException(e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void facts(JsonGenerator line, @Nullable List<KeyValuePair> facts) throws IOException {
        if (facts == null) {
            return;
        }
        for (KeyValuePair fact : facts) {
            line.writeFieldName(TAKEN.contains(fact.key) ? fact.key + "_" : fact.key);
            switch (fact.value) {
                case Integer number -> line.writeNumber(number);
                case Long number -> line.writeNumber(number);
                case Boolean flag -> line.writeBoolean(flag);
                case null -> line.writeNull();
                case Object other -> line.writeString(Clean.masked(String.valueOf(other)));
            }
        }
    }

    private static void error(JsonGenerator line, ILoggingEvent event) throws IOException {
        IThrowableProxy error = event.getThrowableProxy();
        if (error != null) {
            line.writeStringField("exception", error.getClassName());
            line.writeStringField("stack", String.join("\n", Stack.lines(error)));
        }
    }
}
