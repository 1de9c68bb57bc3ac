package co.loglife.flow.inspection.way;

import static co.loglife.flow.inspection.Records.ANNA;
import static co.loglife.flow.inspection.Records.START;
import static co.loglife.flow.inspection.Records.note;
import static co.loglife.flow.inspection.Records.reply;
import static co.loglife.flow.inspection.Records.report;
import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery.State;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WayTextTest {
    private static final JsonNode PRICE =
            Json.mapper().createObjectNode().put("billable", true).put("category", "service");

    private final Way way = Ways.of(List.of(
                    entry(
                            Kind.INCOMING,
                            120,
                            0,
                            new Body.Incoming(aMessage().saying("goals").build())),
                    entry(Kind.OUTGOING, 33, 11, new Body.Outgoing(reply(ANNA, "wamid.1", 0))),
                    entry(Kind.DELIVERIES, 90, 20, new Body.Event(note(ANNA, "wamid.1:0", State.ATTEMPTING, 1))),
                    entry(Kind.DELIVERIES, 91, 60, new Body.Event(note(ANNA, "wamid.1:0", State.RETRYING, 1))),
                    entry(Kind.DELIVERIES, 92, 1_060, new Body.Event(note(ANNA, "wamid.1:0", State.ATTEMPTING, 2))),
                    entry(Kind.DELIVERIES, 93, 1_100, new Body.Event(note(ANNA, "wamid.1:0", State.ACCEPTED, 2))),
                    entry(
                            Kind.DELIVERIES,
                            94,
                            1_900,
                            new Body.Event(report(ANNA, State.DELIVERED, "wamid.out", PRICE)))))
            .getFirst();

    @Test
    void isALineForEachHop() {
        assertThat(new WayText(ZoneOffset.UTC, Veil.OPEN).lines(way))
                .containsExactly(
                        "wamid.1 of 923001234567, 2026-03-02",
                        "  09:00:00.000      +0 ms    (+0 ms)  incoming    incoming[3]@120        business_api chat \"goals\"",
                        "  09:00:00.011     +11 ms   (+11 ms)  reply       outgoing[3]@33         goals_list \"You have no goals\"",
                        "  09:00:00.020     +20 ms    (+9 ms)  attempt     deliveries[3]@90       #1",
                        "  09:00:00.060     +60 ms   (+40 ms)  outcome     deliveries[3]@91       #1 retrying 131016 Service unavailable (transient)",
                        "  09:00:01.060  +1,060 ms (+1,000 ms)  attempt     deliveries[3]@92       #2",
                        "  09:00:01.100  +1,100 ms   (+40 ms)  outcome     deliveries[3]@93       #2 accepted wamid.out",
                        "  09:00:01.900  +1,900 ms  (+800 ms)  status      deliveries[3]@94       delivered · price: service, billable",
                        "  → wamid.1:0: delivered, 2 attempts, price: service, billable");
    }

    @Test
    void hidesBehindAVeil() {
        assertThat(String.join("\n", new WayText(ZoneOffset.UTC, Veil.MASKED).lines(way)))
                .doesNotContain("923001234567", "goals\"", "You have", "wamid.out");
    }

    @Test
    void isOneObjectForTools() {
        JsonNode json = WayJson.of(way);

        assertThat(json.at("/hops/1/offset").asLong()).isEqualTo(33);
        assertThat(json.at("/hops/1/since_previous_ms").asLong()).isEqualTo(11);
        assertThat(json.at("/hops/0/record/raw_msg").asText()).isEqualTo("goals");
        assertThat(json.at("/replies/0/state").asText()).isEqualTo("delivered");
        assertThat(json.at("/replies/0/attempts/0/error/code").asInt()).isEqualTo(131016);
        assertThat(json.at("/replies/0/pricing/category").asText()).isEqualTo("service");
    }

    private static Entry entry(Kind kind, long offset, long millis, Body body) {
        Place place = new Place(kind, "whatsapp." + kind.word(), 3, offset, START.plusMillis(millis));
        return new Entry(place, ANNA.key(), Map.of(), null, body);
    }
}
