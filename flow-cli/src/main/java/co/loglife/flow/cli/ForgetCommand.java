package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.LogReader;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.EnvReader;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Has the router erase a user: conversation, timers, message ids, pairs of ids.",
            "Says what the topics still hold of them and when it is gone. Changes nothing without --yes."
        },
        footer = "Example: ./flow forget 15550001111 --yes")
final class ForgetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "USER", description = "A phone number, or another id WhatsApp gives a user.")
    private String user = "";

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for the router, ${DEFAULT-VALUE} by default.")
    private int wait;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Logs.off();
        PrintWriter out = spec.commandLine().getOut();
        Cluster cluster = Cluster.from(new EnvReader(System.getenv()));
        try (LogReader reader = LogReader.open(cluster);
                Admin admin = cluster.admin()) {
            Person person = Person.of(reader, named());
            boolean done = true;
            if (yes) {
                Forgetting forgetting = new Forgetting(cluster, admin);
                done = forgetting.forget(person, Duration.ofSeconds(wait));
                say(out, person, done);
            } else {
                out.printf(
                        "%s would be forgotten: conversation, timers, message ids%s. Nothing is changed without --yes.%n",
                        person.user().key(), ids(person));
            }
            show(out, Footprint.of(reader, admin, cluster.topics(), person));
            return done ? 0 : 1;
        }
    }

    private User named() {
        try {
            Address address = Address.parse(user);
            if (!(address instanceof Address.Broadcast)) {
                return address.user();
            }
        } catch (IllegalArgumentException e) { // answered below, as a broadcast is
        }
        throw new SentenceException("USER must be a phone number with its country code or another WhatsApp id");
    }

    private void say(PrintWriter out, Person person, boolean done) {
        if (done) {
            out.printf(
                    "%s is forgotten: conversation, timers, message ids%s. Who writes again begins anew.%n",
                    person.user().key(), ids(person));
        } else {
            out.printf(
                    "No router has taken the request within %d s. It is on the topic: the next one that runs does it.%n",
                    wait);
        }
    }

    private static String ids(Person person) {
        return person.userIds().isEmpty() ? "" : ", pairs of ids (" + String.join(", ", person.userIds()) + ")";
    }

    private static void show(PrintWriter out, Footprint footprint) {
        out.println("What was said before stays on the topics until their retention removes it:");
        for (Footprint.Held held : footprint.held()) {
            out.printf(
                    "  %-24s %6d records%s%n",
                    held.topic(),
                    held.records(),
                    held.forEver()
                            ? ", kept for ever"
                            : held.gone().map(ForgetCommand::until).orElse(""));
        }
        Footprint.Held webhooks = footprint.webhooks();
        out.printf(
                "  %-24s raw bodies, not kept by user; each is %s%n",
                webhooks.topic(),
                webhooks.forEver() ? "kept for ever" : "gone after " + days(webhooks.kept()) + " at the latest");
        out.println(
                "  The router's changelogs and identities drop old values when the broker compacts them, within days.");
        out.println("  Media in MEDIA_STORE, and what WhatsApp itself keeps, are not touched.");
    }

    private static String until(Footprint.Gone gone) {
        return ", the newest gone between " + day(gone.earliest()) + " and " + day(gone.latest());
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static String days(Duration span) {
        return span.toDays() + (span.toDays() == 1 ? " day" : " days");
    }
}
