package co.loglife.flow.testing.ledger;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The ledgers of two users with three messages each, as they are when all goes well, to be spoilt. */
final class Run {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    final List<Posted> posted = new ArrayList<>();
    final List<Incoming> incoming = new ArrayList<>();
    final List<Outgoing> outgoing = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();
    final List<Buried> buried = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();

    Run() {
        for (int number = 0; number < 3; number++) {
            for (String user : List.of("ann", "bob")) {
                message(user, number);
            }
        }
    }

    private void message(String user, int number) {
        String id = user + "." + number;
        int partition = user.equals("ann") ? 0 : 1;
        Instant at = START.plusSeconds(number);
        posted.add(new Posted(id, user, number, "re " + id, at));
        incoming.add(new Incoming(new Place("incoming", partition, number), id, user));
        outgoing.add(new Outgoing(new Place("outgoing", partition, number), id + ":0", id, user));
        calls.add(new Call(id + ":0", user, "re " + id, true, at.plusMillis(20)));
        notes.add(new Note(
                new Place("deliveries", partition, 2L * number),
                id + ":0",
                Delivery.State.ATTEMPTING,
                at.plusMillis(10)));
        notes.add(new Note(
                new Place("deliveries", partition, 2L * number + 1),
                id + ":0",
                Delivery.State.ACCEPTED,
                at.plusMillis(30)));
    }

    void buriesReply(String id, ErrorClass why) {
        Outgoing reply =
                outgoing.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        buried.add(new Buried(new Place("dead-letters", 0, buried.size()), reply.place(), why));
        forgetsCall(id);
    }

    void forgetsCall(String id) {
        calls.removeIf(call -> call.outgoingId().equals(id));
    }

    void changesCall(String id, UnaryOperator<Call> how) {
        calls.replaceAll(call -> call.outgoingId().equals(id) ? how.apply(call) : call);
    }

    Verdict verdict(Fault... faults) {
        return Checker.check(new Ledgers(posted, incoming, outgoing, notes, buried, calls), List.of(faults));
    }
}
