package co.loglife.flow.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures as text: a row for each metric; ours, each peer with the ratio ours / peer behind it, the target. */
final class FiguresTable {
    private static final String GAP = "  ";

    private FiguresTable() {}

    static String of(Figures figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(head(figures));
        figures.metrics().forEach(metric -> rows.add(row(figures, metric)));
        StringBuilder text = new StringBuilder(figures.question()).append('\n');
        rows.forEach(row -> text.append(line(rows, row)).append('\n'));
        return text.toString();
    }

    private static List<String> head(Figures figures) {
        List<String> cells = new ArrayList<>(List.of("", figures.ours()));
        figures.peers().forEach(peer -> cells.addAll(List.of(peer, "ratio")));
        cells.add("target");
        return cells;
    }

    private static List<String> row(Figures figures, Metric metric) {
        List<String> cells = new ArrayList<>();
        cells.add(metric.name());
        cells.add(number(figures.median(figures.ours(), metric), metric.decimals()));
        for (String peer : figures.peers()) {
            cells.add(number(figures.median(peer, metric), metric.decimals()));
            cells.add(number(figures.ratio(peer, metric), 2));
        }
        cells.add(metric.target());
        return cells;
    }

    private static String number(OptionalDouble value, int decimals) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value.getAsDouble());
    }

    /** Words to the left, numbers to the right. */
    private static String line(List<List<String>> rows, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = rows.stream()
                    .mapToInt(other -> other.get(at).length())
                    .max()
                    .orElse(0);
            boolean words = column == 0 || column == row.size() - 1;
            String cell = row.get(column);
            String blanks = " ".repeat(width - cell.length());
            line.append(GAP).append(words ? cell + blanks : blanks + cell);
        }
        return line.toString().stripTrailing();
    }
}
