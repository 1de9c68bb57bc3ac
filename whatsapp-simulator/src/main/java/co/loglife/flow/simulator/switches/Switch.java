package co.loglife.flow.simulator.switches;

/**
 * Something beside WhatsApp that can be switched off and on again while everything runs: the broker of {@code ./flow
 * up}, say. The process that has it hands it to the simulator, which knows only this.
 */
public interface Switch {
    /** Its name in requests. */
    String name();

    /** What the page calls the fault. */
    String label();

    /** One line more. */
    String hint();

    /** Switches it off; returns when it is off. */
    void off() throws InterruptedException;

    /** Switches it on; returns when it is on again. */
    void on() throws InterruptedException;
}
