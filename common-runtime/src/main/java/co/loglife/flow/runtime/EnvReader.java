package co.loglife.flow.runtime;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from environment variables, each also from the file that {@code NAME_FILE} names (a mounted secret).
 * Wrong values are collected, and {@link #check} reports all of them at once. What was asked for is remembered with its
 * purpose, so that the configuration reference can be made from the code.
 */
public final class EnvReader {
    /**
     * A variable that was asked for.
     *
     * @param name of the variable
     * @param standard its value where it is not set, in words
     * @param purpose one line for the reference
     */
    public record Setting(String name, String standard, String purpose) {}

    private final Map<String, String> env;
    private final List<String> problems = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();

    public EnvReader(Map<String, String> env) {
        this.env = Map.copyOf(env);
    }

    /** A text; an empty variable counts as not set. */
    public String text(String name, String standard, String purpose) {
        return read(name, standard, purpose, standard, Function.identity());
    }

    /** A text that has no default. */
    public Optional<String> optionalText(String name, String purpose) {
        settings.add(new Setting(name, "unset", purpose));
        return Optional.ofNullable(raw(name));
    }

    /** A secret; there is never a default. */
    public Optional<Secret> secret(String name, String purpose) {
        return optionalText(name, purpose).map(Secret::new);
    }

    /** A secret that we show to others in a header. */
    public Optional<Secret> bearerToken(String name, String purpose) {
        Optional<Secret> token = secret(name, purpose);
        if (token.isPresent() && !token.get().fitsHeader()) {
            problems.add(
                    name + " is no token: it must be one line of printable ASCII without blanks (" + purpose + ")");
        }
        return token;
    }

    /** Several secrets, separated by commas, so that one can replace another while both hold. */
    public List<Secret> secrets(String name, String purpose) {
        return optionalText(name, purpose).stream()
                .flatMap(all -> Arrays.stream(all.split(",")))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(Secret::new)
                .toList();
    }

    /** The file a variable was read from, where it was {@code NAME_FILE} that was set: to read it again later. */
    public Optional<Path> mounted(String name) {
        String file = env.get(name + "_FILE");
        try {
            return file == null || file.isBlank() ? Optional.empty() : Optional.of(Path.of(file));
        } catch (InvalidPathException e) {
            return Optional.empty(); // reading the variable has reported it
        }
    }

    /** A whole number from {@code least} to {@code most}. */
    public int number(String name, int standard, int least, int most, String purpose) {
        return number(name, standard, String.valueOf(standard), least, most, purpose);
    }

    /** A whole number of which the default depends on the machine, and is told in words. */
    public int number(String name, int standard, String standardInWords, int least, int most, String purpose) {
        return read(name, standardInWords, purpose, standard, text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    /** A TCP port; 0 takes any free one. */
    public int port(String name, int standard, String purpose) {
        return number(name, standard, 0, 65_535, purpose);
    }

    /** A TCP port that has no default. */
    public OptionalInt optionalPort(String name, String purpose) {
        return read(name, "unset", purpose, OptionalInt.empty(), text -> {
            int port = Integer.parseInt(text);
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException();
            }
            return OptionalInt.of(port);
        });
    }

    /** A time span in whole seconds. */
    public Duration seconds(String name, int standard, int least, int most, String purpose) {
        return Duration.ofSeconds(number(name, standard, least, most, purpose));
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean standard, String purpose) {
        return read(name, String.valueOf(standard), purpose, standard, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** An http or https address. */
    public URI uri(String name, String standard, String purpose) {
        return read(name, standard, purpose, URI.create(standard), EnvReader::address);
    }

    /** An http or https address that has no default. */
    public Optional<URI> optionalUri(String name, String purpose) {
        return read(name, "unset", purpose, Optional.empty(), text -> Optional.of(address(text)));
    }

    private static URI address(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null
                || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                || uri.getUserInfo() != null) {
            throw new IllegalArgumentException();
        }
        return uri;
    }

    /** A folder; it need not exist yet. */
    public Path folder(String name, Path standard, String standardInWords, String purpose) {
        return read(name, standardInWords, purpose, standard, Path::of);
    }

    /** {@code STATE_DIR}: where whatever keeps state on this machine has its folder. */
    public Path stateFolder() {
        return folder(
                "STATE_DIR",
                Path.of(System.getProperty("java.io.tmpdir"), "loglife-flow"),
                "loglife-flow in the system's temporary folder",
                "where state is kept");
    }

    /** One of a few words. */
    public <T> T choice(String name, String standard, Map<String, T> words, String purpose) {
        T fallback = words.get(standard);
        if (fallback == null) {
            throw new IllegalArgumentException(standard + " is not among the words of " + name);
        }
        return read(name, standard, purpose, fallback, text -> {
            T value = words.get(text);
            if (value == null) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    /** All variables that begin with {@code prefix}, without it; values of {@code …_FILE} are read from the file. */
    public Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new HashMap<>();
        for (String name : env.keySet()) {
            if (!name.startsWith(prefix)) {
                continue;
            }
            String plain = name.endsWith("_FILE") ? name.substring(0, name.length() - "_FILE".length()) : name;
            String value = raw(plain);
            if (value != null) {
                found.put(plain.substring(prefix.length()), value);
            }
        }
        return found;
    }

    /** Notes something wrong that only shows between several variables. */
    public void problem(String what) {
        problems.add(what);
    }

    /** Every variable asked for so far, in that order. */
    public List<Setting> settings() {
        return List.copyOf(settings);
    }

    /**
     * To be called when everything has been read.
     *
     * @throws ConfigException naming all that is wrong
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private <T> T read(String name, String standardInWords, String purpose, T standard, Function<String, T> parse) {
        settings.add(new Setting(name, standardInWords, purpose));
        String text = raw(name);
        if (text == null) {
            return standard;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) { // also NumberFormatException and InvalidPathException
            problems.add(name + " is not valid (" + purpose + ")");
            return standard;
        }
    }

    private @Nullable String raw(String name) {
        String value = env.get(name);
        String file = env.get(name + "_FILE");
        if (value != null && !value.isBlank()) {
            if (file != null) {
                problems.add(name + " and " + name + "_FILE are both set");
            }
            return value.strip();
        }
        if (file == null || file.isBlank()) {
            return null;
        }
        try {
            String content = Files.readString(Path.of(file)).strip();
            if (content.isEmpty()) {
                problems.add(name + "_FILE names an empty file");
                return null;
            }
            return content;
        } catch (IOException | InvalidPathException e) {
            problems.add(name + "_FILE cannot be read");
            return null;
        }
    }
}
