package co.loglife.flow.sender.graphapi;

import co.loglife.flow.model.Media;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A file in a request: by Meta's id or by a link, never by both. */
record MediaNodes(Map<String, String> uploads) {
    ObjectNode put(ObjectNode node, Media media) {
        if (media.link() != null) {
            return node.put("link", media.link());
        }
        String id = media.stored() == null ? media.id() : uploads.get(media.stored());
        if (id == null) {
            throw new UnreachableException("the file is not at Meta");
        }
        return node.put("id", id);
    }
}
