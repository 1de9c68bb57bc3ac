package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.runtime.EnvReader;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "say",
        mixinStandardHelpOptions = true,
        description = "Speaks as a simulated phone and prints the replies, with the time of each hop.",
        footer = "Example: ./flow say \"add goal 🏃 Run 5k\" --via web")
final class SayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TEXT", description = "What the phone says.")
    private String text = "";

    @Option(
            names = "--as",
            paramLabel = "NUMBER",
            defaultValue = "15550001111",
            description = "The phone's number, ${DEFAULT-VALUE} by default.")
    private String number = "";

    @Option(
            names = "--via",
            paramLabel = "web|business_api",
            defaultValue = "business_api",
            description = "The way to WhatsApp, ${DEFAULT-VALUE} by default.")
    private String via = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Logs.off();
        PrintWriter out = spec.commandLine().getOut();
        EnvReader env = new EnvReader(System.getenv());
        Cluster cluster = Cluster.from(env);
        SimulatedPhone phone = SimulatedPhone.from(env, phone(), clientType());
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            Conversation conversation = Conversation.from(consumer, cluster.topics(), phone.user());
            SimulatedPhone.Said said = phone.say(text);
            Answer answer = conversation.answerTo(said.messageId());
            answer.print(out, said);
            return answer.isComplete() ? 0 : 1;
        }
    }

    private Address.Phone phone() {
        try {
            if (Address.parse(number) instanceof Address.Phone phone) {
                return phone;
            }
        } catch (IllegalArgumentException e) { // answered below, as for any other address
        }
        throw new SentenceException("--as must be a phone number with its country code, digits only");
    }

    private ClientType clientType() {
        try {
            return ClientType.of(via);
        } catch (IllegalArgumentException e) {
            throw new SentenceException("--via must be web or business_api");
        }
    }
}
