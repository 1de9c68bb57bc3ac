package co.loglife.flow.console;

import co.loglife.flow.runtime.ServiceMain;

/** The console as a process of its own. */
public final class ConsoleMain {
    private ConsoleMain() {}

    public static void main(String[] args) {
        ServiceMain.run("console", env -> ConsoleWiring.start(ConsoleConfig.from(env)));
    }
}
