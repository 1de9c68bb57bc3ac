package co.loglife.flow.inspection.redrive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the dead-letters topic says: the letters, and what became of them. Pure; letters and marks come in any order.
 */
public final class Book {
    private final TreeMap<Letter.Position, Letter> letters = new TreeMap<>();

    /** By partition and the first offset of a range. */
    private final Map<Integer, TreeMap<Long, Marked>> marks = new HashMap<>();

    /** What became of a letter, where something did. */
    private enum Fate {
        REDRIVEN,
        DROPPED
    }

    /**
     * Letters by what became of them, each in the order their sources were.
     *
     * @param open nothing yet
     * @param redriven they went back to their topics
     * @param dropped somebody decided that they never will
     */
    public record Fates(List<Letter> open, List<Letter> redriven, List<Letter> dropped) {
        public Fates {
            open = List.copyOf(open);
            redriven = List.copyOf(redriven);
            dropped = List.copyOf(dropped);
        }
    }

    private record Marked(long last, Fate fate) {}

    void add(Letter letter) {
        letters.put(letter.at(), letter);
    }

    void add(int partition, Mark mark) {
        Fate fate = mark.dropped() == null ? Fate.REDRIVEN : Fate.DROPPED;
        TreeMap<Long, Marked> ranges = marks.computeIfAbsent(partition, _ -> new TreeMap<>());
        mark.letters().forEach(range -> ranges.put(range.first(), new Marked(range.last(), fate)));
    }

    /** The letters that are meant. */
    public Fates letters(Selection selection) {
        Map<Letter.Source, Fate> settled = settled();
        List<Letter> open = new ArrayList<>();
        List<Letter> redriven = new ArrayList<>();
        List<Letter> dropped = new ArrayList<>();
        letters.values().stream()
                .filter(selection::takes)
                .sorted(Letter.AS_IT_WAS)
                .forEach(letter -> {
                    Fate fate = settled.get(letter.source());
                    (fate == null ? open : fate == Fate.REDRIVEN ? redriven : dropped).add(letter);
                });
        return new Fates(open, redriven, dropped);
    }

    /** One record that was given up twice is two letters, and settled with either of them. */
    private Map<Letter.Source, Fate> settled() {
        Map<Letter.Source, Fate> settled = new HashMap<>();
        for (Letter letter : letters.values()) {
            TreeMap<Long, Marked> ranges = marks.get(letter.at().partition());
            Map.Entry<Long, Marked> range =
                    ranges == null ? null : ranges.floorEntry(letter.at().offset());
            if (range != null && letter.at().offset() <= range.getValue().last()) {
                settled.put(letter.source(), range.getValue().fate());
            }
        }
        return settled;
    }

    /** Of several letters of one record only the first: the one that goes back. */
    static List<Letter> once(List<Letter> inOrder) {
        Set<Letter.Source> seen = new HashSet<>();
        return inOrder.stream().filter(letter -> seen.add(letter.source())).toList();
    }
}
