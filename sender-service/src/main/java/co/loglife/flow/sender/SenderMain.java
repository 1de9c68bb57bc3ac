package co.loglife.flow.sender;

import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.ServiceMain;

/** The sender in a process of its own. */
public final class SenderMain {
    private SenderMain() {}

    static void main() {
        ServiceMain.run("sender", SenderMain::start);
    }

    /** Starts it as the environment says. */
    public static Service start(EnvReader env) throws InterruptedException {
        return SenderWiring.start(SenderConfig.from(env));
    }
}
