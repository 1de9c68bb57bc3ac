package co.loglife.flow.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.slf4j.event.KeyValuePair;

/** {@code LOG_FORMAT=text}: for people. The local time, the level, the class, the sentence, its facts. */
public final class TextLines extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

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
        StringBuilder line = new StringBuilder(200);
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()).atZone(ZoneId.systemDefault()), line);
        line.append(' ').append("%-5s".formatted(event.getLevel())).append(' ');
        line.append(simpleName(event.getLoggerName())).append(": ");
        line.append(Clean.line(String.valueOf(event.getFormattedMessage())));
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair fact : event.getKeyValuePairs()) {
                line.append(' ').append(Clean.line(fact.key)).append('=').append(value(fact.value));
            }
        }
        line.append('\n');
        IThrowableProxy error = event.getThrowableProxy();
        if (error != null) {
            Stack.lines(error).forEach(step -> line.append("    ").append(step).append('\n'));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A number is one that we counted ourselves; only texts may hold anybody's. */
    private static String value(Object value) {
        return value instanceof Number ? value.toString() : Clean.line(String.valueOf(value));
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
