package co.loglife.flow.router.loglife;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.Contact;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Blanks;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Contact cards: friends whom a user wants to bring along. */
final class ContactAnswers {
    /** As many as a logbook remembers; each of them gets a message. */
    private static final int MOST_AT_ONCE = Logbook.MOST_FRIENDS;

    private static final Pattern WAID = Pattern.compile("waid=(\\d{5,15})(?!\\d)", Pattern.CASE_INSENSITIVE);

    private ContactAnswers() {}

    static Answer cards(Logbook logbook, User self, List<Contact> contacts) {
        if (contacts.isEmpty()) {
            return unreadable(logbook);
        }
        List<User> friends = contacts.stream()
                .flatMap(ContactAnswers::numbers)
                .flatMap(number -> user(number).stream())
                .filter(friend -> !friend.equals(self))
                .distinct()
                .limit(MOST_AT_ONCE)
                .toList();
        if (friends.isEmpty()) {
            return Answer.of(
                    logbook,
                    "referral_none",
                    "I found nobody else on WhatsApp on that card. Share one from your contacts with 📎.");
        }
        Answer thanks = Answer.of(
                logbook.withFriends(friends),
                "referral_thanks",
                "Thank you for bringing friends along! 💚 I say hello to those I do not know yet.");
        return new Answer(thanks.logbook(), thanks.said(), friends);
    }

    static Answer unreadable(Logbook logbook) {
        return Answer.of(
                logbook, "referral_error", "I could not read that card. Please share the contact again with 📎.");
    }

    /** Somebody sent this user's card: whom we never met is welcomed, once. */
    static Answer referred(Logbook logbook, User referrer) {
        Logbook known = logbook.referrer() == null ? logbook.referredBy(referrer) : logbook;
        return logbook.greeted() ? Answer.silent(known) : welcome(known, null, true);
    }

    static Answer welcome(Logbook logbook, @Nullable String name, boolean referred) {
        return Answer.of(logbook.greetedNow(), "welcome", """
                👋 Hi%s! I am LogLife and help you keep your daily goals.%s
                Start with a goal, for example *add goal 🏃 Run 5k*. *help* shows all I can do.""".formatted(
                        name == null || name.isBlank() ? "" : " " + Blanks.tidy(shortened(name)),
                        referred ? " A friend of yours thought you might like that." : ""));
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= 60 ? name : name.substring(0, name.offsetByCodePoints(0, 60));
    }

    private static Stream<String> numbers(Contact contact) {
        String vcard = contact.vcard();
        return contact.waIds().isEmpty() && vcard != null
                ? WAID.matcher(vcard).results().map(match -> match.group(1))
                : contact.waIds().stream();
    }

    private static Optional<User> user(String number) {
        try {
            return Address.parse(number) instanceof Address.Phone phone ? Optional.of(phone.user()) : Optional.empty();
        } catch (IllegalArgumentException _) { // a card may hold anything
            return Optional.empty();
        }
    }
}
