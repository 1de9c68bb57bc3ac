package co.loglife.flow.testing.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Something that was broken on purpose.
 *
 * @param name for people
 * @param began when
 * @param ended when all was whole again
 * @param deaths the moments at which a process stopped without a chance to finish: killed, or frozen
 */
public record Fault(String name, Instant began, Instant ended, List<Instant> deaths) {
    public Fault {
        deaths = List.copyOf(deaths);
    }
}
