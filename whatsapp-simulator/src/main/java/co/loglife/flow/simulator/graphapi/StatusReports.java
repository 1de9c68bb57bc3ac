package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.runtime.Secret;
import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.Ticks;
import co.loglife.flow.simulator.faults.FaultBox;
import co.loglife.flow.simulator.faults.Report;
import co.loglife.flow.simulator.ingress.Letter;
import co.loglife.flow.simulator.ingress.Mailbox;
import co.loglife.flow.simulator.ingress.Signed;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the ingress what becomes of each message, and moves its ticks. */
public final class StatusReports {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReports.class);

    private final Optional<Secret> appSecret;
    private final FaultBox faults;
    private final Chats chats;
    private final Mailbox mailbox;
    private final InstantSource clock;

    /** Without an app secret nothing is reported: there would be nothing to sign with. */
    public StatusReports(
            Optional<Secret> appSecret, FaultBox faults, Chats chats, Mailbox mailbox, InstantSource clock) {
        this.appSecret = appSecret;
        this.faults = faults;
        this.chats = chats;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** Posts the reports on one message, in a lane of their own. */
    void follow(String line, String number, String wamid, @Nullable String callbackData, boolean windowClosed) {
        if (appSecret.isEmpty()) {
            return;
        }
        Instant due = clock.instant();
        for (Report report : faults.reports(windowClosed)) {
            due = due.plus(report.after());
            Ticks reached = report.reached();
            @Nullable Integer failure = reached == Ticks.FAILED ? failure(windowClosed) : null;
            JsonNode webhook = GraphWebhooks.status(line, number, wamid, reached.word(), due, callbackData, failure);
            Letter letter = Signed.letter(
                    wamid, webhook, appSecret.get(), report.after(), () -> chats.tick(wamid, reached, clock.instant()));
            if (mailbox.put(wamid, letter).isEmpty()) {
                LOG.atWarn().addKeyValue("status", reached.word()).log("Mailbox full: a status is not reported");
            }
        }
    }

    private @Nullable Integer failure(boolean windowClosed) {
        return windowClosed ? Integer.valueOf(131047) : faults.statuses().failCode();
    }
}
