package co.loglife.flow.runtime;

import java.util.List;

/** The environment is wrong; one line names everything that is, by variable and never by value. */
public final class ConfigException extends RuntimeException {
    public ConfigException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
