package co.loglife.flow.benchmarks.router;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What users say in a measurement. */
final class Said {
    /** What the users of LogLife type most, none of it a time of day: reminders would be due in the middle of it. */
    private static final List<String> TEXTS = List.of(
            "goals", "rate 1 3", "week", "rate 1 2", "menu", "3", "journal now", "rate 1 1", "boost 1 2", "help");

    private Said() {}

    static User user(int number) {
        return new User(String.valueOf(14_155_000_000L + number));
    }

    /** The message number {@code number} of all, by one of {@code users} users; their first adds a goal. */
    static IncomingMessage message(long number, int users, Instant at) {
        int user = (int) (number % users);
        long turn = number / users;
        String text = turn == 0 ? "add goal 🏃 Run 5k" : turn == 1 ? "skip" : TEXTS.get((int) ((turn + user) % 10));
        return of(user, "wamid.HBgLMTQxNTU1NTAxMDAVAgASGBQzQTdGMDg5MzNFMDI5." + number, text, at);
    }

    /** The message number {@code number} of users who have goals already. */
    static IncomingMessage later(long number, int users, Instant at) {
        return message(number + 2L * users, users, at);
    }

    static IncomingMessage of(int user, String id, String text, Instant at) {
        return of(user(user), id, new Content.Text(text, null), at);
    }

    static IncomingMessage of(User user, String id, Content content, Instant at) {
        return new IncomingMessage(
                id,
                ClientType.BUSINESS_API,
                "106540352242922",
                user.key(),
                user,
                new Address.Phone(user.key()),
                null,
                "Ana",
                content,
                null,
                at,
                at,
                Map.of());
    }
}
