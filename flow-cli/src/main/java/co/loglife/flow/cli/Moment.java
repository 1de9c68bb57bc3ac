package co.loglife.flow.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as people give it: an instant, a local time or date, or how long ago. */
final class Moment implements ITypeConverter<Instant> {
    /** The forms, for help texts. */
    static final String FORMS = "2026-11-27T08:00:00Z, 2026-11-27T08:00, 2026-11-27, or 90s, 30m, 24h, 7d ago";

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

    @Override
    public Instant convert(String text) {
        return parse(text, Instant.now(), ZoneId.systemDefault());
    }

    static Instant parse(String text, Instant now, ZoneId zone) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(Duration.of(Long.parseLong(ago.group(1)), UNITS.get(ago.group(2))));
        }
        try {
            if (text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d")) {
                return OffsetDateTime.parse(text).toInstant();
            }
            return text.contains("T")
                    ? LocalDateTime.parse(text).atZone(zone).toInstant()
                    : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no time: give 2026-11-27T08:00:00Z, 2026-11-27T08:00, 2026-11-27 or 24h");
        }
    }
}
