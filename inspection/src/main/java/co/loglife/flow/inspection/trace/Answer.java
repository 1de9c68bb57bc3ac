package co.loglife.flow.inspection.trace;

import co.loglife.flow.inspection.way.Way;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found.
 *
 * @param ways of a user, the newest last; of an id, one, or none
 * @param lookedUntil where the log is long, later records were not looked at: an {@code until} looks further
 * @param records how many records were read to find it
 */
public record Answer(List<Way> ways, Optional<Instant> lookedUntil, long records) {
    public Answer {
        ways = List.copyOf(ways);
    }
}
