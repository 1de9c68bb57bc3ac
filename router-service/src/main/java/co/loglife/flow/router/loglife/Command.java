package co.loglife.flow.router.loglife;

/** What a text asks for. {@code rest} is what follows the command's word, tidied, in the user's capitals. */
sealed interface Command {
    record AddGoal(String rest) implements Command {}

    record EnableJournaling() implements Command {}

    record JournalPrompts() implements Command {}

    record Delete(String rest) implements Command {}

    record BareTime() implements Command {}

    record Goals() implements Command {}

    record Update(String rest) implements Command {}

    record Transcript(String text) implements Command {}

    record Week() implements Command {}

    record Lookback(String rest) implements Command {}

    record Rate(String rest) implements Command {}

    /** Only the digits 1 to 3: today's rating of all goals in order. */
    record Digits(String digits) implements Command {}

    record EditTime() implements Command {}

    record CheckIn() implements Command {}

    record CheckInNow() implements Command {}

    record Menu() implements Command {}

    record CommandList() implements Command {}

    record Help() implements Command {}

    record Boost(String rest) implements Command {}

    record Timezone(String rest) implements Command {}

    /** Nothing known. */
    record Other() implements Command {}
}
