package co.loglife.flow.deploy;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A file of NAME=value lines. */
final class EnvFile {
    private EnvFile() {}

    static Map<String, String> base() {
        return read(Manifest.KUBERNETES.resolve("base/flow.env"));
    }

    static Map<String, String> read(Path file) {
        Map<String, String> values = new TreeMap<>();
        for (String line : Manifest.text(file).lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }
}
