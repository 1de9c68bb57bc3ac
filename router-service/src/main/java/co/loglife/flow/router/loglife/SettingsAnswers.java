package co.loglife.flow.router.loglife;

import co.loglife.flow.model.Reply;
import co.loglife.flow.model.bot.Said;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the bot can do, and how it does it for a user. */
final class SettingsAnswers {
    private static final Pattern OFF = Pattern.compile("\\boff\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ON = Pattern.compile("\\bon\\b", Pattern.CASE_INSENSITIVE);

    private SettingsAnswers() {}

    static Answer help(Logbook logbook) {
        return Answer.of(logbook, "help", """
                *Goals*
                *add goal 🏃 Run 5k* adds a goal
                *enable journaling* adds a daily journal
                *delete 1* deletes goal 1
                *boost 1 3* says how much it matters

                *Tracking*
                *rate 1 3* rates goal 1 (1 ❌, 2 ⚠️, 3 ✅)
                *321* rates three goals in order
                *checkin* asks how today went
                *journal now* gives questions to think about

                *Viewing*
                *goals* lists your goals
                *week* shows this week
                *lookback 30* shows the last 30 days

                *Settings*
                *update 1 8:30 pm* sets a reminder
                *edit time* shows all reminders
                *timezone Europe/Berlin* sets your time zone
                *transcript on* or *transcript off*
                *menu* and *list* for tapping instead of typing""");
    }

    static Answer menu(Logbook logbook) {
        return Answer.of(
                logbook,
                new Said(
                        "menu",
                        new Reply.Buttons(
                                null,
                                "What would you like to do?",
                                null,
                                List.of(
                                        new Reply.Option("checkin", "Check in"),
                                        new Reply.Option("goals", "Goals"),
                                        new Reply.Option("habits", "Habits")))));
    }

    static Answer list(Logbook logbook) {
        return Answer.of(
                logbook,
                new Said(
                        "command_list",
                        new Reply.ListMenu(
                                null,
                                "Everything at a tap.",
                                "help explains every command",
                                "Commands",
                                List.of(
                                        new Reply.ListMenu.Section(
                                                "Goals",
                                                List.of(
                                                        row("goals", "My goals", "See them with their numbers"),
                                                        row("add goal", "Add a goal", "How to add a new one"),
                                                        row("enable journaling", "Journaling", "Add a daily journal"))),
                                        new Reply.ListMenu.Section(
                                                "Viewing",
                                                List.of(
                                                        row("week", "This week", "Monday to Sunday"),
                                                        row("lookback 7", "Last 7 days", "Up to today"))),
                                        new Reply.ListMenu.Section(
                                                "More", List.of(row("help", "Help", "All commands")))))));
    }

    private static Reply.ListMenu.Row row(String id, String title, String description) {
        return new Reply.ListMenu.Row(id, title, description);
    }

    static Answer transcript(Logbook logbook, String text) {
        if (OFF.matcher(text).find()) {
            return Answer.of(
                    logbook.withTranscripts(false), "transcript_off", "Voice notes will come without a transcript.");
        }
        if (ON.matcher(text).find()) {
            return Answer.of(
                    logbook.withTranscripts(true), "transcript_on", "Voice notes will come with a transcript file.");
        }
        return Answer.of(
                logbook,
                "usage_transcript",
                "*transcript on* sends the transcript of a voice note along, *transcript off* does not.");
    }

    static Answer timezone(Logbook logbook, String rest, Instant now) {
        return zone(rest)
                .map(zone -> Answer.of(
                        Reminders.inZone(logbook, zone, now).zoneToldNow(),
                        "timezone_set",
                        "🌍 Your time zone is %s now; reminders and days follow it.".formatted(zone)))
                .orElseGet(() -> Answer.of(
                        logbook,
                        "usage_timezone",
                        "Yours is %s. To change it, name a continent and a city, for example *timezone America/New_York*."
                                .formatted(logbook.zone())));
    }

    private static Optional<String> zone(String typed) {
        String name = typed.replace(' ', '_').toLowerCase(Locale.ROOT);
        return Zones.names().stream()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
