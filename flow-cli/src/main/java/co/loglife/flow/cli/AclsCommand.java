package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.runtime.EnvReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what each part needs to be allowed on Kafka, as a script of kafka-acls.sh commands.",
            "With --yes the cluster is told so at once; giving rights that are given already changes nothing."
        },
        footer = "Example: ./flow acls --principal 'User:CN={part}' >acls.sh")
final class AclsCommand implements Callable<Integer> {
    @Option(
            names = "--principal",
            paramLabel = "TYPE:NAME",
            defaultValue = "User:flow-{part}",
            description = "A part's user, {part} standing for its word; ${DEFAULT-VALUE} by default.")
    private String principal = "";

    @Option(names = "--yes", description = "Give the rights on the cluster instead of printing them.")
    private boolean yes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Logs.off();
        if (!principal.matches("[A-Za-z]+:.*\\{part}.*")) {
            throw new SentenceException("--principal must be like User:flow-{part}");
        }
        PrintWriter out = spec.commandLine().getOut();
        Cluster cluster = Cluster.from(new EnvReader(System.getenv()));
        List<Access.Right> rights = Access.rights(cluster.topics());
        if (!yes) {
            out.println("#!/bin/sh");
            out.println("# usage: sh acls.sh --bootstrap-server kafka-1:9093 --command-config admin.properties");
            out.println("set -eu");
            rights.forEach(right -> out.println(line(right)));
            return 0;
        }
        try (Admin admin = cluster.admin()) {
            give(admin, rights.stream().map(right -> right.binding(user(right))).toList());
        }
        out.printf("%d rights of %d users are given%n", rights.size(), Access.Part.values().length);
        return 0;
    }

    private static void give(Admin admin, List<AclBinding> bindings) throws InterruptedException {
        try {
            admin.createAcls(bindings).all().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SecurityDisabledException) {
                throw new SentenceException("this cluster has no authorizer: everybody may do everything");
            }
            if (e.getCause() instanceof ClusterAuthorizationException) {
                throw new SentenceException("this user may not give rights (ALTER on the cluster)");
            }
            throw new KafkaException(e.getCause());
        }
    }

    private String user(Access.Right right) {
        return principal.replace("{part}", right.part().word());
    }

    private String line(Access.Right right) {
        return "kafka-acls.sh \"$@\" --add --allow-principal '%s' --operation %s --%s '%s'%s"
                .formatted(
                        user(right),
                        right.operation().name(),
                        right.type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        right.name(),
                        right.pattern() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
    }
}
