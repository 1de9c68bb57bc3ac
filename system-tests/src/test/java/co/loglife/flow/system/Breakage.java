package co.loglife.flow.system;

/** Breaks something under load and mends it again; returns when it is whole. */
@FunctionalInterface
interface Breakage {
    void on(FaultRun run) throws Exception;
}
