package co.loglife.flow.router.turn;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.WakeUpAt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Stored} as bytes. Binary, because it is written with every message and holds another format's bytes; the first
 * byte is the version, so that a later router reads what an earlier one wrote.
 */
final class StoredFormat {
    private static final int VERSION = 1;
    private static final int SIZE_OF_THE_REST = 256;

    private StoredFormat() {}

    static byte[] write(Stored stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedSize(stored));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writeBytes(out, stored.seen().bytes());
            out.writeByte(stored.userIds().size());
            for (String userId : stored.userIds()) {
                out.writeUTF(userId);
            }
            writeRoute(out, stored.route());
            writeOffer(out, stored.offer());
            out.writeInt(stored.wakeUps().size());
            for (WakeUpAt wakeUp : stored.wakeUps()) {
                out.writeUTF(wakeUp.name());
                out.writeLong(wakeUp.due().toEpochMilli());
            }
            Stored.Gone gone = stored.movedTo();
            out.writeBoolean(gone != null);
            if (gone != null) {
                out.writeUTF(gone.to().key());
                out.writeLong(gone.at().toEpochMilli());
            }
            Stored.Kept conversation = stored.conversation();
            out.writeInt(conversation == null ? 0 : conversation.version());
            if (conversation != null) {
                writeBytes(out, conversation.bytes());
            }
        } catch (IOException e) { // memory does not fail
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** So that the array rarely has to grow: it is copied with every message. */
    private static int expectedSize(Stored stored) {
        Stored.Kept conversation = stored.conversation();
        return SIZE_OF_THE_REST
                + stored.seen().bytes().length
                + (conversation == null ? 0 : conversation.bytes().length);
    }

    static Stored read(byte @Nullable [] bytes) throws UnreadableException {
        if (bytes == null) {
            return Stored.NOTHING;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new UnreadableException("stored by a router of another version");
            }
            SeenIds seen = SeenIds.of(readBytes(in));
            List<String> userIds = readUserIds(in);
            Route route = readRoute(in);
            Offer offer = readOffer(in);
            List<WakeUpAt> wakeUps = readWakeUps(in);
            Stored.Gone gone = in.readBoolean()
                    ? new Stored.Gone(new User(in.readUTF()), Instant.ofEpochMilli(in.readLong()))
                    : null;
            int format = in.readInt();
            Stored.Kept conversation = format == 0 ? null : new Stored.Kept(format, readBytes(in));
            return new Stored(seen, userIds, route, offer, wakeUps, gone, conversation);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableException("not what a router stores");
        }
    }

    private static List<String> readUserIds(DataInputStream in) throws IOException {
        int count = in.readUnsignedByte();
        List<String> userIds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            userIds.add(in.readUTF());
        }
        return userIds;
    }

    private static void writeRoute(DataOutputStream out, @Nullable Route route) throws IOException {
        out.writeBoolean(route != null);
        if (route != null) {
            out.writeUTF(route.clientType().word());
            out.writeUTF(route.line());
            writeAddress(out, route.address());
        }
    }

    private static @Nullable Route readRoute(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Route(ClientType.of(in.readUTF()), in.readUTF(), readAddress(in)) : null;
    }

    /** By kind and id: reading its text would mean to find out again what it is. */
    private static void writeAddress(DataOutputStream out, Address address) throws IOException {
        out.writeByte(
                switch (address) {
                    case Address.Phone _ -> 0;
                    case Address.UserId _ -> 1;
                    case Address.Lid _ -> 2;
                    case Address.Group _ -> 3;
                    case Address.Broadcast _ -> 4;
                });
        out.writeUTF(address.id());
    }

    private static Address readAddress(DataInputStream in) throws IOException {
        int kind = in.readByte();
        String id = in.readUTF();
        return switch (kind) {
            case 0 -> new Address.Phone(id);
            case 1 -> new Address.UserId(id);
            case 2 -> new Address.Lid(id);
            case 3 -> new Address.Group(id);
            case 4 -> new Address.Broadcast(id);
            default -> throw new IOException("no such kind of address");
        };
    }

    private static void writeOffer(DataOutputStream out, Offer offer) throws IOException {
        out.writeByte(offer.options().size());
        out.writeBoolean(offer.list());
        for (Reply.Option option : offer.options()) {
            out.writeUTF(option.id());
            out.writeUTF(option.title());
        }
    }

    private static Offer readOffer(DataInputStream in) throws IOException {
        int count = in.readUnsignedByte();
        boolean list = in.readBoolean();
        List<Reply.Option> options = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            options.add(new Reply.Option(in.readUTF(), in.readUTF()));
        }
        return count == 0 ? Offer.NONE : new Offer(list, options);
    }

    private static List<WakeUpAt> readWakeUps(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > BotTurn.MOST_WAKE_UPS) {
            throw new IOException("no such number of timers");
        }
        List<WakeUpAt> wakeUps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            wakeUps.add(new WakeUpAt(in.readUTF(), Instant.ofEpochMilli(in.readLong())));
        }
        return wakeUps;
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("no such length");
        }
        return in.readNBytes(length);
    }
}
