package co.loglife.flow.router.loglife;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which command a tidied text is: the first rule that holds, in this order. Some commands are words anywhere in a
 * sentence, some begin it, some are the whole of it; capitals never matter.
 */
final class Grammar {
    private record Rule(Pattern pattern, Function<Matcher, Command> command) {}

    private static final List<Rule> RULES = List.of(
            rule(
                    ".*?\\badd goal\\b[:]?(.*)",
                    match -> new Command.AddGoal(match.group(1).strip())),
            rule("enable journaling", _ -> new Command.EnableJournaling()),
            rule(".*\\bjournal (?:prompts|now)\\b.*", _ -> new Command.JournalPrompts()),
            rule("delete(.*)", match -> new Command.Delete(match.group(1).strip())),
            rule("[1-3]+", match -> new Command.Digits(match.group())),
            rule("goals", _ -> new Command.Goals()),
            rule("update(.*)", match -> new Command.Update(match.group(1).strip())),
            rule(".*\\btranscript.*", match -> new Command.Transcript(match.group())),
            rule("week|habits", _ -> new Command.Week()),
            rule("lookback(.*)", match -> new Command.Lookback(match.group(1).strip())),
            rule("rate(.*)", match -> new Command.Rate(match.group(1).strip())),
            rule("edit time", _ -> new Command.EditTime()),
            rule("check ?in now", _ -> new Command.CheckInNow()),
            rule("check ?in", _ -> new Command.CheckIn()),
            rule("menu", _ -> new Command.Menu()),
            rule("list", _ -> new Command.CommandList()),
            rule("help", _ -> new Command.Help()),
            rule("boost\\b(.*)", match -> new Command.Boost(match.group(1).strip())),
            rule(
                    "time ?zone\\b(.*)",
                    match -> new Command.Timezone(match.group(1).strip())));

    private Grammar() {}

    static Command parse(String text) {
        for (Rule rule : RULES) {
            Matcher match = rule.pattern.matcher(text);
            if (match.matches()) {
                return rule.command.apply(match);
            }
        }
        return Times.parse(text).isPresent() ? new Command.BareTime() : new Command.Other();
    }

    /** Whether a text, asked for a reminder time, wants none. */
    static boolean declines(String text) {
        return List.of("cancel", "skip", "no").contains(text.toLowerCase(Locale.ROOT));
    }

    private static Rule rule(String pattern, Function<Matcher, Command> command) {
        return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), command);
    }
}
