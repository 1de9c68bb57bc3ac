package co.loglife.flow.simulator.chats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * New message ids, in the forms WhatsApp gives them. They are random and not counted: who receives them remembers them
 * for days, longer than a simulator lives.
 */
public final class MessageIds {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final RandomGenerator random;

    public MessageIds(RandomGenerator random) {
        this.random = random;
    }

    /** A wamid: base64 of the number and a serial, as Meta's are. */
    public String wamid(String number, Bubble.Direction direction) {
        ByteArrayOutputStream id = new ByteArrayOutputStream();
        byte[] digits = number.getBytes(StandardCharsets.US_ASCII);
        id.write(0x1c);
        id.write(0x18);
        id.write(digits.length);
        id.writeBytes(digits);
        id.writeBytes(new byte[] {0x15, 0x02, 0x00, (byte) (direction == Bubble.Direction.INCOMING ? 0x12 : 0x11)});
        id.writeBytes(new byte[] {0x18, 0x14});
        id.writeBytes(serial("3A").getBytes(StandardCharsets.US_ASCII));
        id.write(0x00);
        return "wamid." + Base64.getEncoder().encodeToString(id.toByteArray());
    }

    /** A whatsapp-web.js id: who, which chat, which message. */
    public String web(String number, Bubble.Direction direction) {
        boolean ours = direction == Bubble.Direction.OUTGOING;
        return "%s_%s@c.us_%s".formatted(ours, number, serial(ours ? "3EB0" : "3A"));
    }

    /** A media id: digits only. */
    public String media() {
        return String.valueOf(random.nextLong(100_000_000_000_000L, 10_000_000_000_000_000L));
    }

    /** Meta's mark on an error answer. */
    public String trace() {
        return "A" + Long.toString(random.nextLong(Long.MAX_VALUE), 36).toLowerCase(Locale.ROOT);
    }

    private String serial(String head) {
        byte[] tail = new byte[10];
        random.nextBytes(tail);
        return (head + HEX.formatHex(tail)).substring(0, 20);
    }
}
