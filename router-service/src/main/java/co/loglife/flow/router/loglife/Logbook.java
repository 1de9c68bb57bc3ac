package co.loglife.flow.router.loglife;

import co.loglife.flow.model.User;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user's conversation: who they are and their goals. Immutable.
 *
 * @param zone the IANA name of the user's time zone
 * @param zoneTold whether the user named it, rather than their number
 * @param greeted whether the user wrote or was welcomed
 * @param transcripts whether a voice note's transcript is to be sent along
 * @param referrer who sent the user's contact card first, or null
 * @param friends whose cards the user sent, for them to be told when the user is to be forgotten
 * @param goals in the order of their numbers, which begin at 1
 * @param nextGoalId never used before
 * @param awaitingTime the id of the goal whose reminder time was asked for, or null
 * @param remindersSkipped how many came too late to be of use
 */
record Logbook(
        String zone,
        boolean zoneTold,
        boolean greeted,
        boolean transcripts,
        @Nullable User referrer,
        List<User> friends,
        List<Goal> goals,
        int nextGoalId,
        @Nullable Integer awaitingTime,
        int remindersSkipped) {

    /** More goals than anybody rates in a day. */
    static final int MOST_GOALS = 50;

    static final int MOST_FRIENDS = 256;

    Logbook {
        friends = friends == null ? List.of() : List.copyOf(friends);
        goals = goals == null ? List.of() : List.copyOf(goals);
    }

    static Logbook in(String zone) {
        return new Logbook(zone, false, false, true, null, List.of(), List.of(), 1, null, 0);
    }

    /** The user's zone; UTC if this machine does not know it. */
    ZoneId zoneId() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    /** The user's day at a moment. */
    LocalDate day(Instant now) {
        return now.atZone(zoneId()).toLocalDate();
    }

    /** The goal with a number, from 1. */
    Optional<Goal> goal(int number) {
        return number >= 1 && number <= goals.size() ? Optional.of(goals.get(number - 1)) : Optional.empty();
    }

    Optional<Goal> goalWithId(int id) {
        return goals.stream().filter(goal -> goal.id() == id).findFirst();
    }

    /** With a goal made from a new id, whose reminder time is asked for next. */
    Logbook adding(Goal goal) {
        List<Goal> more = new ArrayList<>(goals);
        more.add(goal);
        return changed(to -> {
            to.goals = more;
            to.nextGoalId = goal.id() + 1;
            to.awaitingTime = goal.id();
        });
    }

    Logbook without(Goal goal) {
        return withGoals(goals.stream().filter(other -> other.id() != goal.id()).toList());
    }

    /** With another goal in the place of the one with its id. */
    Logbook with(Goal changed) {
        return mapping(goal -> goal.id() == changed.id() ? changed : goal);
    }

    Logbook mapping(UnaryOperator<Goal> change) {
        return withGoals(goals.stream().map(change).toList());
    }

    private Logbook withGoals(List<Goal> now) {
        return changed(to -> to.goals = now);
    }

    Logbook awaitingNothing() {
        return changed(to -> to.awaitingTime = null);
    }

    Logbook inZone(String other) {
        return changed(to -> to.zone = other);
    }

    Logbook zoneToldNow() {
        return changed(to -> to.zoneTold = true);
    }

    Logbook greetedNow() {
        return greeted ? this : changed(to -> to.greeted = true);
    }

    Logbook withTranscripts(boolean on) {
        return changed(to -> to.transcripts = on);
    }

    Logbook referredBy(@Nullable User other) {
        return changed(to -> to.referrer = other);
    }

    Logbook withFriends(List<User> more) {
        List<User> all =
                Stream.concat(friends.stream(), more.stream()).distinct().toList();
        return changed(to -> to.friends = all.subList(Math.max(0, all.size() - MOST_FRIENDS), all.size()));
    }

    /** Without a trace of someone who is to be forgotten. */
    Logbook without(User whom) {
        return changed(to -> {
            to.referrer = whom.equals(referrer) ? null : referrer;
            to.friends = friends.stream().filter(friend -> !friend.equals(whom)).toList();
        });
    }

    Logbook withSkipped(int more) {
        return changed(to -> to.remindersSkipped = remindersSkipped + more);
    }

    /** This one and another of the same person's and in the same zone, none of whose goals is lost. */
    Logbook and(Logbook arriving) {
        List<Goal> both = new ArrayList<>(goals);
        for (Goal goal : arriving.goals) {
            both.add(goal.withId(nextGoalId + both.size() - goals.size()));
        }
        return changed(to -> {
                    to.zoneTold = zoneTold || arriving.zoneTold;
                    to.greeted = greeted || arriving.greeted;
                    to.transcripts = transcripts && arriving.transcripts;
                    to.referrer = referrer == null ? arriving.referrer : referrer;
                    to.goals = both;
                    to.nextGoalId = nextGoalId + arriving.goals.size();
                    to.awaitingTime = awaitingAfter(arriving);
                    to.remindersSkipped = remindersSkipped + arriving.remindersSkipped;
                })
                .withFriends(arriving.friends);
    }

    /** The goal whose time is asked for when another's goals have come after our own. */
    private @Nullable Integer awaitingAfter(Logbook arriving) {
        if (awaitingTime != null || arriving.awaitingTime == null) {
            return awaitingTime;
        }
        for (int i = 0; i < arriving.goals.size(); i++) {
            if (arriving.goals.get(i).id() == arriving.awaitingTime) {
                return nextGoalId + i;
            }
        }
        return null;
    }

    private Logbook changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** A copy while it is being changed: what is not set stays as it was. */
    private static final class Draft {
        private String zone;
        private boolean zoneTold;
        private boolean greeted;
        private boolean transcripts;
        private @Nullable User referrer;
        private List<User> friends;
        private List<Goal> goals;
        private int nextGoalId;
        private @Nullable Integer awaitingTime;
        private int remindersSkipped;

        Draft(Logbook from) {
            zone = from.zone;
            zoneTold = from.zoneTold;
            greeted = from.greeted;
            transcripts = from.transcripts;
            referrer = from.referrer;
            friends = from.friends;
            goals = from.goals;
            nextGoalId = from.nextGoalId;
            awaitingTime = from.awaitingTime;
            remindersSkipped = from.remindersSkipped;
        }

        Logbook done() {
            return new Logbook(
                    zone,
                    zoneTold,
                    greeted,
                    transcripts,
                    referrer,
                    friends,
                    goals,
                    nextGoalId,
                    awaitingTime,
                    remindersSkipped);
        }
    }
}
