package co.loglife.flow.benchmarks;

import java.util.List;

/**
 * The measurements of one area. They compare ours with peers that do the same work, in one run on one machine, and show
 * how things are; nothing passes or fails by them.
 */
public interface Benchmark {
    /** The area's word on the command line. */
    String area();

    /** What is measured, in one line. */
    String measures();

    /**
     * Measures.
     *
     * @return a table for each question the area answers
     */
    List<Figures> run(Effort effort) throws Exception;
}
