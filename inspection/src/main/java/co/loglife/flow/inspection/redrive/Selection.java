package co.loglife.flow.inspection.redrive;

import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.User;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which letters are meant: those of which all that is given holds.
 *
 * @param reason within the letter's reason, in any case
 * @param ids any of these places; empty: any
 * @param since given up at or after
 * @param until given up before
 */
public record Selection(
        Optional<String> reason,
        Optional<ErrorClass> errorClass,
        Optional<String> service,
        Optional<User> user,
        Optional<Instant> since,
        Optional<Instant> until,
        Set<Letter.Position> ids) {
    /** All of them. */
    public static final Selection ALL = new Selection(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of());

    public Selection {
        ids = Set.copyOf(ids);
    }

    /** Whether a letter is meant. */
    public boolean takes(Letter letter) {
        var why = letter.why();
        return reason.map(text -> lower(why.reason()).contains(lower(text))).orElse(true)
                && errorClass.map(why.errorClass()::equals).orElse(true)
                && service.map(why.service()::equals).orElse(true)
                && user.map(whom -> whom.key().equals(letter.key())).orElse(true)
                && since.map(time -> !why.at().isBefore(time)).orElse(true)
                && until.map(time -> why.at().isBefore(time)).orElse(true)
                && (ids.isEmpty() || ids.contains(letter.at()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
