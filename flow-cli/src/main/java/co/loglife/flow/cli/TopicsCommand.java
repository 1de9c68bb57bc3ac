package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Creates the topics that are missing and shows what is there. Safe to run at any time.",
        footer = "Example: TOPIC_REPLICATION=3 KAFKA_BOOTSTRAP_SERVERS=kafka-1:9092 ./flow topics")
final class TopicsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Logs.off();
        PrintWriter out = spec.commandLine().getOut();
        EnvReader env = new EnvReader(System.getenv());
        Topics.Shape shape = Topics.Shape.from(env);
        Cluster cluster = Cluster.from(env);
        try (Admin admin = cluster.admin()) {
            List<String> made = Topics.create(admin, cluster.topics(), shape);
            // The cluster tells of a new topic a moment after it has made it.
            Topics.await(cluster.kafka(), cluster.topics());
            Topics.partitions(admin, cluster.topics())
                    .forEach((topic, partitions) -> out.printf(
                            "%-28s %3d partitions%s%n", topic, partitions, made.contains(topic) ? "  made" : ""));
        }
        return 0;
    }
}
