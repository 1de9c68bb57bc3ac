package co.loglife.flow.model.bot;

import co.loglife.flow.model.User;
import java.util.List;

/**
 * What a bot makes of one message.
 *
 * @param conversation as it is from now on
 * @param replies what is said to the user, in this order
 * @param wakeUps every timer of this user from now on: one of an earlier turn that is not among them is off
 * @param referrals other users who are to hear of this user
 */
public record Turn<C>(C conversation, List<Said> replies, List<WakeUpAt> wakeUps, List<User> referrals) {
    public Turn {
        replies = List.copyOf(replies);
        wakeUps = List.copyOf(wakeUps);
        referrals = List.copyOf(referrals);
    }

    /** A turn of replies alone, for a bot without timers. */
    public static <C> Turn<C> of(C conversation, Said... replies) {
        return new Turn<>(conversation, List.of(replies), List.of(), List.of());
    }
}
