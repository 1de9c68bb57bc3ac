package co.loglife.flow.system;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.testing.TopicReader;
import co.loglife.flow.testing.ledger.Buried;
import co.loglife.flow.testing.ledger.Call;
import co.loglife.flow.testing.ledger.Incoming;
import co.loglife.flow.testing.ledger.Ledgers;
import co.loglife.flow.testing.ledger.Note;
import co.loglife.flow.testing.ledger.Outgoing;
import co.loglife.flow.testing.ledger.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Keeps the ledgers of an installation: everything on its topics, each record once, by its place. */
final class LedgerReader implements AutoCloseable {
    /** What the sender puts on its own notes, and nobody else. */
    private static final String OURS = "outgoing-offset";

    private final Topic<Incoming> incoming;
    private final Topic<Outgoing> outgoing;
    private final Topic<Note> notes;
    private final Topic<Buried> buried;

    LedgerReader(KafkaSettings kafka, TopicLayout topics) {
        incoming = new Topic<>(kafka, topics.name(TopicLayout.Kind.INCOMING), LedgerReader::incoming);
        outgoing = new Topic<>(kafka, topics.name(TopicLayout.Kind.OUTGOING), LedgerReader::outgoing);
        notes = new Topic<>(kafka, topics.name(TopicLayout.Kind.DELIVERIES), LedgerReader::note);
        buried = new Topic<>(kafka, topics.name(TopicLayout.Kind.DEAD_LETTERS), LedgerReader::buried);
    }

    /** The ledgers of one load by now; {@code calls} are all that WhatsApp has had. */
    Ledgers of(Load load, List<WhatsAppRecorder.Call> calls) {
        String prefix = load.prefix();
        return new Ledgers(
                load.posted(),
                incoming.all().stream()
                        .filter(record -> record.id().startsWith(prefix))
                        .toList(),
                outgoing.all().stream()
                        .filter(reply -> reply.inReplyTo().startsWith(prefix))
                        .toList(),
                notes.all().stream()
                        .filter(note -> note.outgoingId().startsWith(prefix))
                        .toList(),
                buried.all(),
                calls.stream()
                        .filter(call -> call.outgoingId().startsWith(prefix))
                        .map(call -> new Call(call.outgoingId(), call.user(), call.words(), call.taken(), call.at()))
                        .toList());
    }

    /** A topic's records as entries of a ledger. */
    private static final class Topic<T> implements AutoCloseable {
        private final TopicReader reader;
        private final Parser<T> parser;
        private final List<T> entries = new ArrayList<>();
        private int read;

        Topic(KafkaSettings kafka, String topic, Parser<T> parser) {
            this.reader = new TopicReader(kafka, topic);
            this.parser = parser;
        }

        List<T> all() {
            List<ConsumerRecord<byte[], byte[]>> records = reader.records();
            for (ConsumerRecord<byte[], byte[]> record : records.subList(read, records.size())) {
                if (record.value() != null) {
                    entry(record).ifPresent(entries::add);
                }
            }
            read = records.size();
            return List.copyOf(entries);
        }

        /** What cannot be read was put there on purpose: whether it became a dead letter is for its test to say. */
        private Optional<T> entry(ConsumerRecord<byte[], byte[]> record) {
            try {
                return parser.parse(new Place(record.topic(), record.partition(), record.offset()), record);
            } catch (UnreadableException e) {
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    @FunctionalInterface
    private interface Parser<T> {
        Optional<T> parse(Place place, ConsumerRecord<byte[], byte[]> record) throws UnreadableException;
    }

    private static Optional<Incoming> incoming(Place place, ConsumerRecord<byte[], byte[]> record)
            throws UnreadableException {
        IncomingMessage message = Json.read(record.value(), IncomingMessage.class);
        return Optional.of(new Incoming(place, message.id(), message.user().key()));
    }

    private static Optional<Outgoing> outgoing(Place place, ConsumerRecord<byte[], byte[]> record)
            throws UnreadableException {
        OutgoingMessage reply = Json.read(record.value(), OutgoingMessage.class);
        return Optional.of(new Outgoing(
                place,
                reply.id(),
                Optional.ofNullable(reply.inReplyTo()).orElse(""),
                reply.user().key()));
    }

    private static Optional<Note> note(Place place, ConsumerRecord<byte[], byte[]> record) throws UnreadableException {
        Delivery delivery = Json.read(record.value(), Delivery.class);
        return record.headers().lastHeader(OURS) == null
                ? Optional.empty()
                : Optional.ofNullable(delivery.outgoingId())
                        .map(id -> new Note(place, id, delivery.state(), Instant.ofEpochMilli(record.timestamp())));
    }

    private static Optional<Buried> buried(Place place, ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        String topic = DeadLetter.header(headers, "topic");
        String partition = DeadLetter.header(headers, "partition");
        String offset = DeadLetter.header(headers, "offset");
        String errorClass = DeadLetter.header(headers, "class");
        if (topic == null || partition == null || offset == null || errorClass == null) {
            return Optional.empty();
        }
        return Optional.of(new Buried(
                place,
                new Place(topic, Integer.parseInt(partition), Long.parseLong(offset)),
                ErrorClass.valueOf(errorClass.toUpperCase(Locale.ROOT))));
    }

    @Override
    public void close() {
        incoming.close();
        outgoing.close();
        notes.close();
        buried.close();
    }
}
