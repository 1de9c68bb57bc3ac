package co.loglife.flow.simulator;

import co.loglife.flow.runtime.ServiceMain;

/** The simulator as a process of its own. */
public final class SimulatorMain {
    private SimulatorMain() {}

    public static void main(String[] args) {
        ServiceMain.run("simulator", env -> SimulatorWiring.start(SimulatorConfig.from(env)));
    }
}
