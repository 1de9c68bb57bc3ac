package co.loglife.flow.console.http;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.inspection.redrive.Book;
import co.loglife.flow.inspection.redrive.Letter;
import co.loglife.flow.inspection.redrive.Redrive;
import co.loglife.flow.inspection.redrive.Selection;
import co.loglife.flow.model.ErrorClass;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends dead letters back, as {@code ./flow redrive} does; one at a time. */
final class Redrives {
    private static final Logger LOG = LoggerFactory.getLogger(Redrives.class);

    private final Cluster cluster;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    Redrives(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** Which: those that a group of the page names. */
    record Wanted(
            @Nullable String service,
            @JsonProperty("class") @Nullable String errorClass,
            @Nullable String reason) {}

    /**
     * What was done.
     *
     * @param skipped those of the group that had been sent back or dropped before
     */
    record Done(int redriven, int skipped) {}

    /**
     * Sends them back.
     *
     * @throws Refused when somebody else is at it, or Kafka does not answer
     */
    Done redrive(Wanted wanted) {
        Selection selection = selection(wanted);
        if (!lock.tryLock()) {
            throw new Refused(409, "Somebody else is sending dead letters back. Try again in a moment.");
        }
        try (Redrive redrive = Redrive.open(cluster, clock)) {
            redrive.begin();
            Book.Fates letters = redrive.read(Progress.NONE).letters(selection);
            List<Letter> open = of(letters.open(), wanted);
            int before = of(letters.redriven(), wanted).size()
                    + of(letters.dropped(), wanted).size();
            int sent = open.isEmpty() ? 0 : redrive.send(open, Progress.NONE);
            LOG.atInfo()
                    .addKeyValue("service", wanted.service())
                    .addKeyValue("class", wanted.errorClass())
                    .addKeyValue("sent", sent)
                    .log("Dead letters were sent back from the console");
            return new Done(sent, before);
        } catch (InspectionException e) {
            throw new Refused(503, String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            throw new Refused(503, "Kafka does not answer.");
        } finally {
            lock.unlock();
        }
    }

    /** A selection takes what contains the reason; a group has exactly it. */
    private static List<Letter> of(List<Letter> letters, Wanted wanted) {
        return letters.stream()
                .filter(letter -> letter.why().reason().equals(wanted.reason()))
                .filter(letter -> letter.back().isPresent())
                .toList();
    }

    private static Selection selection(Wanted wanted) {
        Optional<ErrorClass> errorClass =
                Optional.ofNullable(wanted.errorClass()).flatMap(ErrorClass::of);
        if (wanted.service() == null || wanted.reason() == null || errorClass.isEmpty()) {
            throw new Refused(400, "service, class and reason say which.");
        }
        return new Selection(
                Optional.of(wanted.reason()),
                errorClass,
                Optional.of(wanted.service()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }
}
