package co.loglife.flow.simulator.switches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.simulator.chats.Happening;
import co.loglife.flow.simulator.switches.SwitchBoard.Position;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SwitchBoardTest {
    private final List<Happening> told = new CopyOnWriteArrayList<>();
    private final FakeSwitch broker = new FakeSwitch();
    private final SwitchBoard board = new SwitchBoard(List.of(broker), told::add);

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void saysThatItIsBeingTurnedUntilItIs() {
        assertThat(position()).isEqualTo(Position.ON);

        assertThat(board.turn("broker", true)).isTrue();
        assertThat(position()).isEqualTo(Position.TURNING_OFF);
        assertThat(board.turn("broker", false))
                .as("known, but nothing happens meanwhile")
                .isTrue();
        broker.mayGoOn.countDown();

        await().until(() -> position() == Position.OFF);
        assertThat(told).hasSize(2).allMatch(happening -> happening.type().equals("switches"));
        board.turn("broker", false);
        await().until(() -> position() == Position.ON);
    }

    @Test
    void oneThatCannotBeTurnedStaysAsItWas() {
        broker.fails = true;
        broker.mayGoOn.countDown();

        board.turn("broker", true);

        await().until(() -> position() == Position.ON && told.size() == 2);
    }

    @Test
    void knowsOnlyItsOwn() {
        assertThat(board.turn("moon", true)).isFalse();
    }

    private Position position() {
        return board.all().getFirst().position();
    }

    private static final class FakeSwitch implements Switch {
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private volatile boolean fails;

        @Override
        public String name() {
            return "broker";
        }

        @Override
        public String label() {
            return "Broker stopped";
        }

        @Override
        public String hint() {
            return "";
        }

        @Override
        public void off() throws InterruptedException {
            mayGoOn.await();
            if (fails) {
                throw new IllegalStateException("it will not");
            }
        }

        @Override
        public void on() {}
    }
}
