package co.loglife.flow.cli;

import co.loglife.flow.runtime.EnvReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Everything on this machine, in one process: a real Kafka broker, the three services and a simulated WhatsApp"
                    + " with a chat page. What is said survives a restart."
        },
        footer = "Example: ./flow up --fresh")
final class UpCommand implements Callable<Integer> {
    @Option(names = "--fresh", description = "Forget everything of earlier runs first.")
    private boolean fresh;

    @Option(
            names = "--real",
            description = "No simulator: WhatsApp itself, by WHATSAPP_ACCESS_TOKEN and the other variables.")
    private boolean real;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, String> env = new HashMap<>(System.getenv());
        Path state = StateFolder.of(new EnvReader(env));
        if (fresh) {
            StateFolder.delete(state);
        }
        Logs.to(StateFolder.made(state).resolve("up.log"));
        env.put("STATE_DIR", state.toString());
        if (!real) {
            UpSecrets.complete(env, state);
        }
        Installation installation = Installation.start(env, !real, out);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    installation.close();
                    Runtime.getRuntime().halt(0);
                }));
        return PartCommands.KEEP_RUNNING;
    }
}
