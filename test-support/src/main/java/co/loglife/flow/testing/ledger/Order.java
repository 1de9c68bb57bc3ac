package co.loglife.flow.testing.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Order within each conversation: a reply may reach WhatsApp, be it to be refused, only when all before it are settled
 * for good, that is taken for the last time, or dead letters.
 */
final class Order {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Map<String, Arrivals> arrivals = new HashMap<>();
    private final Predicate<Outgoing> isBuried;

    /** The calls that carried one reply: which of all calls was the first and the last, and whether one was taken. */
    private record Arrivals(int first, int last, boolean taken) {
        static Arrivals then(Arrivals before, Arrivals next) {
            return new Arrivals(before.first, next.last, before.taken || next.taken);
        }
    }

    private Order(List<Call> calls, Predicate<Outgoing> isBuried) {
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            arrivals.merge(call.outgoingId(), new Arrivals(i, i, call.taken()), Arrivals::then);
        }
        this.isBuried = isBuried;
    }

    /** The replies that came too early. */
    static List<String> violations(Ledgers ledgers, Predicate<Outgoing> isBuried) {
        Map<String, Integer> numbers = ledgers.posted().stream().collect(toMap(Posted::id, Posted::number));
        Order order = new Order(ledgers.calls(), isBuried);
        return ledgers.outgoing().stream()
                .filter(reply -> numbers.containsKey(reply.inReplyTo()))
                .sorted(Comparator.<Outgoing>comparingInt(reply -> numbers.getOrDefault(reply.inReplyTo(), 0))
                        .thenComparingLong(reply -> reply.place().offset()))
                .collect(groupingBy(Outgoing::user))
                .values()
                .stream()
                .flatMap(conversation -> order.tooEarly(conversation).stream())
                .sorted()
                .toList();
    }

    private List<String> tooEarly(List<Outgoing> conversation) {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int settled = -1; // which call settled the last of those before
        for (Outgoing reply : conversation) {
            if (!seen.add(reply.id())) {
                continue; // twice in Kafka, which is counted elsewhere
            }
            Arrivals calls = arrivals.get(reply.id());
            if (calls != null && calls.first < settled) {
                wrong.add(reply.id());
            }
            if (calls != null && (calls.taken || isBuried.test(reply))) {
                settled = Math.max(settled, calls.last);
            } else if (!isBuried.test(reply)) {
                settled = NEVER;
            }
        }
        return wrong;
    }
}
