package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.runtime.Secret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may call, and for which phone numbers.
 *
 * @param token the bearer token that is demanded; without one every call is refused
 * @param lines the phone number ids that exist
 */
public record GraphAccess(Optional<Secret> token, List<String> lines) {
    public GraphAccess {
        lines = List.copyOf(lines);
    }

    /** Why a token is refused. */
    Optional<GraphError> denied(@Nullable String bearer, boolean expired) {
        if (bearer == null) {
            return Optional.of(GraphError.token(
                    null, "An active access token must be used to query information about the current user."));
        }
        if (token.isEmpty() || !token.get().is(bearer)) {
            return Optional.of(GraphError.token(null, "Invalid OAuth access token - Cannot parse access token"));
        }
        return expired
                ? Optional.of(GraphError.token(463, "Error validating access token: Session has expired"))
                : Optional.empty();
    }

    /** Why a path is refused. */
    Optional<GraphError> unknown(String version, String line) {
        return version.matches("v[0-9]{1,3}\\.[0-9]") && lines.contains(line)
                ? Optional.empty()
                : Optional.of(GraphError.noSuchObject(line));
    }
}
