package co.loglife.flow.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which also keeps what was asked for and what came of it. The broker makes it by its name. */
public final class RecordingAuthorizer extends StandardAuthorizer {
    private static final Set<Asked> ASKED = ConcurrentHashMap.newKeySet();

    /** Something a user wanted to do. */
    record Asked(String user, AclOperation operation, ResourceType type, String name, AuthorizationResult result) {}

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            // What only filters a list, or tells what one may do, is not worth a line in the broker's log either.
            if (results.get(i) == AuthorizationResult.ALLOWED ? action.logIfAllowed() : action.logIfDenied()) {
                asked.add(new Asked(
                        context.principal().getName(),
                        action.operation(),
                        action.resourcePattern().resourceType(),
                        action.resourcePattern().name(),
                        results.get(i)));
            }
        }
        ASKED.addAll(asked);
        return results;
    }

    /** Everything asked for so far with that result. */
    static List<Asked> asked(AuthorizationResult result) {
        return ASKED.stream().filter(asked -> asked.result() == result).toList();
    }
}
