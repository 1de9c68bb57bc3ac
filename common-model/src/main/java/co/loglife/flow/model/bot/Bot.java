package co.loglife.flow.model.bot;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import java.time.Instant;

/**
 * The business logic behind a WhatsApp number: {@code (conversation, message, now) → (conversation', replies,
 * wake-ups)}.
 *
 * <p>A bot is pure: it reads no clock, random, network or file and keeps no state of its own, so that the same messages
 * give the same replies on every replay. One instance serves all users from several threads.
 *
 * <p>Timers and news about other users come back as messages: {@link co.loglife.flow.model.Content.WakeUp} for what was
 * asked for with {@link Turn#wakeUps()}, {@link co.loglife.flow.model.Content.Referral} for what another user's turn
 * sent with {@link Turn#referrals()}, {@link co.loglife.flow.model.Content.Moved} once this user's conversation has
 * come from another key, {@link co.loglife.flow.model.Content.Forget} when somebody is to be forgotten.
 *
 * @param <C> the conversation: an immutable value that {@link #format()} can write and read
 */
public interface Bot<C> {
    /** How conversations are stored. */
    ConversationFormat<C> format();

    /** The conversation of a user never seen before. */
    C begin(User user);

    /**
     * One message's turn.
     *
     * @param conversation as it was left by the turn before
     * @param message what came; edits, revokes, reactions and wake-ups included
     * @param now the message's time of arrival, the only clock a bot has
     * @throws RuntimeException costs this message one dead letter and the user one polite reply, and leaves the
     *     conversation as it was
     */
    Turn<C> on(C conversation, IncomingMessage message, Instant now);

    /**
     * One conversation out of two that turned out to be with the same person: they wrote with and without their phone
     * number, or have a new number that was known already.
     *
     * @param own the one under the key that stays
     * @param arriving the one that comes along
     * @param now when that became known
     */
    default C merge(C own, C arriving, Instant now) {
        return own;
    }
}
