package co.loglife.flow.inspection.log;

/** Hears how far a long reading has come. */
@FunctionalInterface
public interface Progress {
    /** Nobody wants to know. */
    Progress NONE = (_, _) -> {};

    /**
     * Called after each portion.
     *
     * @param read records so far
     * @param all records there are to read, as far as is known
     */
    void read(long read, long all);
}
