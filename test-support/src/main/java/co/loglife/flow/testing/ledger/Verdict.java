package co.loglife.flow.testing.ledger;

import java.time.Duration;
import java.util.List;

/**
 * What was found, by the ids of the messages or replies concerned.
 *
 * @param lost answered 200, and neither taken by WhatsApp nor a dead letter
 * @param falseAnswers answered 200 without a record on the incoming topic
 * @param doubledInKafka replies that are on the outgoing topic more than once
 * @param doubledSends replies that a user has more than once, once for each time too many
 * @param outOfOrder replies that reached WhatsApp before an earlier one of the conversation was settled
 * @param misdirected replies that went to somebody else, or that nobody had asked for
 * @param wrongWords replies that say something else than they must
 * @param unsettled taken by WhatsApp, and never noted as such
 * @param underWayAtDeaths calls whose outcome was not noted when a process died: as many may be doubled
 * @param counts what became of the records on the incoming topic
 * @param recovery from the end of the last fault until every message was again answered within a second
 */
public record Verdict(
        List<String> lost,
        List<String> falseAnswers,
        List<String> doubledInKafka,
        List<String> doubledSends,
        List<String> outOfOrder,
        List<String> misdirected,
        List<String> wrongWords,
        List<String> unsettled,
        int underWayAtDeaths,
        Counts counts,
        Duration recovery) {
    public Verdict {
        lost = List.copyOf(lost);
        falseAnswers = List.copyOf(falseAnswers);
        doubledInKafka = List.copyOf(doubledInKafka);
        doubledSends = List.copyOf(doubledSends);
        outOfOrder = List.copyOf(outOfOrder);
        misdirected = List.copyOf(misdirected);
        wrongWords = List.copyOf(wrongWords);
        unsettled = List.copyOf(unsettled);
    }
}
