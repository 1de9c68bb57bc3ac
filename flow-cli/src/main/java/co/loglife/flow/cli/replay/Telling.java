package co.loglife.flow.cli.replay;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Plays and prints: results to the one writer, what is said about them to the other. */
final class Telling {
    private static final int DIFFERS = 1;

    private final PrintWriter out;
    private final PrintWriter notes;
    private final boolean json;
    private final boolean sideBySide;
    private final Transcript transcript;
    private long messages;

    /**
     * Prepares it.
     *
     * @param json one object a line instead of text
     * @param sideBySide all partitions by time, instead of one after the other
     */
    Telling(PrintWriter out, PrintWriter notes, boolean json, boolean sideBySide, ZoneId zone) {
        this.out = out;
        this.notes = notes;
        this.json = json;
        this.sideBySide = sideBySide;
        this.transcript = new Transcript(zone);
    }

    /** All that is said; returns the exit code. */
    int all(Replay replay, Recording recording, Stretch stretch) throws InterruptedException {
        for (List<Integer> partitions : portions(recording.partitions(stretch))) {
            try (Transcripts conversations = new Transcripts()) {
                replay.play(partitions, Map.of(), played -> {
                    if (played.isAsked()) {
                        messages++;
                        tell(played, conversations);
                    }
                });
                conversations.print(out);
            }
            if (out.checkError()) { // nobody reads any more
                return 0;
            }
        }
        requireSome();
        notes.println("replayed " + messages + " messages");
        return 0;
    }

    private void tell(Played played, Transcripts conversations) {
        if (json) {
            out.println(played.json());
        } else if (sideBySide) {
            out.print(played.user() + " " + transcript.of(played));
            out.flush();
        } else {
            conversations.add(played.user(), transcript.of(played));
        }
    }

    /** Where conversations differ from what is recorded; returns the exit code. */
    int differences(Replay replay, Recording recording, Stretch stretch) throws InterruptedException {
        Comparison comparison = new Comparison();
        for (int partition : recording.partitions(stretch)) {
            Recording.Kept kept = recording.replies(partition, stretch, (_, _) -> {});
            replay.play(
                    List.of(partition),
                    recording.handled(),
                    played -> comparison
                            .of(played, kept.replies(), kept.since(), offset -> recording.reply(partition, offset))
                            .ifPresent(difference -> {
                                out.println(json ? difference.json() : difference.text());
                                out.flush();
                            }));
        }
        messages = comparison.messages() + comparison.notKept();
        requireSome();
        if (comparison.notKept() > 0) {
            notes.println(comparison.notKept() + " messages were not compared: their replies are kept no more");
        }
        out.println(json ? summary(comparison) : sentence(comparison));
        return comparison.diverged() == 0 ? 0 : DIFFERS;
    }

    private static String sentence(Comparison comparison) {
        return "%d messages of %d conversations compared: %s"
                .formatted(
                        comparison.messages(),
                        comparison.conversations(),
                        comparison.diverged() == 0
                                ? "all as recorded"
                                : comparison.diverged() == 1
                                        ? "1 conversation differs"
                                        : comparison.diverged() + " conversations differ");
    }

    private static String summary(Comparison comparison) {
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("messages", comparison.messages());
        line.put("conversations", comparison.conversations());
        line.put("differ", comparison.diverged());
        line.put("not_compared", comparison.notKept());
        return line.toString();
    }

    private void requireSome() {
        if (messages == 0) {
            throw new InspectionException("there is nothing to replay in that stretch");
        }
    }

    private List<List<Integer>> portions(List<Integer> partitions) {
        return sideBySide
                ? List.of(partitions)
                : partitions.stream().map(List::of).toList();
    }
}
