package co.loglife.flow.simulator.media;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All files, the oldest forgotten when there is no more room. Safe for many threads. */
public final class MediaShelf {
    private final long mostBytes;
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private long used;

    /** With room for so many bytes. */
    public MediaShelf(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Keeps a file; false when it is larger than the whole shelf. */
    public synchronized boolean put(StoredFile file) {
        if (file.bytes().length > mostBytes) {
            return false;
        }
        files.put(file.id(), file);
        used += file.bytes().length;
        for (Iterator<StoredFile> oldest = files.values().iterator(); used > mostBytes; ) {
            used -= oldest.next().bytes().length;
            oldest.remove();
        }
        return true;
    }

    public synchronized Optional<StoredFile> file(String id) {
        return Optional.ofNullable(files.get(id));
    }

    /** Forgets a file; false when it was not there. */
    public synchronized boolean remove(String id) {
        StoredFile gone = files.remove(id);
        if (gone != null) {
            used -= gone.bytes().length;
        }
        return gone != null;
    }
}
