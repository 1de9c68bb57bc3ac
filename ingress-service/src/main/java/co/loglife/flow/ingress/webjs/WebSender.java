package co.loglife.flow.ingress.webjs;

import co.loglife.flow.model.Address;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a payload's {@code sender} is. A serialized id says what it is; bare digits do not, and the original client sends
 * them also for a LID and for a group. Digits too many for a phone number are a group's, as are a phone number and a
 * time with a hyphen between them; 14 or 15 of them that are no possible phone number are a LID, which must never be
 * taken for one.
 */
final class WebSender {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern CLASSIC_GROUP = Pattern.compile("[0-9]{5,15}-[0-9]{10,13}");
    private static final int FEWEST_OF_A_LID = 14;
    private static final int MOST_OF_A_PHONE = 15;

    private WebSender() {}

    static Address parse(String text) {
        String stripped = text.strip();
        if (CLASSIC_GROUP.matcher(stripped).matches() && stripped.length() > MOST_OF_A_PHONE + 1) {
            return new Address.Group(stripped);
        }
        if (!DIGITS.matcher(stripped).matches() || stripped.length() < FEWEST_OF_A_LID) {
            return Address.parse(text);
        }
        if (stripped.length() > MOST_OF_A_PHONE) {
            return new Address.Group(stripped);
        }
        return isPossible(stripped) ? new Address.Phone(stripped) : new Address.Lid(stripped);
    }

    /** What cannot be read adds nothing, and does no harm. */
    static @Nullable Address tolerated(@Nullable String text) {
        try {
            return text == null ? null : parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isPossible(String digits) {
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            PhoneNumber number = numbers.parse("+" + digits, null);
            return numbers.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
        } catch (NumberParseException e) {
            return false;
        }
    }
}
