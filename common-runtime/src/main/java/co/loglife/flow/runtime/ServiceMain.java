package co.loglife.flow.runtime;

import org.slf4j.LoggerFactory;

/** What every service's main does: start, or say in one line why not; stop cleanly on SIGTERM. */
public final class ServiceMain {
    /** The exit code of a start that a wrong environment prevented. */
    public static final int WRONG_CONFIGURATION = 2;

    private ServiceMain() {}

    /** Starts a service from its environment. */
    @FunctionalInterface
    public interface Starter {
        /**
         * Starts it.
         *
         * @throws ConfigException when the environment is wrong
         */
        Service start(EnvReader env) throws Exception;
    }

    /** Starts a service and returns; its own threads keep the process alive until SIGTERM or SIGINT. */
    public static void run(String name, Starter starter) {
        Service service;
        try {
            service = starter.start(new EnvReader(System.getenv()));
        } catch (ConfigException e) {
            System.err.println(name + ": " + e.getMessage());
            System.exit(WRONG_CONFIGURATION);
            return;
        } catch (Exception e) {
            LoggerFactory.getLogger(ServiceMain.class).error("Start failed", e);
            System.err.println(name + ": start failed: " + e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    service.close();
                    // Without this a SIGTERM that was obeyed to the letter would end as 143, which reads as a crash.
                    Runtime.getRuntime().halt(0);
                }));
    }
}
