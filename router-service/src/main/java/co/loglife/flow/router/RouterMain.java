package co.loglife.flow.router;

import co.loglife.flow.runtime.ServiceMain;

/** The router in a process of its own. */
public final class RouterMain {
    private RouterMain() {}

    static void main() {
        ServiceMain.run("router", env -> RouterWiring.start(RouterConfig.from(env)));
    }
}
