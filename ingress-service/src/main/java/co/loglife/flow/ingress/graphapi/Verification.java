package co.loglife.flow.ingress.graphapi;

import co.loglife.flow.runtime.Secret;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Meta's question whether this address is ours, asked once when a webhook is set up. */
public final class Verification {
    /** Meta's challenges are digits; what is echoed must not be able to become anything else in a browser. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

    private Verification() {}

    /** The challenge to echo, or empty when the question is not Meta's or not meant for us. */
    public static Optional<String> answer(
            Secret verifyToken, @Nullable String mode, @Nullable String token, @Nullable String challenge) {
        boolean ours = token != null && verifyToken.is(token);
        return Optional.ofNullable(challenge)
                .filter(_ -> ours && "subscribe".equals(mode))
                .filter(text -> HARMLESS.matcher(text).matches());
    }
}
