package co.loglife.flow.simulator.phones;

import co.loglife.flow.runtime.Secret;
import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.MessageIds;
import co.loglife.flow.simulator.ingress.Mailbox;
import co.loglife.flow.simulator.media.MediaShelf;
import io.javalin.config.JavalinConfig;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** All simulated people and the routes that make them speak. */
public final class People {
    /**
     * What their webhooks carry.
     *
     * @param line the phone number id that people write to on the Business API
     * @param session of the Web client
     * @param appSecret signs Meta's webhooks; without it nobody can speak on the Business API
     * @param webhookToken goes with the Web client's webhooks
     * @param mediaUrl what a media id is put behind to make the address of a file
     */
    public record World(
            String line,
            String session,
            Optional<Secret> appSecret,
            Optional<Secret> webhookToken,
            Supplier<String> mediaUrl) {}

    private final PhoneRoutes routes;

    public People(World world, Chats chats, MediaShelf media, Mailbox mailbox, MessageIds ids, InstantSource clock) {
        routes = new PhoneRoutes(new Phones(world, chats, media, mailbox, ids, clock), chats, media, ids);
    }

    /** Adds the routes. */
    public void on(JavalinConfig config) {
        routes.on(config);
    }
}
