package co.loglife.flow.console.view;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.console.Records;
import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Way;
import co.loglife.flow.inspection.way.Ways;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WayViewTest {
    private static final String USER = "923001234567";
    private static final Delivery.Failure THROTTLED =
            new Delivery.Failure(429, "too many requests", ErrorClass.THROTTLED);

    private final Records records = new Records();

    @Test
    void showsEachStationWithItsPlaceAndTime() {
        WayView view = WayView.of(retried());

        assertThat(view.hops())
                .extracting(WayView.Station::stage)
                .containsExactly("incoming", "reply", "attempt", "outcome", "attempt", "outcome", "status");
        assertThat(view.hops()).extracting(WayView.Station::offset).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(view.hops().get(1).sincePreviousMs()).isEqualTo(10);
        assertThat(view.hops().get(3).error()).isEqualTo(THROTTLED);
        assertThat(view.hops().get(4).attempt()).isEqualTo(2);
        assertThat(view.tookMs()).isEqualTo(60);
    }

    @Test
    void pointsEachStationToItsReply() {
        WayView view = WayView.of(retried());

        assertThat(view.replies()).extracting(WayView.Branch::attempts).containsExactly(2);
        assertThat(view.hops()).extracting(WayView.Station::reply).containsExactly(null, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void isFoundByAnyOfItsIds() {
        Way way = retried();

        assertThat(WayView.has(way, "a")).isTrue();
        assertThat(WayView.has(way, "a:0")).isTrue();
        assertThat(WayView.has(way, "wamid.of.a:0")).isTrue();
        assertThat(WayView.has(way, "b")).isFalse();
    }

    @Test
    void saysWhyItWasGivenUp() {
        var reply = Records.outgoing(USER, "a", 0, ClientType.BUSINESS_API, new Reply.Text("hello"));
        WayView view = WayView.of(Ways.of(List.of(
                        records.said(aMessage().withId("a")),
                        records.of(co.loglife.flow.model.TopicLayout.Kind.OUTGOING, USER, new Body.Outgoing(reply)),
                        records.givenUp(USER, "131026 not on WhatsApp", new Body.Outgoing(reply))))
                .getFirst());

        WayView.Station last = view.hops().getLast();
        assertThat(last.stage()).isEqualTo("dead-letter");
        assertThat(last.reason()).isEqualTo("131026 not on WhatsApp");
        assertThat(last.errorClass()).isEqualTo("rejected");
        assertThat(last.reply()).isEqualTo(0);
    }

    private Way retried() {
        return Ways.of(List.of(
                        records.said(aMessage().withId("a").saying("goals")),
                        records.replied(USER, "a", 0, ClientType.BUSINESS_API, new Reply.Text("Your goals")),
                        records.delivery(USER, "a:0", Delivery.State.ATTEMPTING, 1),
                        records.delivery(USER, "a:0", Delivery.State.RETRYING, 1, THROTTLED),
                        records.delivery(USER, "a:0", Delivery.State.ATTEMPTING, 2),
                        records.delivery(USER, "a:0", Delivery.State.ACCEPTED, 2),
                        records.delivery(USER, "a:0", Delivery.State.READ, 0)))
                .getFirst();
    }
}
