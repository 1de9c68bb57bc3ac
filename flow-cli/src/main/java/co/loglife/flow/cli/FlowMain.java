package co.loglife.flow.cli;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.KafkaUnreachableException;
import co.loglife.flow.runtime.ServiceMain;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The root of the command line; {@code ./flow} itself handles build, test and format. */
@Command(
        name = "flow",
        description = "WhatsApp webhooks in, replies out, over Kafka.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            SayCommand.class,
            TailCommand.class,
            TraceCommand.class,
            RedriveCommand.class,
            LagCommand.class,
            TopicsCommand.class,
            ReplayCommand.class,
            ForgetCommand.class,
            AclsCommand.class,
            PartCommands.Broker.class,
            PartCommands.Ingress.class,
            PartCommands.Router.class,
            PartCommands.Sender.class,
            PartCommands.Console.class,
            PartCommands.Simulator.class
        })
final class FlowMain {
    private FlowMain() {}

    static void main(String[] arguments) {
        int exitCode = commandLine().execute(arguments);
        if (exitCode != PartCommands.KEEP_RUNNING) {
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new FlowMain()).setExecutionExceptionHandler(inOneSentence());
    }

    /** What a person can do something about is said in one sentence; only what is our fault shows its stack trace. */
    private static IExecutionExceptionHandler inOneSentence() {
        return (failure, command, _) -> {
            String name = "flow " + command.getCommandName() + ": ";
            return switch (failure) {
                case ConfigException e -> {
                    command.getErr().println(name + e.getMessage());
                    yield ServiceMain.WRONG_CONFIGURATION;
                }
                case SentenceException _, InspectionException _ -> {
                    command.getErr().println(name + failure.getMessage());
                    yield 1;
                }
                case KafkaUnreachableException _, KafkaException _ -> {
                    command.getErr()
                            .println(name + "Kafka does not answer (KAFKA_BOOTSTRAP_SERVERS); is ./flow up running?");
                    yield 1;
                }
                default -> throw failure;
            };
        };
    }
}
