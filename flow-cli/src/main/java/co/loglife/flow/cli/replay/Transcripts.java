package co.loglife.flow.cli.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that come mixed and are to be read one conversation after the other. They wait in a file of the temporary
 * folder, so that a week of everybody's fits the memory of a command.
 */
final class Transcripts implements AutoCloseable {
    private final FileChannel file;
    private final Map<String, List<Piece>> pieces = new LinkedHashMap<>();

    private record Piece(long position, int length) {}

    Transcripts() {
        try {
            file = FileChannel.open(
                    Files.createTempFile("flow-replay", ".txt"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next piece of a conversation. */
    void add(String user, String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            pieces.computeIfAbsent(user, _ -> new ArrayList<>()).add(new Piece(file.size(), bytes.remaining()));
            file.position(file.size());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, in the order in which they began, until nobody reads any more. */
    void print(PrintWriter out) {
        for (Map.Entry<String, List<Piece>> conversation : pieces.entrySet()) {
            out.println("── " + conversation.getKey() + " ──");
            for (Piece piece : conversation.getValue()) {
                out.print(read(piece));
            }
            out.println();
            if (out.checkError()) {
                return;
            }
        }
    }

    private String read(Piece piece) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(piece.length);
            while (bytes.hasRemaining() && file.read(bytes, piece.position + bytes.position()) >= 0) {
                // until the piece is whole
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
