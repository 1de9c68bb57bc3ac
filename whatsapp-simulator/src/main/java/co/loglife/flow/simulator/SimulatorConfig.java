package co.loglife.flow.simulator;

import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the simulator is told by its environment.
 *
 * @param host it listens on this address
 * @param port and this port
 * @param ingress where webhooks are posted to
 * @param appSecret signs Meta's webhooks; without it the Business API's phones are dumb and nothing is reported
 * @param accessToken the Graph API demands it; without it every call is refused
 * @param phoneNumberIds the lines of the Graph API; people write to the first
 * @param webhookToken goes with the Web client's webhooks
 * @param webClientToken the Web client demands it; without it nothing is demanded, as the seed's client did
 * @param webSession the name of the Web client's session
 * @param mostCalls so many calls are remembered
 * @param console where the console is, whose panels the page shows too; without it the page shows what the simulator
 *     knows itself
 * @param consoleToken goes with the requests to the console
 */
public record SimulatorConfig(
        String host,
        int port,
        URI ingress,
        Optional<Secret> appSecret,
        Optional<Secret> accessToken,
        List<String> phoneNumberIds,
        Optional<Secret> webhookToken,
        Optional<Secret> webClientToken,
        String webSession,
        int mostCalls,
        Optional<URI> console,
        Optional<Secret> consoleToken) {

    /** Reads and checks it. */
    public static SimulatorConfig from(EnvReader env) {
        SimulatorConfig config = new SimulatorConfig(
                env.text("SIMULATOR_HOST", "127.0.0.1", "address the simulator listens on"),
                env.port("SIMULATOR_PORT", 3001, "port of the simulator's page and APIs"),
                env.uri("INGRESS_URL", "http://localhost:8080", "where the simulator posts webhooks to"),
                env.secrets("WHATSAPP_APP_SECRET", "signs Meta's webhooks; of several the first").stream()
                        .findFirst(),
                env.secret("WHATSAPP_ACCESS_TOKEN", "bearer token of the Graph API"),
                Arrays.stream(env.text(
                                        "WHATSAPP_PHONE_NUMBER_ID",
                                        "106540352242922",
                                        "the simulated Graph API's phone number id, or several, comma separated")
                                .split(","))
                        .map(String::strip)
                        .toList(),
                env.secrets("WEBHOOK_TOKEN", "bearer token of the Web client's webhooks; of several the first").stream()
                        .findFirst(),
                env.secret("WEB_CLIENT_TOKEN", "bearer token the Web client demands"),
                env.text("WEB_SESSION", "web", "name of the Web client's session"),
                env.number("SIMULATOR_CALLS", 20_000, 1, 5_000_000, "so many calls are remembered for GET /calls"),
                env.optionalUri(
                        "CONSOLE_URL", "where the simulator finds the console, whose panels its page shows too"),
                env.secret("CONSOLE_TOKEN", "bearer token of the console"));
        env.check();
        return config;
    }
}
