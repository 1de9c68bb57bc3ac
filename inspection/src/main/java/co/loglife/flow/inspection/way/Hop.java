package co.loglife.flow.inspection.way;

import java.time.Duration;

/**
 * One station on a message's way.
 *
 * @param entry the record that shows it
 * @param sinceStart from the first hop's timestamp; negative when the clocks of two services disagree
 * @param sincePrevious from the hop before it
 */
public record Hop(Stage stage, Entry entry, Duration sinceStart, Duration sincePrevious) {}
