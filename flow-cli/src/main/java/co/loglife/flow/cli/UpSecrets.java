package co.loglife.flow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The secrets between the simulator and the services: made once for an installation, kept in {@code up.env} in its
 * state folder, readable by its owner alone. A shell can source that file to sign a webhook by hand.
 */
final class UpSecrets {
    private static final List<String> NAMES = List.of("VERIFY_TOKEN", "WHATSAPP_APP_SECRET", "WHATSAPP_ACCESS_TOKEN");
    private static final String PHONE_NUMBER_ID = "WHATSAPP_PHONE_NUMBER_ID";

    private UpSecrets() {}

    /** Adds to {@code env} whatever it lacks for Meta's routes and the Graph API. */
    static void complete(Map<String, String> env, Path state) throws IOException {
        Path file = StateFolder.secrets(StateFolder.made(state));
        Map<String, String> made = read(file);
        int before = made.size();
        for (String name : NAMES) {
            made.computeIfAbsent(name, _ -> random());
        }
        made.putIfAbsent(PHONE_NUMBER_ID, "100000000000001");
        if (made.size() > before) {
            write(file, made);
        }
        made.forEach((name, value) -> {
            if (!env.containsKey(name + "_FILE")) {
                env.putIfAbsent(name, value);
            }
        });
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : StateFolder.lines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }

    private static void write(Path file, Map<String, String> values) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        List<String> lines = new ArrayList<>();
        values.forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(file, lines);
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
