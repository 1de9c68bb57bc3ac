package co.loglife.flow.sender.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BufferTest {
    private final Buffer buffer = new Buffer(4, 100);

    @Test
    void isFullByMessagesUntilHalfOfThemAreGone() {
        add(4, 1);
        assertThat(buffer.isFull()).isTrue();

        buffer.remove(1);
        assertThat(buffer.isFull()).isTrue();

        buffer.remove(1);
        assertThat(buffer.isFull()).isFalse();
    }

    @Test
    void isFullByBytesUntilHalfOfThemAreGone() {
        add(2, 60);
        assertThat(buffer.isFull()).isTrue();

        buffer.remove(60);
        assertThat(buffer.isFull()).isTrue();

        buffer.remove(60);
        assertThat(buffer.isFull()).isFalse();
    }

    @Test
    void knowsWhatIsInIt() {
        add(3, 20);

        assertThat(buffer.messages()).isEqualTo(3);
        assertThat(buffer.bytes()).isEqualTo(60);
    }

    private void add(int messages, int size) {
        for (int i = 0; i < messages; i++) {
            buffer.add(size);
        }
    }
}
