package co.loglife.flow.ingress.graphapi;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.Identity;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A phone number and a business-scoped id of one person, where both were seen. */
final class Pairs {
    private Pairs() {}

    static Stream<Normalized> of(Address.@Nullable Phone phone, Address.@Nullable UserId userId, Instant seenAt) {
        return phone == null || userId == null
                ? Stream.empty()
                : Stream.of(new Normalized.Pair(new Identity(userId.id(), phone.user(), seenAt)));
    }
}
