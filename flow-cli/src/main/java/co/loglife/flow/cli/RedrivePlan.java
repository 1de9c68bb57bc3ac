package co.loglife.flow.cli;

import co.loglife.flow.inspection.redrive.Book;
import co.loglife.flow.inspection.redrive.Letter;
import co.loglife.flow.inspection.way.Veil;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a re-drive would do, told before it does it. Pure.
 *
 * @param fates the letters that are meant
 * @param going those that it is about
 */
record RedrivePlan(Book.Fates fates, List<Letter> going) {
    private static final int SAMPLES = 2;

    static RedrivePlan of(Book.Fates fates, boolean drops) {
        return new RedrivePlan(
                fates,
                drops
                        ? fates.open()
                        : fates.open().stream()
                                .filter(letter -> letter.back().isPresent())
                                .toList());
    }

    /** Letters that have the same said of them. */
    private record Kind(String service, ErrorClass errorClass, String reason, String back) {
        static Kind of(Letter letter) {
            return new Kind(
                    letter.why().service(),
                    letter.why().errorClass(),
                    letter.why().reason(),
                    letter.back().map(topic -> topic.word()).orElse("nowhere"));
        }
    }

    private Map<Kind, List<Letter>> kinds() {
        Map<Kind, List<Letter>> kinds = new LinkedHashMap<>();
        fates.open()
                .forEach(letter -> kinds.computeIfAbsent(Kind.of(letter), _ -> new ArrayList<>())
                        .add(letter));
        Map<Kind, List<Letter>> largestFirst = new LinkedHashMap<>();
        kinds.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        (Map.Entry<Kind, List<Letter>> kind) -> -kind.getValue().size()))
                .forEach(kind -> largestFirst.put(kind.getKey(), kind.getValue()));
        return largestFirst;
    }

    /** As people read it. */
    List<String> lines(boolean yes, int done, boolean drops) {
        List<String> lines = new ArrayList<>();
        lines.add("%d open, %d re-driven, %d dropped"
                .formatted(
                        fates.open().size(),
                        fates.redriven().size(),
                        fates.dropped().size()));
        if (!fates.open().isEmpty()) {
            lines.add("");
            lines.add("%7s  %-9s %-8s %-10s %-17s %s"
                    .formatted("COUNT", "CLASS", "SERVICE", "BACK TO", "OLDEST", "REASON"));
        }
        kinds().forEach((kind, letters) -> {
            lines.add("%7d  %-9s %-8s %-10s %-17s %s"
                    .formatted(
                            letters.size(),
                            kind.errorClass().word(),
                            Veil.oneLine(kind.service()),
                            kind.back(),
                            oldest(letters),
                            Veil.oneLine(kind.reason())));
            letters.stream().limit(SAMPLES).forEach(letter -> lines.add("           " + sample(letter)));
        });
        lines.add("");
        lines.add(verdict(yes, done, drops));
        return lines;
    }

    private static String oldest(List<Letter> letters) {
        return letters.stream()
                .map(letter -> letter.why().at())
                .min(Comparator.naturalOrder())
                .map(RedrivePlan::minute)
                .orElse("");
    }

    private static String minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' ').replace(":00Z", "Z");
    }

    /** Numbers are masked: counts are what gets pasted into tickets. */
    private static String sample(Letter letter) {
        return "%s from %s[%d]@%d%s, %d %s, %d bytes"
                .formatted(
                        letter.at().text(),
                        Veil.oneLine(letter.why().topic()),
                        letter.why().partition(),
                        letter.why().offset(),
                        letter.key() == null ? "" : " of " + Veil.MASKED.id(letter.key()),
                        letter.why().tries(),
                        letter.why().tries() == 1 ? "try" : "tries",
                        letter.bytes());
    }

    private String verdict(boolean yes, int done, boolean drops) {
        int stuck = fates.open().size() - going.size();
        String rest = stuck == 0 ? "" : "; %d have no topic to go back to (--drop settles them)".formatted(stuck);
        if (yes) {
            return (drops ? "dropped %d".formatted(done) : "sent %d back".formatted(done)) + rest;
        }
        if (going.isEmpty()) {
            return "nothing to do" + rest;
        }
        return "nothing was changed; --yes %s %d%s".formatted(drops ? "drops these" : "sends back", going.size(), rest);
    }

    /** As tools read it. */
    ObjectNode json(int done) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("open", fates.open().size())
                .put("redriven", fates.redriven().size())
                .put("dropped", fates.dropped().size())
                .put("done", done);
        var groups = json.putArray("groups");
        kinds().forEach((kind, letters) -> groups.addObject()
                .put("count", letters.size())
                .put("class", kind.errorClass().word())
                .put("service", kind.service())
                .put("back_to", kind.back())
                .put("reason", kind.reason()));
        return json;
    }
}
