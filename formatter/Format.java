import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lays out every Java file below a folder with palantir-java-format. {@code check FOLDER} names the files that differ
 * and exits 1, {@code write FOLDER} rewrites them. Run by the build from source, see this folder's pom.
 */
final class Format {
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git", ".flow");

    public static void main(String[] arguments) throws Exception {
        boolean write = arguments[0].equals("write");
        Path root = Path.of(arguments[1]).toRealPath();
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .formatJavadoc(true)
                .build());
        List<Path> differing = new ArrayList<>();
        for (Path file : javaFiles(root)) {
            String source = Files.readString(file);
            String tidy;
            try {
                tidy = formatter.formatSource(ImportOrderer.reorderImports(
                        RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.PALANTIR));
            } catch (FormatterException e) {
                System.out.println(root.relativize(file) + ":" + e.getMessage());
                System.exit(1);
                return;
            }
            if (tidy.equals(source)) {
                continue;
            }
            differing.add(root.relativize(file));
            if (write) {
                Files.writeString(file, tidy);
            }
        }
        if (differing.isEmpty()) {
            return;
        }
        String verb = write ? "Laid out anew: " : "Not laid out as the formatter does it (mend with ./flow format): ";
        System.out.println(verb + differing);
        System.exit(write ? 0 : 1);
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return SKIPPED.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files.stream().sorted().toList();
    }
}
