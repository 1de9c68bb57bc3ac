package co.loglife.flow.inspection.redrive;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is written on the dead-letters topic, in the partition of the letters it is about, in one transaction with their
 * way back.
 *
 * @param letters their offsets in this partition, as ranges
 * @param dropped why they were given up for good; null where they were sent back
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Mark(List<Range> letters, @Nullable String dropped, Instant at) {
    /** The header by which a mark is told from a letter. */
    static final String HEADER = "redrive.mark";

    Mark {
        letters = List.copyOf(letters);
    }

    /** Offsets, both included. */
    record Range(long first, long last) {}

    static Mark of(Collection<Long> offsets, @Nullable String dropped, Instant at) {
        List<Range> ranges = new ArrayList<>();
        for (long offset : new TreeSet<>(offsets)) {
            if (!ranges.isEmpty() && ranges.getLast().last() + 1 == offset) {
                ranges.set(ranges.size() - 1, new Range(ranges.getLast().first(), offset));
            } else {
                ranges.add(new Range(offset, offset));
            }
        }
        return new Mark(ranges, dropped, at);
    }

    static Mark read(byte[] json) throws UnreadableException {
        return Json.read(json, Mark.class);
    }

    byte[] json() {
        return Json.write(this);
    }
}
