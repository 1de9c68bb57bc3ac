package co.loglife.flow.testing.ledger;

import java.util.List;

/**
 * Everything seen of one load, from end to end.
 *
 * @param posted what users sent
 * @param incoming the records of those on the incoming topic, in the order of each partition
 * @param outgoing the replies, committed ones only
 * @param notes what the sender noted
 * @param buried dead letters
 * @param calls what reached WhatsApp, in the order of arrival
 */
public record Ledgers(
        List<Posted> posted,
        List<Incoming> incoming,
        List<Outgoing> outgoing,
        List<Note> notes,
        List<Buried> buried,
        List<Call> calls) {
    public Ledgers {
        posted = List.copyOf(posted);
        incoming = List.copyOf(incoming);
        outgoing = List.copyOf(outgoing);
        notes = List.copyOf(notes);
        buried = List.copyOf(buried);
        calls = List.copyOf(calls);
    }
}
