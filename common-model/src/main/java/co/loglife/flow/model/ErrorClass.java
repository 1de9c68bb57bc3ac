package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why something could not be done: the word used in dead letters, deliveries, metrics and logs. */
public enum ErrorClass {
    /** It cannot be read; it never will be. */
    @JsonProperty("poison")
    POISON,
    /** The other side understood and refused. */
    @JsonProperty("rejected")
    REJECTED,
    /** Too much at once; it may pass. */
    @JsonProperty("throttled")
    THROTTLED,
    /** The other side is unwell; it may pass. */
    @JsonProperty("transient")
    TRANSIENT,
    /** No answer came after the request went out: it may have been done. */
    @JsonProperty("unknown")
    UNKNOWN,
    /** It was worth doing until a moment that is over. */
    @JsonProperty("expired")
    EXPIRED,
    /** Our set-up is wrong (token, number, account): someone must act. */
    @JsonProperty("config")
    CONFIG,
    /** Our own code failed on it. */
    @JsonProperty("bug")
    BUG;

    /** The class a word stands for; empty when there is none. */
    public static Optional<ErrorClass> of(String word) {
        return Arrays.stream(values())
                .filter(known -> known.word().equals(word))
                .findAny();
    }

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
