package co.loglife.flow.router.loglife;

import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Said;
import java.util.List;

/**
 * What a command makes of a logbook.
 *
 * @param logbook as it is from now on
 * @param said the replies
 * @param referrals who is to hear of this user
 */
record Answer(Logbook logbook, List<Said> said, List<User> referrals) {
    Answer {
        said = List.copyOf(said);
        referrals = List.copyOf(referrals);
    }

    static Answer of(Logbook logbook, String kind, String text) {
        return new Answer(logbook, Texts.said(kind, text), List.of());
    }

    static Answer of(Logbook logbook, Said said) {
        return new Answer(logbook, List.of(said), List.of());
    }

    static Answer silent(Logbook logbook) {
        return new Answer(logbook, List.of(), List.of());
    }
}
