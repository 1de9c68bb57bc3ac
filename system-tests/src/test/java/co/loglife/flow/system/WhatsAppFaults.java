package co.loglife.flow.system;

import static co.loglife.flow.system.WhatsAppRecorder.metaError;
import static co.loglife.flow.system.WhatsAppRecorder.obliging;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.system.WhatsAppRecorder.Call;
import co.loglife.flow.system.WhatsAppRecorder.Treatment;
import co.loglife.flow.testing.Reaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** What can happen at the other side of the two ways. Each says by conditions whom it must not hold up. */
final class WhatsAppFaults {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So many messages of others go on meanwhile; of the Web's, a tenth. */
    private static final int OTHERS = 150;

    private static final int OTHERS_ON_THE_WEB = 15;

    private WhatsAppFaults() {}

    /** Refuses some users with a code that concerns only their messages; everybody else's go on. */
    static Breakage refusesSome(int status, int code, Duration retryAfter) {
        return run -> {
            Set<String> victims = new HashSet<>(run.load().phones().subList(0, 30));
            refuses(run, call -> victims.contains(call.user()), status, code, retryAfter);
            run.awaitTaken(OTHERS, false);
            run.pipeline().whatsApp().behavesWell();
        };
    }

    /** Refuses everybody on the Business API with a code that concerns the whole number or account; the Web goes on. */
    static Breakage refusesAll(int status, int code, Duration retryAfter) {
        return run -> {
            refuses(run, _ -> true, status, code, retryAfter);
            run.awaitTaken(OTHERS_ON_THE_WEB, true);
            run.pipeline().whatsApp().behavesWell();
            run.awaitTaken(1, false);
        };
    }

    /** 80007: nothing may be sent for the account, for a minute at least. */
    static void stopsTheAccount(FaultRun run) {
        refuses(run, _ -> true, 400, 80007, Duration.ofSeconds(2));
        run.awaitTaken(OTHERS_ON_THE_WEB, true);
    }

    /** And it may again. */
    static void opensTheAccount(FaultRun run) {
        run.pipeline().whatsApp().behavesWell();
        run.awaitTaken(1, false);
    }

    private static void refuses(FaultRun run, Predicate<Call> victims, int status, int code, Duration retryAfter) {
        Map<String, String> headers =
                retryAfter.isZero() ? Map.of() : Map.of("Retry-After", String.valueOf(retryAfter.toSeconds()));
        Treatment refusal = metaError(status, code, headers);
        long before = refusals(run);
        run.pipeline().whatsApp().graphBehaves(call -> victims.test(call) ? refusal : obliging(call));
        Awaitility.await("a refusal").atMost(PATIENCE).until(() -> refusals(run) > before);
    }

    private static long refusals(FaultRun run) {
        return run.calls().stream().filter(call -> !call.taken()).count();
    }

    /**
     * No message was tried again before the time that its refusal named.
     *
     * @param since calls before do not count
     */
    static void requireObeyed(FaultRun run, Instant since, Duration retryAfter) {
        Map<String, Instant> refused = new HashMap<>();
        for (Call call : run.calls()) {
            if (call.isWeb() || call.at().isBefore(since)) {
                continue;
            }
            Instant before =
                    call.taken() ? refused.remove(call.outgoingId()) : refused.put(call.outgoingId(), call.at());
            if (before != null) {
                assertThat(Duration.between(before, call.at()))
                        .as("between a refusal of " + call.outgoingId() + " and the next try")
                        .isGreaterThanOrEqualTo(retryAfter);
            }
        }
    }

    /** The Graph API fails as a whole; the Web goes on, and the Graph API is only probed. */
    static Breakage down(int status) {
        return run -> {
            long before = refusals(run);
            run.pipeline().whatsApp().graphBehaves(_ -> Treatment.refused(status, "<html>down</html>", Map.of()));
            run.lasts(FaultPlan.SICKNESS);
            run.awaitTaken(OTHERS_ON_THE_WEB, true);
            run.pipeline().whatsApp().behavesWell();
            run.tells("%d calls while the Graph API answered %d".formatted(refusals(run) - before, status));
            run.awaitTaken(1, false);
        };
    }

    /** A tenth of the calls ends without an answer that says anything; of those, one in seven was not even taken. */
    static Breakage silences() {
        List<Treatment> silences = List.of(
                new Treatment(true, new Reaction.Silence()),
                new Treatment(true, new Reaction.Drip(Duration.ofMillis(500))),
                new Treatment(true, new Reaction.Reset()),
                new Treatment(true, new Reaction.Cut()),
                new Treatment(true, new Reaction.Raw("\u0000\u0001garbage\r\n\r\n")),
                new Treatment(true, new Reaction.Raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"mess")),
                new Treatment(true, new Reaction.Answer(200, "x".repeat(10 << 20))),
                new Treatment(false, new Reaction.Cut()));
        return run -> {
            Random random = new Random(run.load().shape().seed());
            run.pipeline().whatsApp().graphBehaves(call -> {
                synchronized (random) {
                    return random.nextInt(10) > 0 ? obliging(call) : silences.get(random.nextInt(silences.size()));
                }
            });
            run.lasts(FaultPlan.SICKNESS);
            run.awaitTaken(OTHERS, false);
            run.pipeline().whatsApp().behavesWell();
        };
    }

    /** Meta no longer takes the token: all wait and say so, nothing is given up, until the file holds another. */
    static Breakage tokenDies(Path file) {
        return run -> {
            String next = "access-token-" + run.random().nextInt(1_000_000);
            run.pipeline()
                    .whatsApp()
                    .graphBehaves(call -> ("Bearer " + next).equals(call.authorization())
                            ? obliging(call)
                            : metaError(401, 190, Map.of()));
            for (ServiceProcess sender : run.pipeline().services(ServiceProcess.Kind.SENDER)) {
                Awaitility.await(sender + " says that its token is dead")
                        .atMost(PATIENCE)
                        .until(() -> {
                            var answer = sender.get("/ready");
                            return answer.statusCode() == 503 && answer.body().contains("WHATSAPP_ACCESS_TOKEN");
                        });
            }
            run.awaitTaken(OTHERS_ON_THE_WEB, true);
            Path fresh = Files.writeString(file.resolveSibling("token.new"), next);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            run.awaitTaken(OTHERS, false);
            run.pipeline().awaitReady();
        };
    }

    /** The Web client is slow, then has no login, then is gone, then is back with no login and no memory. */
    static Breakage webClientFails() {
        return run -> {
            WhatsAppRecorder whatsApp = run.pipeline().whatsApp();
            whatsApp.webBehaves(call -> new Treatment(
                    true,
                    new Reaction.After(Duration.ofSeconds(2), obliging(call).reaction())));
            run.awaitTaken(OTHERS, false);
            whatsApp.webBehaves(_ -> noLogin());
            run.awaitTaken(OTHERS, false);
            run.lasts(Duration.ofSeconds(3)); // those that were slow have their answers
            whatsApp.webGoes();
            run.awaitTaken(OTHERS, false);
            whatsApp.webComesBack();
            run.awaitTaken(OTHERS, false);
            whatsApp.behavesWell();
            run.awaitTaken(1, true);
        };
    }

    private static Treatment noLogin() {
        return Treatment.refused(503, "{\"error\":\"WhatsApp client is not connected.\"}", Map.of());
    }
}
