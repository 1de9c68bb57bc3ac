package co.loglife.flow.sender;

import co.loglife.flow.sender.SenderWiring.Way;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import java.util.List;
import java.util.Optional;

/** Both ways to WhatsApp together. */
final class Ways {
    private final List<Way> ways;

    Ways(List<Way> ways) {
        this.ways = ways;
    }

    /** Begins to stop all ways at once. */
    void stop() {
        ways.forEach(way -> way.reader().stop());
    }

    /**
     * Why they cannot be gone; empty when they can. A Web client without login is no reason: it pauses its own messages
     * and shows in the metrics.
     */
    Optional<String> notReady() {
        for (Way way : ways) {
            Optional<String> trouble = way.reader().trouble();
            if (trouble.isPresent()) {
                return trouble;
            }
            if (way.dispatcher().stopped().contains(Scope.TOKEN)) {
                return Optional.of("the Graph API's access token is missing or refused (WHATSAPP_ACCESS_TOKEN)");
            }
        }
        return Optional.empty();
    }
}
